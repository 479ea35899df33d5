import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { kindOf, tellingBytes } from '../../../domain/complaints/attachment-kind.ts';
import { attachmentLimits, attachmentTypes } from '../../../domain/complaints/attachments.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import { announce } from '../announce.ts';
import { fire } from '../events.ts';
import { failureOf, isProblem, mayRepeat, type Reply } from '../line/api.ts';
import { sizeOf } from '../softcopies/size.ts';
import { shared } from '../style/styles.ts';
import { LocalizedElement } from '../words/language.ts';
import { attachmentWords } from './attachment-words.ts';
import { isPicture, isTooLarge, smallEnough } from './smaller-photo.ts';

/** Sends one file; the same file again is the same attachment, so that a repeat does no harm. */
export type SendAttachment = (
  file: File,
  how: { readonly sent: (part: number) => void; readonly signal: AbortSignal },
) => Promise<Reply<AttachmentView>>;

type State =
  | { readonly kind: 'held' | 'waiting' | 'preparing' | 'looking' }
  /** The same file twice is one attachment. */
  | { readonly kind: 'done' | 'same'; readonly attachment: string }
  | { readonly kind: 'sending'; readonly percent: number }
  | { readonly kind: 'again' | 'busy'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly mayRepeat: boolean };

/** A chosen file and what became of it. */
interface Sending {
  readonly file: File;
  readonly abort: AbortController;
  state: State;
}

const isHeld = ({ state: { kind } }: Sending): boolean => kind === 'held';
const isWaiting = ({ state: { kind } }: Sending): boolean => kind === 'waiting';
const hasFailed = ({ state: { kind } }: Sending): boolean => kind === 'failed';
const isUnderWay = ({ state: { kind } }: Sending): boolean =>
  !['held', 'done', 'same', 'failed'].includes(kind);

/** How long a broken line is waited for before a file is sent again. */
const pausesMs = [2_000, 5_000, 15_000];

/**
 * Files to attach: chosen, sent one after the other, sent again where the line breaks. Fires `attached` for each, and
 * `attachments-sending` when the first of them leaves and when none is under way any more.
 */
