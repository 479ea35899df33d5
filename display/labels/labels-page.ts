import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { ShelfLabel } from '../../wire/catalogue/shelf-labels.ts';
import type { SessionView } from '../../wire/staff.ts';
import { alertOf } from '../ui/alert.ts';
import { catalogueWords } from '../ui/catalogue/catalogue-words.ts';
import { choice, field, fieldsOf, selectField } from '../ui/forms/fields.ts';
import { failureOf, read, type Reply } from '../ui/line/api.ts';
import { OfficePage } from '../ui/office/office-page.ts';
import { isLoopback } from '../ui/qr.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { numberOf } from '../ui/words/format.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import { labelStyles, shelfLabel } from './shelf-label.ts';
import { labelsStyles } from './styles.ts';
import { labelWords } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

const labelsPerSheet = 24;

/** Which labels are printed, and where on the first sheet they begin. */
interface Wanted {
  readonly shelf: string;
  readonly since: string;
  /** The first free label of the first sheet, from 1 on. */
  readonly from: number;
  readonly eachCopy: boolean;
  readonly page: number;
}

/** Labels for the books of an office, as sheets that the browser prints. */
@customElement('labels-page')
export class LabelsPage extends OfficePage {
  static override styles = [shared, sheetStyles, labelStyles, labelsStyles];

  @state() private wanted: Wanted = { shelf: '', since: '', from: 1, eachCopy: true, page: 1 };
  @state() private list: AnswerTo<'/offices/{office}/shelf-labels'> | null = null;
  @state() private failed: Reply<unknown> | null = null;

  protected override async begin(session: SessionView): Promise<void> {
    await super.begin(session);
    await this.#read();
  }

  protected override page(session: SessionView) {
    const texts = labelWords();
    const { office } = this;
    const links = [
      session.role === 'admin'
        ? { path: pathOf('admin'), name: texts.settings }
        : { path: pathOf('desk'), name: texts.desk },
    ];
    return html`<div class="screen">
        ${this.head(session, { title: catalogueWords().shelfLabels, office, links })}
      </div>
      <main>
        ${office ? html`<section class="screen">${this.#choice(office)}</section>` : nothing}
        ${office && this.list ? this.#sheets(this.list.labels, baseOf(office)) : nothing}
      </main>`;
  }

  #choice(office: OfficeView) {
    const texts = labelWords();
    const { wanted, list, failed } = this;
    const shelves = list?.shelves ?? [];
    return html`<p class="hint">${texts.intro}</p>
      ${baseOf(office) === null ? html`<p class="notice">${texts.local}</p>` : nothing}
      <form @invalid=${inOurWords} @change=${this.#change} @submit=${this.#print}>
        ${selectField({
          id: 'shelf',
          label: texts.shelf,
          value: wanted.shelf,
          options: [
            ['', texts.everyShelf],
            ...shelves.map(({ shelf, titles }) => [shelf, texts.withCount(shelf, titles)] as const),
          ],
        })}
        ${field({ id: 'since', label: texts.since }, html`<input id="since" name="since" type="date" />`)}
        ${field(
          { id: 'from', label: texts.from, hint: texts.fromHint },
          html`<input
            id="from"
            name="from"
            type="number"
            min="1"
            max=${labelsPerSheet}
            value="1"
            required
          />`,
        )}
        ${choice({ type: 'checkbox', name: 'eachCopy', label: texts.eachCopy, checked: true })}
        <button class="primary" ?disabled=${!list || list.labels.length === 0}>${texts.print}</button>
      </form>
      ${failed ? alertOf(failureOf(failed)) : nothing} ${list ? this.#sum(list) : nothing}`;
  }

  #sum({ labels, total, page, perPage }: NonNullable<LabelsPage['list']>) {
    const texts = labelWords();
    if (total === 0) return html`<p class="notice calm">${texts.nothing}</p>`;
    const count = this.#repeated(labels).length;
    const sheets = Math.ceil((this.wanted.from - 1 + count) / labelsPerSheet);
    const pages = Math.ceil(total / perPage);
    return html`<div class="sum">
      <p role="status">${texts.sum(numberOf(count, 0), numberOf(sheets, 0))}</p>
      ${
        pages > 1
          ? html`<p>${texts.part(page, pages)}</p>
              <button ?disabled=${page === 1} @click=${() => this.#turnTo(page - 1)}>
                ${texts.previous}
              </button>
              <button ?disabled=${page === pages} @click=${() => this.#turnTo(page + 1)}>
                ${texts.next}
              </button>`
          : nothing
      }
    </div>`;
  }

  #sheets(labels: readonly ShelfLabel[], base: string | null) {
    const used = Array.from({ length: this.wanted.from - 1 }, () => null);
    const places = [...used, ...this.#repeated(labels)];
    const sheets = Array.from({ length: Math.ceil(places.length / labelsPerSheet) }, (_, index) =>
      places.slice(index * labelsPerSheet, (index + 1) * labelsPerSheet),
    );
    return sheets.map(
      (sheet, index) =>
        html`<section class="sheet" aria-label=${labelWords().sheet(index + 1)}>
          ${sheet.map((label) => (label ? shelfLabel(label, base) : html`<div></div>`))}
        </section>`,
    );
  }

  #repeated(labels: readonly ShelfLabel[]): readonly ShelfLabel[] {
    if (!this.wanted.eachCopy) return labels;
    return labels.flatMap((label) => Array.from({ length: label.copies }, () => label));
  }

  readonly #change = (event: Event): void => {
    const { shelf = '', since = '', from = '1', eachCopy } = fieldsOf(event);
    const first = Math.trunc(Number(from));
    this.wanted = {
      shelf,
      since,
      from: first >= 1 && first <= labelsPerSheet ? first : 1,
      eachCopy: eachCopy !== undefined,
      page: 1,
    };
    void this.#read();
  };

  readonly #print = (event: Event): void => {
    event.preventDefault();
    window.print();
  };

  #turnTo(page: number): void {
    this.wanted = { ...this.wanted, page };
    void this.#read();
  }

  async #read(): Promise<void> {
    const { office, wanted } = this;
    if (!office) return;
    const { shelf, since, page } = wanted;
    const query = { page, ...(shelf !== '' && { shelf }), ...(since !== '' && { since }) };
    const reply = await read('/offices/{office}/shelf-labels', { office: office.code }, { query });
    if (wanted !== this.wanted) return;
    if (reply.kind === 'ok') this.list = reply.value;
    this.failed = reply.kind === 'ok' ? null : reply;
  }
}

/** The address that phones open; null when only this machine knows it. */
function baseOf({ publicUrl }: OfficeView): string | null {
  const base = publicUrl ?? location.origin;
  return isLoopback(new URL(base)) ? null : base;
}
