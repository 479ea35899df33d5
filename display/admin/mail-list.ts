import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MailView } from '../../wire/mails.ts';
import type { AnswerTo } from '../../wire/http/client.ts';
import { read } from '../ui/line/api.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { dateOf, timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { mailWords } from './mail-words.ts';
import { Sender } from './sender.ts';

type Mails = AnswerTo<'/offices/{office}/mails'>;
type FiledMail = AnswerTo<'/offices/{office}/mails/{mail}'>;

/** An office's outgoing mails: what became of them, sent again, and read where they end in a folder. */
@customElement('mail-list')
export class MailList extends LocalizedElement {
  static override styles = [
    shared,
    sheetStyles,
    css`
      article {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }
      .letter {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() office = '';
  @state() private page: Mails | null = null;
  /** The mail before this page; empty on the first. */
  @state() private startsAfter = '';
  @state() private opened: FiledMail | 'gone' | null = null;
  readonly #sender = new Sender(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load('');
  }

  /** Nobody's letter waits while the page is locked. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.opened = null;
  }

  override render() {
    const texts = mailWords();
    const { page } = this;
    if (!page) return nothing;
    return html`<section>
      <h2 id="mails">${texts.title}</h2>
      <p class="hint">${page.filed ? texts.filedHint : texts.sentHint}</p>
      ${
        page.mails.length === 0
          ? html`<p>${texts.none}</p>`
          : table(
              [texts.time, texts.kind, texts.state, texts.tries, nothing],
              page.mails.map((mail) => this.#row(mail, page.filed)),
            )
      }
      ${this.#sender.outcome()}
      <div class="actions">
        <button @click=${() => this.#load(this.startsAfter)}>${texts.reload}</button>
        ${this.startsAfter ? html`<button @click=${() => this.#load('')}>${texts.newest}</button>` : nothing}
        ${
          page.next === null
            ? nothing
            : html`<button @click=${() => this.#load(page.next ?? '')}>${texts.older}</button>`
        }
      </div>
      ${this.#letter()}
    </section>`;
  }

  #row({ id, kind, stage, attempts, fault, faultCode, queuedAt, mayResend }: MailView, filed: boolean) {
    const texts = mailWords();
    const reason =
      fault === null ? '' : `: ${texts.faults[fault]}${faultCode === null ? '' : ` (${faultCode})`}`;
    const isFiled = filed && stage === 'sent';
    return [
      html`${dateOf(queuedAt)} ${timeOf(queuedAt)}`,
      texts.kinds[kind],
      html`${isFiled ? texts.filed : texts.stages[stage]}${reason}`,
      attempts,
      html`${isFiled ? html`<button @click=${() => this.#open(id)}>${texts.read}</button>` : nothing}
      ${
        mayResend
          ? html`<button ?disabled=${this.#sender.busy} @click=${() => this.#resend(id)}>
              ${texts.resend}
            </button>`
          : nothing
      }`,
    ];
  }

  #letter() {
    const texts = mailWords();
    const { opened } = this;
    if (opened === null) return nothing;
    if (opened === 'gone') return html`<p class="notice" role="status">${texts.gone}</p>`;
    return html`<article aria-label=${opened.subject}>
      <h3 tabindex="-1">${opened.subject}</h3>
      <p>${texts.to}: ${opened.to}</p>
      <div class="letter">${withLinks(opened.text)}</div>
      <button @click=${() => (this.opened = null)}>${texts.close}</button>
    </article>`;
  }

  async #load(after: string): Promise<void> {
    const asked = after ? { query: { after } } : {};
    const reply = await read('/offices/{office}/mails', { office: this.office }, asked);
    if (reply.kind !== 'ok') return;
    this.page = reply.value;
    this.startsAfter = after;
  }

  async #open(mail: string): Promise<void> {
    const reply = await read('/offices/{office}/mails/{mail}', { office: this.office, mail });
    this.opened = reply.kind === 'ok' ? reply.value : 'gone';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('article h3')?.focus();
  }

  #resend(mail: string): void {
    const params = { office: this.office, mail };
    void this.#sender.send({ name: 'POST /offices/{office}/mails/{mail}/resend', params }, (answer) => {
      this.page = answer;
      this.startsAfter = '';
    });
  }
}

/** A mail's text, in which addresses of pages can be followed. */
function withLinks(text: string) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) =>
      index % 2 === 0 ? part : html`<a href=${part} target="_blank" rel="noopener noreferrer">${part}</a>`,
    );
}
