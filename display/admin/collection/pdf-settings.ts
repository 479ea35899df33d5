import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { mostBytes, mostPages } from '../../../domain/softcopies/original.ts';
import type { AnswerTo } from '../../../wire/http/client.ts';
import { alertOf } from '../../ui/alert.ts';
import type { Fired } from '../../ui/events.ts';
import { fieldsOf, selectField, textField } from '../../ui/forms/fields.ts';
import { failureOf, read, type Reply } from '../../ui/line/api.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { sheetStyles } from '../../ui/style/sheet-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { numberOf } from '../../ui/words/format.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { pdfWords } from './pdf-words.ts';
import './publication-pdf.ts';

type Kept = AnswerTo<'/offices/{office}/collection/softcopies'>;

/** Which publications are listed. */
interface Wanted {
  readonly q: string;
  readonly softcopy: string;
  readonly page: number;
}

/** The PDFs of an office's publications, of which readers get marked copies. */
@customElement('pdf-settings')
export class PdfSettings extends LocalizedElement {
  static override styles = [
    shared,
    dialogStyles,
    sheetStyles,
    css`
      form {
        grid-template-columns: minmax(0, 1fr);
        align-items: end;
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .pages {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
      }
      @media (min-width: 641px) {
        form {
          grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) auto;
        }
      }
    `,
  ];

  @property() office = '';
  @state() private kept: Kept | null = null;
  @state() private failed: Reply<unknown> | null = null;
  /** Files under way: what they belong to must stay on the page. */
  @state() private underWay = 0;
  #wanted: Wanted = { q: '', softcopy: '', page: 1 };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, stayHere);
    void this.#read();
  }

  override disconnectedCallback(): void {
    for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, stayHere);
    super.disconnectedCallback();
  }

  override render() {
    const texts = pdfWords();
    const isBusy = this.underWay > 0;
    return html`<h3 id="publication-pdfs">${texts.title}</h3>
      <p class="hint">${texts.hint(mostBytes / 1024 / 1024, numberOf(mostPages, 0))}</p>
      <form @submit=${this.#search}>
        ${textField({ id: 'pdf-search', name: 'q', label: texts.search, type: 'search', max: 200 })}
        ${selectField({
          id: 'pdf-which',
          name: 'softcopy',
          label: texts.which,
          options: [
            ['', texts.every],
            ['false', texts.without],
            ['true', texts.having],
          ],
        })}
        <button ?disabled=${isBusy}>${texts.find}</button>
      </form>
      ${this.failed ? alertOf(`${texts.failed} ${failureOf(this.failed)}`) : nothing}
      ${this.kept ? this.#list(this.kept, isBusy) : nothing}`;
  }

  #list({ publications, total, page, perPage }: Kept, isBusy: boolean) {
    const texts = pdfWords();
    const pages = Math.ceil(total / perPage);
    return html`<p role="status">${total === 0 ? texts.nothing : texts.found(numberOf(total, 0))}</p>
      <ul>
        ${repeat(
          publications,
          ({ publication }) => publication,
          (one) =>
            html`<li>
              <publication-pdf .publication=${one} @pdf-sending=${this.#sent}></publication-pdf>
            </li>`,
        )}
      </ul>
      ${
        pages > 1
          ? html`<div class="pages">
              <button ?disabled=${isBusy || page === 1} @click=${() => this.#turnTo(page - 1)}>
                ${texts.previous}
              </button>
              <p>${texts.part(page, pages)}</p>
              <button ?disabled=${isBusy || page === pages} @click=${() => this.#turnTo(page + 1)}>
                ${texts.next}
              </button>
            </div>`
          : nothing
      }`;
  }

  readonly #sent = ({ detail }: Fired<'pdf-sending'>): void => {
    this.underWay += detail ? 1 : -1;
  };

  readonly #search = (event: Event): void => {
    const { q = '', softcopy = '' } = fieldsOf(event);
    this.#wanted = { q, softcopy, page: 1 };
    void this.#read();
  };

  #turnTo(page: number): void {
    this.#wanted = { ...this.#wanted, page };
    void this.#read();
  }

  async #read(): Promise<void> {
    const wanted = this.#wanted;
    const { q, softcopy, page } = wanted;
    const only = (['true', 'false'] as const).find((each) => each === softcopy);
    const query = { page, q: q === '' ? undefined : q, softcopy: only };
    const reply = await read('/offices/{office}/collection/softcopies', { office: this.office }, { query });
    if (wanted !== this.#wanted) return;
    if (reply.kind === 'ok') this.kept = reply.value;
    this.failed = reply.kind === 'ok' ? null : reply;
  }
}

/** A file that is dropped beside its row would be opened in place of the page. */
function stayHere(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}
