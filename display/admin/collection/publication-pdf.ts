import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { mostBytes } from '../../../domain/softcopies/original.ts';
import type { KeptPublication, SoftcopyOriginal } from '../../../wire/softcopies/softcopies.ts';
import { alertOf } from '../../ui/alert.ts';
import { announce } from '../../ui/announce.ts';
import { fire } from '../../ui/events.ts';
import { failureOf, isProblem, type Reply } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { upload } from '../../ui/line/upload.ts';
import { sizeOf } from '../../ui/softcopies/size.ts';
import { shared } from '../../ui/style/styles.ts';
import { numberOf } from '../../ui/words/format.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { pdfWords } from './pdf-words.ts';

/** When a file that has to wait asks again, where the server does not say. */
const againMs = 5_000;

/** What is asked before it is done: whatever takes the present PDF away. */
type Question = { readonly kind: 'remove' } | { readonly kind: 'replace'; readonly file: File };

/** A file under way, and how much of it has left, in percent; null while it waits for others to be received. */
interface Sending {
  readonly name: string;
  readonly percent: number | null;
}

/** A publication with its PDF: given, replaced and taken away. Sends `pdf-sending` when a file leaves and when it has arrived. */
@customElement('publication-pdf')
export class PublicationPdf extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--hair);
        border-radius: var(--radius-m);
      }
      :host([over]) {
        outline: 2px dashed var(--link);
        outline-offset: -4px;
        background: var(--tint);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
      }
      .about {
        display: grid;
        flex: 1 1 320px;
        gap: var(--space-1);
      }
      h4 {
        margin: 0;
        font-size: var(--text-m);
        line-height: 1.35;
        color: var(--dark);
        overflow-wrap: anywhere;
      }
      .state {
        font-weight: 600;
      }
      .lacks {
        color: var(--muted);
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--link);
      }
    `,
  ];

  @property({ attribute: false }) publication!: KeptPublication;
  @property({ type: Boolean, reflect: true }) over = false;
  /** What was answered since the list came; undefined while nothing was. */
  @state() private answered: SoftcopyOriginal | null | undefined;
  @state() private question: Question | null = null;
  @state() private sending: Sending | null = null;
  @state() private failure = '';
  @state() private done = '';
  @query('input') private input!: HTMLInputElement;
  readonly #command = new Command(this);
  #abort = new AbortController();

  constructor() {
    super();
    this.addEventListener('dragover', (event) => this.#drag(event));
    this.addEventListener('dragleave', () => (this.over = false));
    this.addEventListener('drop', (event) => this.#drop(event));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('publication')) this.answered = undefined;
  }

  override disconnectedCallback(): void {
    this.#abort.abort();
    super.disconnectedCallback();
  }

  get #original(): SoftcopyOriginal | null {
    return this.answered === undefined ? this.publication.original : this.answered;
  }

  override render() {
    const { title, year, number } = this.publication;
    const original = this.#original;
    const texts = pdfWords();
    return html`<div class="row">
        <div class="about">
          <h4 lang="id">${title}</h4>
          <p class="hint">${[year, number].filter((each) => each !== null).join(' · ')}</p>
          ${
            original === null
              ? html`<p class="state lacks">${texts.lacks}</p>`
              : html`<p class="state">${texts.has(numberOf(original.pages, 0), sizeOf(original.bytes))}</p>`
          }
        </div>
        ${this.over ? html`<p class="state">${texts.drop}</p>` : nothing}
        ${this.sending || this.question ? nothing : this.#buttons(original !== null)}
      </div>
      <input type="file" accept="application/pdf,.pdf" hidden @change=${this.#chosen} />
      ${this.sending ? this.#progress(this.sending) : nothing}
      ${this.question ? this.#asked(this.question) : nothing}
      ${alertOf(this.failure || this.#command.failure)}
      ${this.done ? html`<p class="notice ok">${this.done}</p>` : nothing}`;
  }

  #buttons(hasOne: boolean) {
    const texts = pdfWords();
    const of = html`<span class="visually-hidden">: ${this.publication.title}</span>`;
    return html`<button id="choose" @click=${() => this.input.click()}>
        <span>${hasOne ? texts.replace : texts.choose}${of}</span>
      </button>
      ${
        hasOne
          ? html`<button class="danger" @click=${() => this.#ask({ kind: 'remove' })}>
              <span>${texts.remove}${of}</span>
            </button>`
          : nothing
      }`;
  }

  #progress({ name, percent }: Sending) {
    const texts = pdfWords();
    if (percent === 100)
      return html`<p role="status">${texts.looking(name)}</p>
        <progress aria-label=${texts.looking(name)}></progress>`;
    const told = percent === null ? texts.waiting(name) : texts.sending(name, percent);
    return html`<div class="row">
        <p class="about" role=${percent === null ? 'status' : nothing}>${told}</p>
        <button @click=${() => this.#abort.abort()}>${texts.giveUp}</button>
      </div>
      ${
        percent === null
          ? html`<progress aria-label=${told}></progress>`
          : html`<progress max="100" .value=${percent} aria-label=${told}></progress>`
      }`;
  }

  #asked(question: Question) {
    const texts = pdfWords();
    return html`<p class="notice" role="alert">
        ${
          question.kind === 'remove'
            ? texts.removeSure
            : texts.replaceSure(question.file.name, sizeOf(question.file.size))
        }
      </p>
      <div class="row">
        <button id="cancel" @click=${() => this.#close()}>${texts.cancel}</button>
        <button class="danger" ?disabled=${this.#command.busy} @click=${() => this.#confirm(question)}>
          ${question.kind === 'remove' ? texts.removeYes : texts.replaceYes}
        </button>
      </div>`;
  }

  readonly #chosen = (): void => {
    const [file] = this.input.files ?? [];
    this.input.value = ''; // the same file may be chosen again after it was mended
    if (file) this.#offer(file);
  };

  #drag(event: DragEvent): void {
    if (this.sending || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  }

  #drop(event: DragEvent): void {
    this.over = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || this.sending) return;
    event.preventDefault();
    this.#offer(file);
  }

  #offer(file: File): void {
    this.#forget();
    if (file.size > mostBytes) this.failure = pdfWords().tooLarge(file.name, mostBytes / 1024 / 1024);
    else if (this.#original) this.#ask({ kind: 'replace', file });
    else void this.#send(file);
  }

  #ask(question: Question): void {
    this.#forget();
    this.question = question;
    this.#focus('cancel');
  }

  #close(): void {
    this.question = null;
    this.#focus('choose');
  }

  async #confirm(question: Question): Promise<void> {
    if (question.kind === 'replace') {
      this.question = null;
      await this.#send(question.file);
      return;
    }
    const { publication } = this.publication;
    const asked = { name: 'DELETE /publications/{publication}/softcopy', params: { publication } } as const;
    await this.#command.send(asked, () => this.#show(null, pdfWords().removed));
    this.#close();
  }

  async #send(file: File): Promise<void> {
    const { name } = file;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { publication } = this.publication;
    const asked = { params: { publication }, file, type: 'application/pdf', signal };
    const sent = (part: number): void => {
      this.sending = { name, percent: Math.floor(part * 100) };
    };
    sent(0);
    fire(this, 'pdf-sending', true);
    const put = () => upload('PUT /publications/{publication}/softcopy', { ...asked, sent });
    let reply = await put();
    while (reply.kind === 'refused' && isProblem(reply, 'pdfs-waiting')) {
      this.sending = { name, percent: null };
      await waited(reply.retryAfterMs ?? againMs, signal);
      if (signal.aborted) break;
      reply = await put();
    }
    this.sending = null;
    fire(this, 'pdf-sending', false);
    if (reply.kind === 'ok') this.#show(reply.value, pdfWords().kept);
    else if (!signal.aborted) this.failure = reasonOf(reply);
    this.#focus('choose');
  }

  #show(original: SoftcopyOriginal | null, done: string): void {
    this.answered = original;
    this.done = done;
    announce(`${this.publication.title}: ${done}`);
  }

  #forget(): void {
    this.failure = '';
    this.done = '';
    this.#command.dismiss();
  }

  /** What was pressed is gone; whoever has no mouse goes on from here. */
  #focus(id: 'choose' | 'cancel'): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }
}

/** A pause, which ends early when what it is for is given up. */
function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Why a file was not taken: what is wrong with it, where the server says so. */
const reasonOf = (reply: Reply<unknown>): string =>
  (reply.kind === 'refused' ? reply.problem.detail : undefined) ?? failureOf(reply);
