import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { mostLines } from '../../../domain/catalogue/search/synonyms.ts';
import type { AnswerTo } from '../../../wire/http/client.ts';
import { areaField, fieldsOf } from '../../ui/forms/fields.ts';
import { read, typed } from '../../ui/line/api.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { sheetStyles } from '../../ui/style/sheet-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { words } from '../../ui/words/words.ts';
import { catalogueWords } from './catalogue-words.ts';
import { Sender } from '../sender.ts';

type Synonyms = AnswerTo<'/catalogue/synonyms'>;

/** A group as it is written, and in which line of the text. */
interface Written {
  readonly at: number;
  readonly terms: readonly string[];
}

const toText = ({ lines }: Synonyms): string => lines.map((terms) => terms.join(', ')).join('\n');

function writtenIn(text: string): Written[] {
  return text.split('\n').flatMap((line, index) => {
    const terms = line
      .split(',')
      .map((term) => term.trim())
      .filter(Boolean);
    return terms.length === 0 ? [] : [{ at: index + 1, terms }];
  });
}

/** The synonyms of the search, a group in each line of a text; an account of one office sees them read only. */
@customElement('synonym-settings')
export class SynonymSettings extends LocalizedElement {
  static override styles = [
    shared,
    dialogStyles,
    sheetStyles,
    css`
      textarea {
        line-height: 1.6;
      }
      /* where a line fits, a line is a group; on a phone it is broken in place of being cut */
      @media (min-width: 641px) {
        textarea {
          overflow-x: auto;
          white-space: pre;
        }
      }
    `,
  ];

  /** Whether this account may change them. */
  @property({ type: Boolean }) editable = false;
  @state() private synonyms: Synonyms | null = null;
  readonly #sender = new Sender(this);
  #sent: readonly Written[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.synonyms) void this.#load(); // what was written in it stays while the page is locked
  }

  override render() {
    const texts = catalogueWords();
    const { synonyms } = this;
    if (!synonyms) return nothing;
    return html`<h3 id="synonyms">${texts.synonyms}</h3>
      <p class="hint">${texts.synonymsHint}</p>
      ${
        this.editable
          ? this.#form(synonyms)
          : html`<p class="hint">${texts.synonymsFixed}</p>
              ${areaField({
                id: 'lines',
                label: texts.synonymGroups(synonyms.lines.length),
                value: toText(synonyms),
                rows: 12,
                isReadOnly: true,
              })}`
      }`;
  }

  #form(synonyms: Synonyms) {
    const texts = catalogueWords();
    return html`<form @submit=${this.#save}>
      ${areaField({
        id: 'lines',
        label: texts.synonymGroups(synonyms.lines.length),
        hint: texts.synonymsLimits(mostLines),
        value: toText(synonyms),
        rows: 16,
        fault: this.#fault(),
      })}
      ${this.#sender.outcome()}
      <div class="actions">
        ${
          this.#sender.isRefusedAs('setting-changed')
            ? html`<button type="button" @click=${() => this.#load()}>${texts.reload}</button>`
            : nothing
        }
        <button class="primary" ?disabled=${this.#sender.busy}>${words().save}</button>
      </div>
    </form>`;
  }

  /** What is wrong, and in which lines of the text. */
  #fault(): string | null {
    const fault = this.#sender.faultOf('lines');
    if (fault === null) return null;
    const places = this.#sender.faults.flatMap(({ pointer }) => {
      const written = this.#sent[Number(pointer.split('/')[2])];
      return written ? [written.at] : [];
    });
    return places.length === 0 ? fault : `${catalogueWords().lines([...new Set(places)])}: ${fault}`;
  }

  async #load(): Promise<void> {
    const reply = await read('/catalogue/synonyms', {});
    if (reply.kind !== 'ok') return;
    this.#sender.dismiss();
    this.#show(reply.value);
  }

  #show(synonyms: Synonyms): void {
    this.synonyms = synonyms;
    // a binding does not know what was typed since
    const text = this.renderRoot.querySelector('textarea');
    if (text) text.value = toText(synonyms);
  }

  readonly #save = (event: Event): void => {
    const { lines = '' } = fieldsOf(event);
    this.#sent = writtenIn(lines);
    const name = 'PUT /catalogue/synonyms';
    const body = typed<typeof name>({
      expectedVersion: this.synonyms?.version,
      lines: this.#sent.map(({ terms }) => terms),
    });
    void this.#sender.send({ name, params: {}, body }, (synonyms) => this.#show(synonyms));
  };
}
