import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isBeingMade } from '../../domain/softcopies/request.ts';
import type { SoftcopyView } from '../../wire/softcopies/softcopies.ts';
import { announce } from '../ui/announce.ts';
import { read } from '../ui/line/api.ts';
import { Watch } from '../ui/line/watch.ts';
import { sizeOf } from '../ui/softcopies/size.ts';
import { softcopyWords } from '../ui/softcopies/softcopy-words.ts';
import { stateOfCopy } from '../ui/softcopies/state-of-copy.ts';
import { shared } from '../ui/style/styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { inLanguage } from '../ui/words/words.ts';
import { visitorWords } from './words.ts';

/** A copy is made within seconds; one that could not be made may be asked for once more at the desk. */
const lookAgainMs = { whileMade: 1_000, whileFailed: 15_000 } as const;

const id = {
  title: 'Softcopy Anda',
  about: 'PDF bertanda air. Dapat diunduh di halaman ini sampai hari layanan berakhir.',
};
const en: typeof id = {
  title: 'Your softcopies',
  about: 'PDFs with a watermark. They can be downloaded on this page until the day of service ends.',
};

/** The copies that were asked for at the desk, from their making to the file. */
@customElement('own-copies')
export class OwnCopies extends LocalizedElement {
  static override styles = [
    shared,
    css`
      ul {
        display: grid;
        gap: var(--space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-2);
        padding-top: var(--space-4);
        border-top: 1px solid var(--hair);
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--link);
      }
    `,
  ];

  @property() token = '';
  /** How many were asked for, by the visit's own line; one more is looked for at once. */
  @property({ type: Number }) asked = 0;
  @state() private softcopies: readonly SoftcopyView[] = [];
  readonly #watch = new Watch<{ readonly softcopies: readonly SoftcopyView[] }>(this, {
    read: () => read('/visits/{token}/softcopies', { token: this.token }),
    take: ({ softcopies }) => this.#show(softcopies),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pageshow', this.#look);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('pageshow', this.#look);
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('asked')) this.#look();
  }

  override render() {
    const texts = inLanguage({ id, en });
    return html`<h2>${texts.title}</h2>
      <p class="hint">${texts.about}</p>
      <ul>
        ${this.softcopies.map((copy) => this.#one(copy))}
      </ul>`;
  }

  #one(copy: SoftcopyView) {
    const { title, number, state: stage, progress, fileUrl, bytes } = copy;
    const texts = softcopyWords();
    return html`<li>
      <span class="name" lang="id">${title}</span>
      <span>${stateOfCopy(copy)} <span class="hint">${number}</span></span>
      ${stage === 'failed' ? html`<span>${visitorWords().seeStaff}</span>` : nothing}
      ${isBeingMade(stage) ? html`<progress max="100" .value=${progress} aria-label=${title}></progress>` : nothing}
      ${
        fileUrl === null
          ? nothing
          : html`<a class="button primary" href=${fileUrl} download @click=${this.#fetched}>
              ${texts.download(sizeOf(bytes ?? 0))}
            </a>`
      }
    </li>`;
  }

  readonly #look = (): void => void this.#watch.look();

  /** The download has begun by then, and the state tells so. */
  readonly #fetched = (): void => this.#watch.lookIn(lookAgainMs.whileMade);

  #show(softcopies: readonly SoftcopyView[]): number | null {
    for (const copy of softcopies) {
      const before = this.softcopies.find(({ requestId }) => requestId === copy.requestId);
      if (before && before.state !== copy.state) announce(`${copy.title}: ${stateOfCopy(copy)}`);
    }
    this.softcopies = softcopies;
    if (softcopies.some(({ state: stage }) => isBeingMade(stage))) return lookAgainMs.whileMade;
    return softcopies.some(({ state: stage }) => stage === 'failed') ? lookAgainMs.whileFailed : null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'own-copies': OwnCopies;
  }
}