@customElement('attachment-sender')
export class AttachmentSender extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
      }
      ul {
        display: grid;
        gap: var(--space-3);
        width: 100%;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-1);
        padding: var(--space-3) 0;
        border-bottom: 1px solid var(--hair);
      }
      .name {
        overflow-wrap: anywhere;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-3);
      }
      .failed {
        color: var(--bad);
      }
      .done {
        font-weight: 600;
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--link);
      }
    `,
  ];

  /** Null while there is nothing to attach to yet. */
  @property({ attribute: false }) send: SendAttachment | null = null;
  /** Whether files wait for the text they come with, until `release`; otherwise each is sent as it is chosen. */
  @property({ type: Boolean }) holds = false;
  /** Files that were chosen before. */
  @property({ attribute: false }) chosen: readonly File[] = [];
  @state() private files: readonly Sending[] = [];
  /** How many of those chosen last were more than can be sent. */
  @state() private leftOut = 0;
  #isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#leaving);
    for (const { abort } of this.files) abort.abort();
  }

  override firstUpdated(): void {
    this.#add(this.chosen.map((file) => toSending(file)));
  }

  /** Draws; whoever has no mouse goes on from the choice when what had the focus is gone. */
  protected override update(changed: PropertyValues<this>): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    if (focused && !focused.isConnected) this.renderRoot.querySelector<HTMLElement>('#choose')?.focus();
  }

  /** Whether it may be taken away: asks where a file is under way, or waits for its text. */
  mayBeLeft(): boolean {
    return !this.files.some((one) => isUnderWay(one) || isHeld(one)) || confirm(attachmentWords().leave);
  }

  /** Sends the files that were held: what they come with was sent. Answers whether there are any. */
  release(): boolean {
    const held = this.files.filter(isHeld);
    for (const one of held) this.#show(one, { kind: 'waiting' });
    void this.#sendAll();
    return held.length > 0;
  }

  /** Whether a file that was chosen did not arrive. */
  get hasFailed(): boolean {
    return this.files.some(hasFailed);
  }

  override render() {
    const texts = attachmentWords();
    return html`<p class="hint" id="hint">${this.holds ? '' : texts.atOnce} ${texts.hint}</p>
      ${
        this.files.length === 0
          ? nothing
          : html`<ul>
              ${repeat(
                this.files,
                (one) => one,
                (one) => this.#file(one),
              )}
            </ul>`
      }
      ${
        this.leftOut === 0
          ? nothing
          : html`<p class="failed" id="left-out" role="alert">${texts.leftOut(this.leftOut)}</p>`
      }
      <button type="button" id="choose" aria-describedby="hint" @click=${() => this.#input?.click()}>
        ${texts.choose}
      </button>
      <input
        type="file"
        multiple
        hidden
        accept=${Object.values(attachmentTypes).join(',')}
        aria-label=${texts.choose}
        @input=${(event: Event) => event.stopPropagation()}
        @change=${this.#choose}
      />`;
  }

  #file(one: Sending) {
    const texts = attachmentWords();
    const { file, state: at } = one;
    return html`<li>
      <span class="row">
        <span class="name">${file.name} <span class="hint">${sizeOf(file.size)}</span></span>
        <span class="row">${this.#buttons(one)}</span>
      </span>
      ${
        at.kind === 'sending'
          ? html`<progress
              max="100"
              .value=${at.percent}
              aria-label="${texts.sending(at.percent)}"
            ></progress>`
          : nothing
      }
      <span class=${at.kind} role=${at.kind === 'failed' ? 'alert' : nothing}>${stateOf(at)}</span>
    </li>`;
  }

  /** None once the whole file has left: the server may have it by then. */
  #buttons(one: Sending) {
    const texts = attachmentWords();
    const { file, state: at } = one;
    if (at.kind === 'looking' || at.kind === 'done' || at.kind === 'same') return nothing;
    const of = html`<span class="visually-hidden">: ${file.name}</span>`;
    return html`${
        at.kind === 'failed' && at.mayRepeat
          ? html`<button type="button" @click=${() => this.#retry(one)}>${texts.retry}${of}</button>`
          : nothing
      }
      <button type="button" class="plain" @click=${() => this.#giveUp(one)}>
        ${at.kind === 'failed' || at.kind === 'held' ? texts.remove : texts.giveUp}${of}
      </button>`;
  }

  get #isUnderWay(): boolean {
    return this.files.some(isUnderWay);
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.#isUnderWay) event.preventDefault();
  };

  readonly #choose = async (event: Event): Promise<void> => {
    const input = event.currentTarget as HTMLInputElement;
    const chosen = Array.from(input.files ?? []);
    input.value = ''; // the same file may be chosen again
    this.#add(await Promise.all(chosen.map(looked)));
  };

  /** Takes on what can be sent with one message; the server counts what it has besides. */
  #add(chosen: readonly Sending[]): void {
    if (chosen.length === 0) return;
    const isToGo = (one: Sending): boolean => isHeld(one) || isWaiting(one);
    let room = attachmentLimits.mostOfMessage - this.files.filter(isToGo).length;
    const taken = chosen.filter((one) => !isWaiting(one) || room-- > 0);
    this.leftOut = chosen.length - taken.length;
    if (this.holds) for (const one of taken.filter(isWaiting)) one.state = { kind: 'held' };
    this.#keep([...this.files, ...taken]);
    void this.#sendAll();
  }

  #keep(files: readonly Sending[]): void {
    this.files = files;
    fire(
      this,
      'attachments-chosen',
      files.filter(isHeld).map(({ file }) => file),
    );
  }

  #retry(one: Sending): void {
    this.#show(one, { kind: 'waiting' });
    this.#keep(this.files);
    void this.#sendAll();
  }

  #giveUp(one: Sending): void {
    one.abort.abort();
    this.leftOut = 0;
    this.#keep(this.files.filter((other) => other !== one));
  }

  /** One after the other: a slow line is shared by nobody. */
  async #sendAll(): Promise<void> {
    const { send } = this;
    if (this.#isBusy || send === null) return;
    let next = this.files.find(isWaiting);
    if (!next) return;
    this.#isBusy = true;
    fire(this, 'attachments-sending', true);
    while (next && this.isConnected) {
      await this.#sendOne(next, send);
      next = this.files.find(isWaiting);
    }
    this.#isBusy = false;
    fire(this, 'attachments-sending', false);
  }

  async #sendOne(one: Sending, send: SendAttachment): Promise<void> {
    const { signal } = one.abort;
    this.#show(one, { kind: 'preparing' });
    const file = await smallEnough(one.file);
    if (signal.aborted) return;
    if (isTooLarge(file)) {
      this.#show(one, tooLarge());
      return;
    }
    for (const pauseMs of [...pausesMs, null]) {
      this.#show(one, { kind: 'sending', percent: 0 });
      const sent = (part: number) =>
        this.#show(
          one,
          part === 1 ? { kind: 'looking' } : { kind: 'sending', percent: Math.floor(part * 100) },
        );
      const reply = await send(file, { sent, signal });
      if (signal.aborted) return;
      if (reply.kind === 'ok') {
        const kind = this.#has(reply.value) ? 'same' : 'done';
        this.#show(one, { kind, attachment: reply.value.id });
        announce(`${one.file.name}: ${attachmentWords()[kind]}`);
        fire(this, 'attached', reply.value);
        return;
      }
      const waitMs = waitOf(reply, pauseMs);
      if (waitMs === null) {
        const repeats = mayRepeat(reply) || isProblem(reply, 'too-many-attachments');
        this.#show(one, { kind: 'failed', reason: reasonOf(reply), mayRepeat: repeats });
        return;
      }
      const kind = reply.kind === 'refused' ? 'busy' : 'again';
      this.#show(one, { kind, seconds: Math.ceil(waitMs / 1_000) });
      await pause(waitMs, signal);
      if (signal.aborted) return;
    }
  }

  #has({ id }: AttachmentView): boolean {
    return this.files.some(({ state: at }) => at.kind === 'done' && at.attachment === id);
  }

  #show(one: Sending, next: State): void {
    one.state = next;
    this.requestUpdate();
  }
}

/** Waits so long, or until it is given up. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const never = (reason: string): State => ({ kind: 'failed', reason, mayRepeat: false });
const tooLarge = (): State => never(attachmentWords().tooLarge);

const toSending = (file: File, state: State = { kind: 'waiting' }): Sending => ({
  file,
  abort: new AbortController(),
  state,
});

/** A file as it was chosen: refused at once where the server would refuse it for what it is. */
async function looked(file: File): Promise<Sending> {
  if (isTooLarge(file) && isPicture(file)) return toSending(file); // may become a photograph when it is made smaller
  const bytes = await file
    .slice(0, tellingBytes)
    .arrayBuffer()
    .catch(() => null); // it may be gone, which is told when it is sent
  if (bytes && kindOf(new Uint8Array(bytes)) === null)
    return toSending(file, never(attachmentWords().unknownKind));
  return isTooLarge(file) ? toSending(file, tooLarge()) : toSending(file);
}

/** How long to wait before the next try; null when there is none. */
function waitOf(reply: Reply<unknown>, pauseMs: number | null): number | null {
  if (pauseMs === null || !mayRepeat(reply)) return null;
  const waitMs = reply.kind === 'refused' ? (reply.retryAfterMs ?? pauseMs) : pauseMs;
  return waitMs > Math.max(...pausesMs) ? null : waitMs;
}

function stateOf(at: State): string {
  const texts = attachmentWords();
  switch (at.kind) {
    case 'sending':
      return texts.sending(at.percent);
    case 'again':
    case 'busy':
      return texts[at.kind](at.seconds);
    case 'failed':
      return at.reason;
    case 'held':
    case 'waiting':
    case 'preparing':
    case 'looking':
    case 'done':
    case 'same':
      return texts[at.kind];
  }
}

/** Why a file was not taken: what is wrong with it, where the server says so. */
const reasonOf = (reply: Reply<unknown>): string =>
  (reply.kind === 'refused' ? reply.problem.detail : undefined) ?? failureOf(reply);

declare global {
  interface HTMLElementTagNameMap {
    'attachment-sender': AttachmentSender;
  }
}
