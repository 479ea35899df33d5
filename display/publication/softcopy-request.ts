import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isBeingMade } from '../../domain/softcopies/request.ts';
import type { SoftcopyView } from '../../wire/softcopies/softcopies.ts';
import { alertOf } from '../ui/alert.ts';
import { announce } from '../ui/announce.ts';
import { accountAddress, registrationAddress, signInAddress } from '../ui/catalogue/addresses.ts';
import { fire } from '../ui/events.ts';
import { keptText } from '../ui/kept-text.ts';
import { read } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { Watch } from '../ui/line/watch.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf, timeOf } from '../ui/words/format.ts';
import { sizeOf } from '../ui/softcopies/size.ts';
import { softcopyWords } from '../ui/softcopies/softcopy-words.ts';
import { stateOfCopy } from '../ui/softcopies/state-of-copy.ts';
import { LocalizedElement } from '../ui/words/language.ts';

/** A copy is made within seconds, and a page that waits longer needs no more often. */
const lookEveryMs = 1_000;

/** The request for a copy of a publication, from the press to the file. */
@customElement('softcopy-request')
export class SoftcopyRequest extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
      }
      h2 {
        font-size: var(--text-l);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
      }
      .row button,
      .row .button {
        min-height: 64px;
      }
      .state {
        font-size: var(--text-l);
        font-weight: 600;
      }
      .number {
        font-family: var(--mono, 'IBM Plex Mono', monospace);
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--link);
      }
    `,
  ];

  @property() publication = '';
  @state() private request: SoftcopyView | null = null;
  readonly #command = new Command(this);
  readonly #watch = new Watch<SoftcopyView>(this, {
    read: () => read('/softcopies/{softcopy}', { softcopy: this.#known ?? '' }),
    take: (request) => this.#show(request),
    onRefused: () => this.#forget(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pageshow', this.#look);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('pageshow', this.#look);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.#look();
  }

  override render() {
    const texts = softcopyWords();
    return html`<h2>${texts.title}</h2>
      ${this.#watch.isStale ? html`<p class="notice" role="status">${texts.stale}</p>` : nothing}
      ${this.#content()}`;
  }

  #content() {
    if (this.request) return this.#asked(this.request);
    return this.#watch.isStale ? nothing : this.#question(); // whoever has asked already is not asked again
  }

  #question() {
    const texts = softcopyWords();
    const command = this.#command;
    if (command.isRefusedAs('not-signed-in')) {
      return html`<p>${texts.register}</p>
        <div class="row">
          <a class="button primary" href=${registrationAddress(this.publication)}>${texts.toRegister}</a>
          <a href=${signInAddress(this.publication)}>${texts.toSignIn}</a>
        </div>`;
    }
    if (command.isRefusedAs('not-confirmed')) {
      return html`<p>${texts.confirm}</p>
        <div class="row">
          <a class="button primary" href=${accountAddress()}>${texts.toConfirm}</a>
        </div>`;
    }
    return html`<p class="hint">${texts.about}</p>
      ${alertOf(command.failure)}
      <div class="row">
        <button class="primary" ?disabled=${command.busy} @click=${this.#ask}>${texts.ask}</button>
      </div>`;
  }

  #asked(request: SoftcopyView) {
    const texts = softcopyWords();
    const { state: stage, number, progress, fileUrl, bytes, expiresAt } = request;
    const isWaiting = isBeingMade(stage);
    const isOver = stage === 'expired' || stage === 'failed' || stage === 'cancelled';
    return html`<p class="state">${stateOfCopy(request)}</p>
      ${isWaiting ? html`<progress max="100" .value=${progress} aria-label=${texts.state[stage]}></progress>` : nothing}
      ${texts.explain[stage] ? html`<p>${texts.explain[stage]}</p>` : nothing}
      <p class="hint">
        ${texts.number} <span class="number">${number}</span>${
          expiresAt === null ? nothing : html`. ${texts.until(`${dateOf(expiresAt)}, ${timeOf(expiresAt)}`)}`
        }
      </p>
      ${alertOf(this.#command.failure)}
      <div class="row">
        ${
          fileUrl === null
            ? nothing
            : html`<a class="button primary" href=${fileUrl} download @click=${this.#fetched}
                >${texts.download(sizeOf(bytes ?? 0))}</a
              >`
        }
        ${isOver ? html`<button @click=${this.#ask}>${texts.again}</button>` : nothing}
        ${isWaiting ? html`<button @click=${this.#cancel}>${texts.cancel}</button>` : nothing}
      </div>`;
  }

  readonly #ask = async (): Promise<void> => {
    const body = { publication: this.publication };
    await this.#command.send({ name: 'POST /softcopies', params: {}, body }, (request) =>
      this.#watch.take(request),
    );
    if (this.#command.isRefusedAs('not-signed-in')) fire(window, 'member-left'); // the head says why
  };

  readonly #cancel = async (): Promise<void> => {
    if (!this.request) return;
    const params = { softcopy: this.request.requestId };
    await this.#command.send({ name: 'DELETE /softcopies/{softcopy}', params }, () => this.#look());
  };

  /** The download has begun by then, and the state tells so. */
  readonly #fetched = (): void => {
    this.#watch.lookIn(lookEveryMs);
  };

  /** Reads the request that this tab knows of; nobody asks for strangers, who have none. */
  readonly #look = (): void => {
    if (this.#known !== null) void this.#watch.look();
  };

  #show(request: SoftcopyView): number | null {
    const before = this.request?.state;
    this.request = request;
    this.#kept.keep(request.requestId);
    if (before !== undefined && before !== request.state) announce(softcopyWords().state[request.state]);
    return isBeingMade(request.state) ? lookEveryMs : null;
  }

  #forget(): void {
    this.request = null;
    this.#kept.drop();
  }

  /** The id of the request that this tab knows of. */
  get #known(): string | null {
    return this.request?.requestId ?? this.#kept.read();
  }

  get #kept() {
    return keptText(`softcopy-${this.publication}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'softcopy-request': SoftcopyRequest;
  }
}
