import { css, html, nothing } from 'lit';
import type { StaffVisit } from '../../../wire/visits.ts';
import { formWords } from '../../ui/forms/guest-book-form-words.ts';
import { guestBookWords } from '../../ui/forms/guest-book-words.ts';
import { emailWord, readable } from '../../ui/words/words.ts';
import { deskWords } from '../words.ts';

/** What an officer needs of a guest book to serve the visitor: who it is, what for, and who may want help. */
export function bookFacts(book: NonNullable<StaffVisit['guestBook']>) {
  const { labels } = formWords();
  const { purpose, serviceKind } = guestBookWords();
  const { purposeOther, group, dataNeeded } = book;
  const use = purpose[book.purpose];
  return html`<p>
      <strong>${readable(book.name)}</strong><br />${readable(book.institution)}<br />${readable(book.email)}
      <span class="hint">${emailWord(book.emailVerified)}</span>
    </p>
    ${book.disability === true ? html`<p class="notice calm">${deskWords().offerHelp}</p>` : nothing}
    <dl class="asked">
      ${fact(labels.services, book.services.map((kind) => serviceKind[kind]).join(', '))}
      ${fact(labels.purpose, purposeOther === null ? use : `${use}: ${readable(purposeOther)}`)}
      ${group === null ? nothing : fact(labels.group, deskWords().people(group))}
      ${dataNeeded === null ? nothing : fact(labels.dataNeeded, readable(dataNeeded))}
    </dl>`;
}

/** A text in the visitor's own words keeps its lines. */
const fact = (name: string, text: string) =>
  html`<dt>${name}</dt>
    <dd>${text}</dd>`;

export const bookFactsStyles = css`
  .asked {
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(0, 2fr);
    gap: var(--space-2) var(--space-4);
    margin: 0;
  }
  .asked dt {
    color: var(--muted);
  }
  .asked dd {
    margin: 0;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  @container (max-width: 480px) {
    .asked {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .asked dd {
      margin-bottom: var(--space-2);
    }
  }
`;
