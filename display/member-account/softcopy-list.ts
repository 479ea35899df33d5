import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { isBeingMade, softcopyTerms } from '../../domain/softcopies/request.ts';
import type { SoftcopyView } from '../../wire/softcopies/softcopies.ts';
import { announce } from '../ui/announce.ts';
import { publicationAddress } from '../ui/catalogue/addresses.ts';
import { fire } from '../ui/events.ts';
import { isProblem, read } from '../ui/line/api.ts';
import { Watch } from '../ui/line/watch.ts';
import { sizeOf } from '../ui/softcopies/size.ts';
import { softcopyWords } from '../ui/softcopies/softcopy-words.ts';
import { stateOfCopy } from '../ui/softcopies/state-of-copy.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf, timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';

/** How often the list is read while a copy is being made. */
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;
const growth = 1.3;

/**
 * The copies that a member asked for, as they are now; nothing where there are none, and why not where they cannot be read.
 * Fires `session-lost` when another browser or the time has signed this one out.
 */
@customElement('softcopy-list')
export class SoftcopyList extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host(.empty) {
        display: none;
      }
      ul {
        display: grid;
        gap: var(--space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-1);
        justify-items: start;
        padding-bottom: var(--space-4);
        border-bottom: 1px solid var(--hair);
      }
      li:last-child {
        padding-bottom: 0;
        border-bottom: 0;
      }
      h2,
      p.hint,
      .notice,
      button {
        margin-bottom: var(--space-3);
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--link);
      }
      a.title {
        font-weight: 600;
      }
    `,
  ];

  @state() private softcopies: readonly SoftcopyView[] | null = null;
  /** Whether the last look was refused: it is not tried again by itself. */
  @state() private isRefused = false;
  #looks = 0;
  readonly #watch = new Watch<{ readonly softcopies: readonly SoftcopyView[] }>(this, {
    read: () => read('/softcopies', {}),
    take: ({ softcopies }) => this.#show(softcopies),
    onRefused: (reply) => {
      if (isProblem(reply, 'not-signed-in')) fire(this, 'session-lost');
      else this.isRefused = true;
    },
    looksOnReturn: true,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#watch.look();
  }

  override updated(): void {
    this.classList.toggle('empty', (this.softcopies ?? []).length === 0 && !this.#hasFailed);
  }

  override render() {
    const texts = softcopyWords();
    const { isStale } = this.#watch; // without an answer it is read again by itself; refused, by a press alone
    const again = html`<button @click=${() => this.#watch.look()}>${words().tryAgain}</button>`;
    if (this.softcopies === null) {
      if (!this.#hasFailed) return nothing;
      return html`<h2>${texts.listed}</h2>
        <p class="notice" role="alert">${isStale ? texts.listFailed : texts.listRefused}</p>
        ${again}`;
    }
    if (this.softcopies.length === 0) return nothing;
    return html`<h2>${texts.listed}</h2>
      <p class="hint">${texts.listedHint(softcopyTerms.askerKnownDays)}</p>
      ${
        this.#hasFailed
          ? html`<p class="notice" role="status">${isStale ? texts.listStale : texts.listNotRenewed}</p>
              ${again}`
          : nothing
      }
      <ul>
        ${repeat(this.softcopies, ({ requestId }) => requestId, one)}
      </ul>`;
  }

  get #hasFailed(): boolean {
    return this.isRefused || this.#watch.isStale;
  }

  /** While a copy is being made the list is read often at first, and less often the longer nothing changes. */
  #show(softcopies: readonly SoftcopyView[]): number | null {
    const before = new Map(this.softcopies?.map(({ requestId, state: stage }) => [requestId, stage]));
    const changed = softcopies.filter(
      ({ requestId, state: stage }) => before.has(requestId) && before.get(requestId) !== stage,
    );
    for (const { title, state: stage } of changed) announce(`${title}: ${softcopyWords().state[stage]}`);
    this.softcopies = softcopies;
    this.isRefused = false;
    if (!softcopies.some(({ state: stage }) => isBeingMade(stage))) return null;
    this.#looks = changed.length > 0 ? 0 : this.#looks + 1;
    return Math.min(firstPauseMs * growth ** this.#looks, longestPauseMs);
  }
}

function one(request: SoftcopyView) {
  const { title, publication, number, state: stage, progress, fileUrl, bytes, expiresAt } = request;
  const texts = softcopyWords();
  const until = expiresAt === null ? '' : `. ${texts.until(`${dateOf(expiresAt)}, ${timeOf(expiresAt)}`)}`;
  return html`<li>
    ${
      publication === null
        ? html`<span lang="id">${title}</span>`
        : html`<a class="title" lang="id" href=${publicationAddress(publication)}>${title}</a>`
    }
    <span class="hint">${number} · ${stateOfCopy(request)}${until}</span>
    ${
      isBeingMade(stage)
        ? html`<progress max="100" .value=${progress} aria-label=${texts.state[stage]}></progress>`
        : nothing
    }
    ${fileUrl === null ? nothing : html`<a class="button" href=${fileUrl} download>${texts.download(sizeOf(bytes ?? 0))}</a>`}
  </li>`;
}
