import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ListedComplaint } from '../../wire/complaints/complaints.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { dueBadge, dueStyles, type Times } from './due-badge.ts';
import { grouped } from './list-order.ts';
import { complaintsWords } from './words.ts';

/** The list of complaints by what is due, each a link to itself. */
export function complaintList(
  complaints: readonly ListedComplaint[],
  asked: {
    readonly times: Times;
    readonly chosen: string;
    readonly none: string;
    readonly isCut: boolean;
  },
) {
  const texts = complaintsWords();
  const { times, chosen, none, isCut } = asked;
  if (complaints.length === 0) return html`<p class="hint">${none}</p>`;
  return html`${grouped(complaints, times).map(
    ({ group, complaints: own }) =>
      html`<section class="group ${group}">
        <h2>${texts.groups[group]} <span class="n">${own.length}</span></h2>
        <ul>
          ${repeat(
            own,
            ({ id }) => id,
            (complaint) =>
              html`<li>${item(complaint, { times, isChosen: complaint.reference === chosen })}</li>`,
          )}
        </ul>
      </section>`,
  )}
  ${isCut ? html`<p class="hint">${texts.most}</p>` : nothing}`;
}

function item(complaint: ListedComplaint, { times, isChosen }: { times: Times; isChosen: boolean }) {
  const { reference, stage, kind, channel, assignee, firstWords, identity, newMessages } = complaint;
  const texts = complaintsWords();
  const words = complaintWords();
  const isKept = identity === 'confidential';
  return html`<a class="item" href="#${reference}" aria-current=${isChosen ? 'true' : nothing}>
    <span class="top"><b>${reference}</b><span>${words.stages[stage]}</span></span>
    ${newMessages === 0 ? nothing : html`<span class="news">${texts.newMessages(newMessages)}</span>`}
    ${
      firstWords === null
        ? html`<span class="words hint">${isKept ? texts.keptWords : texts.forgotten}</span>`
        : html`<span class="words">${firstWords}</span>`
    }
    ${dueBadge(complaint, times)}
    <span class="about">${kind === null ? texts.kindOpen : words.kinds[kind]}</span>
    <span class="top about">
      <span>${words.channels[channel]}</span>
      <span class=${assignee === null ? 'nobody' : ''}>${assignee?.name ?? texts.noOfficer}</span>
    </span>
  </a>`;
}

/** The look of the list. */
export const listStyles = [
  dueStyles,
  css`
    nav {
      display: grid;
      gap: var(--space-5);
    }
    .tools {
      display: grid;
      gap: var(--space-3);
    }
    .tools .primary {
      min-height: 56px;
    }
    .states {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .states button:first-child {
      border-radius: var(--radius-m) 0 0 var(--radius-m);
    }
    .states button:last-child {
      border-left: 0;
      border-radius: 0 var(--radius-m) var(--radius-m) 0;
    }
    .states [aria-pressed='true'],
    .states [aria-pressed='true']:hover:not(:disabled) {
      color: var(--paper);
      background: var(--dark);
      border-color: var(--dark);
    }
    .find {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: end;
      gap: var(--space-2);
    }
    .find .field {
      display: grid;
      gap: var(--space-1);
    }
    .group,
    .group ul {
      display: grid;
      gap: var(--space-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .group h2 {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-m);
    }
    .group.late h2 {
      color: var(--bad);
    }
    .group.today h2 {
      color: var(--warn);
    }
    .n {
      min-width: 28px;
      padding: 0 var(--space-2);
      font-size: var(--text-s);
      text-align: center;
      background: var(--paper);
      border: 1px solid var(--hair);
      border-radius: var(--radius-l);
    }
    .item {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
      padding: var(--space-3) var(--space-4);
      color: inherit;
      text-decoration: none;
      background: var(--paper);
      border: 1px solid var(--hair);
      border-left: 4px solid var(--hair);
      border-radius: var(--radius-m);
    }
    .group.late .item {
      border-left-color: var(--bad);
    }
    .group.today .item {
      border-left-color: var(--warn);
    }
    .item:hover {
      border-color: var(--primary);
    }
    .item[aria-current] {
      border-color: var(--dark);
      box-shadow: inset 0 0 0 1px var(--dark);
    }
    .top {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 var(--space-3);
      width: 100%;
    }
    .top b {
      font-family: var(--mono);
      font-weight: 400;
      color: var(--dark);
    }
    .words {
      display: -webkit-box;
      overflow: hidden;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    .news {
      padding: var(--space-1) var(--space-2);
      font-size: var(--text-s);
      font-weight: 600;
      line-height: 1.3;
      color: var(--paper);
      background: var(--dark);
      border-radius: var(--radius-s);
    }
    .about {
      font-size: var(--text-s);
      color: var(--muted);
    }
    .nobody {
      font-weight: 600;
      color: var(--warn);
    }
  `,
];
