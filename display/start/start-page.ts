import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { pages, pathOf } from '../../domain/pages.mjs';
import '../ui/words/language-switch.ts';
import { closingOf } from '../ui/office/closing.ts';
import { linkedText } from '../ui/linked-text.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { pageAddress, waitForOffice } from '../ui/office/office.ts';
import { unitOf } from '../ui/office/unit.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { inLanguage } from '../ui/words/words.ts';
import { startStyles } from './styles.ts';
import { startWords } from './words.ts';

/** Links to the pages there are, and the published service standard. */
@customElement('start-page')
export class StartPage extends LocalizedElement {
  static override styles = [shared, startStyles];

  @state() private office: OfficeView | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice().then((office) => (this.office = office));
  }

  override render() {
    const { office } = this;
    if (!office) return nothing;
    return html`<header>
        <div>
          <div>
            <h1>${office.name}</h1>
            <p>${unitOf(office)}</p>
          </div>
          <language-switch></language-switch>
        </div>
      </header>
      <main>
        <p class="notice ${office.open ? 'ok' : ''}">
          ${office.open ? startWords().open : closingOf(office, new Date())}
        </p>
        <nav>
          ${pages.map(
            ({ path, link }) =>
              link &&
              html`<a href=${pageAddress(path)}
                >${inLanguage(link.title)}<small>${inLanguage(link.hint)}</small></a
              >`,
          )}
          <a href=${terminalAddress()}>${startWords().terminal}<small>${startWords().terminalHint}</small></a>
        </nav>
        ${standardSection(office)}
      </main>`;
  }
}

/** The search of the collection, on a screen that many people share. */
function terminalAddress(): string {
  const address = pageAddress(pathOf('catalogue'));
  return `${address}${address.includes('?') ? '&' : '?'}terminal=1`;
}

/** The standard the service is published with. */
function standardSection({ standard, address, contacts }: OfficeView) {
  const texts = startWords();
  return html`<section>
    <h2>${texts.standard}: <span lang="id">${standard.service}</span></h2>
    <p class="hint">${texts.decree} ${standard.sk}</p>
    <p class="hint">${texts.wordForWord}</p>
    <dl>
      <dt>${texts.requirements}</dt>
      <dd lang="id">${list(standard.requirements)}</dd>
      <dt>${texts.steps}</dt>
      <dd lang="id">${list(standard.steps)}</dd>
      <dt>${texts.time}</dt>
      <dd lang="id">${standard.slaText}</dd>
      <dt>${texts.fee}</dt>
      <dd lang="id">${standard.fee}</dd>
      <dt>${texts.product}</dt>
      <dd lang="id">${standard.product}</dd>
      ${
        standard.pledge
          ? html`<dt>${texts.pledge}</dt>
              <dd lang="id">${standard.pledge}</dd>`
          : nothing
      }
      <dt>${texts.complaints}</dt>
      <dd lang="id">
        <ul>
          ${standard.complaints.map((line) => html`<li>${linkedText(line)}</li>`)}
        </ul>
      </dd>
      <dt>${texts.contact}</dt>
      <dd>${address}<br />${linkedText(contacts.phone)} · ${linkedText(contacts.email)}</dd>
    </dl>
  </section>`;
}

function list(lines: readonly string[]) {
  return html`<ol>
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ol>`;
}
