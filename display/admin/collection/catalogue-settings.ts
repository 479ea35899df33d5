import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { runFaultWords } from '../../../domain/catalogue/import-words.ts';
import type { ImportRunView } from '../../../wire/catalogue/collections.ts';
import type { AnswerTo } from '../../../wire/http/client.ts';
import { read } from '../../ui/line/api.ts';
import { sheetStyles } from '../../ui/style/sheet-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { table } from '../../ui/table.ts';
import { dateOf, numberOf, timeOf } from '../../ui/words/format.ts';
import { language, LocalizedElement } from '../../ui/words/language.ts';
import { catalogueWords } from './catalogue-words.ts';
import './collection-file.ts';
import './pdf-settings.ts';
import { Sender } from '../sender.ts';
import './synonym-settings.ts';

type Collection = AnswerTo<'/offices/{office}/collection'>;

/** How often a running import is looked at. */
const lookEveryMs = 2_000;

/** An office's collection as a whole: its size, the samples of a first start, and imports from BPS's WebAPI. */
@customElement('catalogue-settings')
export class CatalogueSettings extends LocalizedElement {
  static override styles = [
    shared,
    sheetStyles,
    css`
      collection-file,
      pdf-settings,
      .webapi,
      synonym-settings {
        margin-top: var(--space-5);
      }
    `,
  ];

  @property() office = '';
  /** Whether the account is one of all offices, which the synonyms belong to. */
  @property({ type: Boolean }) national = false;
  @state() private collection: Collection | null = null;
  /** The removal of the samples was pressed once, and is asked about. */
  @state() private asksRemoval = false;
  readonly #sender = new Sender(this);
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#timer = setInterval(() => {
      if (this.collection?.webapi.runs.some(({ endedAt }) => endedAt === null)) void this.#load();
    }, lookEveryMs);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer);
    super.disconnectedCallback();
  }

  override render() {
    const texts = catalogueWords();
    const { collection } = this;
    if (!collection) return nothing;
    return html`<section>
      <h2 id="collection">${texts.title}</h2>
      <p>${texts.publications(collection.publications)}</p>
      ${
        collection.publicUrl === null
          ? html`<p class="notice">${texts.addressUnknown(location.origin)}</p>`
          : nothing
      }
      ${collection.samples > 0 ? this.#samples(collection.samples) : nothing} ${this.#sender.outcome()}
      <collection-file .office=${this.office} @collection-changed=${() => this.#load()}></collection-file>
      <pdf-settings .office=${this.office}></pdf-settings>
      ${this.#webapi(collection.webapi)}
      <synonym-settings ?editable=${this.national}></synonym-settings>
    </section>`;
  }

  #samples(samples: number) {
    const texts = catalogueWords();
    if (!this.asksRemoval) {
      return html`<p class="hint">${texts.samples(samples)}</p>
        <div class="actions">
          <button @click=${() => (this.asksRemoval = true)}>${texts.removeSamples}</button>
        </div>`;
    }
    return html`<p class="notice" role="alert">${texts.removeSure(samples)}</p>
      <div class="actions">
        <button @click=${() => (this.asksRemoval = false)}>${texts.cancel}</button>
        <button class="danger" ?disabled=${this.#sender.busy} @click=${() => this.#removeSamples()}>
          ${texts.removeYes}
        </button>
      </div>`;
  }

  #webapi({ domain, runs, refused }: Collection['webapi']) {
    const texts = catalogueWords();
    const isOpen = runs.some(({ endedAt }) => endedAt === null);
    return html`<h3 class="webapi" id="webapi">${texts.webapi}</h3>
      <p class="hint">${domain === null ? texts.off : texts.on(domain)}</p>
      ${
        domain === null
          ? nothing
          : html`<div class="actions">
              <button
                class="primary"
                ?disabled=${this.#sender.busy || isOpen}
                @click=${() => this.#importNow()}
              >
                ${texts.runNow}
              </button>
              <button @click=${() => this.#load()}>${texts.reload}</button>
            </div>`
      }
      ${domain !== null && runs.length === 0 ? html`<p>${texts.none}</p>` : nothing}
      ${
        runs.length === 0
          ? nothing
          : table(
              [
                texts.time,
                texts.by,
                texts.state,
                texts.added,
                texts.changed,
                texts.unchanged,
                texts.refused,
                texts.missing,
              ],
              runs.map((run) => this.#row(run)),
            )
      }
      ${
        refused.length === 0
          ? nothing
          : html`<h3>${texts.refusals}</h3>
              <ul>
                ${refused.map(
                  ({ title, reason }) => html`<li>${title || texts.untitled}: ${texts.reasons[reason]}</li>`,
                )}
              </ul>`
      }`;
  }

  #row(run: ImportRunView) {
    const texts = catalogueWords();
    const { state: standing, fault, faultCode, page, pages } = run;
    const why =
      fault === null || (fault === 'interrupted' && standing !== 'failed')
        ? ''
        : `: ${runFaultWords[fault][language()]}${faultCode === null ? '' : ` (${faultCode})`}`;
    const place = standing === 'running' ? `, ${texts.page(page, pages)}` : '';
    return [
      html`${dateOf(run.createdAt)} ${timeOf(run.createdAt)}`,
      run.askedBy ?? texts.schedule,
      `${texts.states[standing]}${place}${why}`,
      ...[run.added, run.changed, run.unchanged, run.refused, run.missing].map((count) => numberOf(count, 0)),
    ];
  }

  async #load(): Promise<void> {
    const reply = await read('/offices/{office}/collection', { office: this.office });
    if (reply.kind === 'ok') this.collection = reply.value;
  }

  #importNow(): void {
    const params = { office: this.office };
    void this.#sender.send({ name: 'POST /offices/{office}/collection/imports', params }, (answer) => {
      this.collection = answer;
    });
  }

  #removeSamples(): void {
    const params = { office: this.office };
    void this.#sender.send({ name: 'POST /offices/{office}/collection/sample-removal', params }, (answer) => {
      this.collection = answer;
      this.asksRemoval = false;
    });
  }
}
