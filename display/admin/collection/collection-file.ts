import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AnswerTo } from '../../../wire/http/client.ts';
import { fire } from '../../ui/events.ts';
import { failureOf } from '../../ui/line/api.ts';
import { upload } from '../../ui/line/upload.ts';
import { sheetStyles } from '../../ui/style/sheet-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { table } from '../../ui/table.ts';
import { language, LocalizedElement } from '../../ui/words/language.ts';
import { catalogueWords } from './catalogue-words.ts';

type Report = AnswerTo<'POST /offices/{office}/collection/file'>;

/** As many lines as the api tells of a file. */
const mostLines = 500;

/**
 * A collection's file: looked at first, then stored by a second press. Sends `collection-changed` once it was stored.
 */
@customElement('collection-file')
export class CollectionFile extends LocalizedElement {
  static override styles = [
    shared,
    sheetStyles,
    css`
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
      }
      .actions .primary {
        min-height: var(--target);
      }
    `,
  ];

  @property() office = '';
  @state() private report: Report | null = null;
  @state() private failure = '';
  /** Percent of the file that has left; null while none is sent. */
  @state() private sent: number | null = null;
  @query('input') private input!: HTMLInputElement;
  @query('#choose') private chooser!: HTMLButtonElement;
  #file: File | null = null;

  override render() {
    const texts = catalogueWords();
    return html`<h3 id="collection-file">${texts.file}</h3>
      <p class="hint">${texts.fileHint}</p>
      <div class="actions">
        <button id="choose" ?disabled=${this.sent !== null} @click=${() => this.input.click()}>
          ${texts.choose}
        </button>
        ${this.#file ? html`<p>${this.#file.name}</p>` : nothing}
      </div>
      <input type="file" accept=".csv,.jsonl,.ndjson,text/csv" hidden @change=${this.#choose} />
      <p>
        <a href=${`/api/v1/offices/${this.office}/collection/file`} download>${texts.download}</a>
      </p>
      ${this.sent === null ? nothing : html`<p class="notice" role="status">${texts.sending(this.sent)}</p>`}
      ${this.failure ? html`<p class="notice bad" role="alert">${this.failure}</p>` : nothing}
      ${this.#found()}`;
  }

  #found() {
    const texts = catalogueWords();
    const { report } = this;
    if (!report || this.sent !== null) return nothing;
    const { applied, added, changed, unchanged, refused, lines } = report;
    return html`<div class=${`notice ${applied ? 'ok' : ''}`} role="status">
        <strong>${applied ? texts.applied : texts.trial}</strong>
        ${texts.counts(added, changed, unchanged, refused)}
      </div>
      ${
        applied
          ? nothing
          : html`<div class="actions">
              <button @click=${() => this.#discard()}>${texts.discard}</button>
              ${
                added + changed === 0
                  ? nothing
                  : html`<button class="primary" @click=${() => this.#send(true)}>${texts.apply}</button>`
              }
            </div>`
      }
      ${
        lines.length === 0
          ? nothing
          : table(
              [texts.line, texts.outcome, texts.publication, texts.why],
              lines.map(({ line, outcome, title, messages }) => [
                line,
                texts.outcomes[outcome],
                title ?? '',
                messages.map((message) => message[language()]).join(' '),
              ]),
            )
      }
      ${lines.length === mostLines ? html`<p class="hint">${texts.firstOnly(mostLines)}</p>` : nothing}`;
  }

  readonly #choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#file = input.files?.[0] ?? null;
    this.report = null;
    input.value = '';
    void this.#send(false);
  };

  #discard(): void {
    this.#file = null;
    this.report = null;
    this.#focus();
  }

  /** What was pressed is gone; whoever has no mouse goes on from here. */
  #focus(): void {
    void this.updateComplete.then(() => this.chooser.focus());
  }

  async #send(apply: boolean): Promise<void> {
    const file = this.#file;
    if (!file || this.sent !== null) return;
    this.sent = 0;
    this.failure = '';
    const reply = await upload('POST /offices/{office}/collection/file', {
      params: { office: this.office },
      query: { apply: String(apply) },
      file,
      type: /\.(jsonl|ndjson)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv',
      sent: (part) => (this.sent = Math.round(part * 100)),
    });
    this.sent = null;
    if (reply.kind === 'ok') {
      this.report = reply.value;
      if (apply) fire(this, 'collection-changed');
    } else this.failure = failureOf(reply);
    this.#focus();
  }
}
