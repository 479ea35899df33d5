import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { RatingSheet } from '../../wire/ratings.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { Fired } from '../ui/events.ts';
import { keptText } from '../ui/kept-text.ts';
import { OfficePage } from '../ui/office/office-page.ts';
import { pageAddress } from '../ui/office/office.ts';
import { skdInvitation, skdStyles } from '../ui/rating/skd-invitation.ts';
import '../ui/rating/tablet-rating.ts';
import { shared } from '../ui/style/styles.ts';
import './visit-desk.ts';
import { words } from '../ui/words/words.ts';
import { deskWords } from './words.ts';

const keptTurn = keptText('turned');

/** The officer's tablet: who is here, then the desk; or a visitor's rating, when it was handed over. */
@customElement('desk-page')
export class DeskPage extends OfficePage {
  static override styles = [
    shared,
    skdStyles,
    css`
      .refused {
        display: grid;
        gap: var(--space-4);
        max-width: 480px;
        margin: 20vh auto 0;
        padding: var(--space-4);
      }
      .thanks {
        display: grid;
        gap: var(--space-5);
        place-content: center;
        justify-items: center;
        min-height: 100vh;
        padding: var(--space-5);
        text-align: center;
      }
      .thanks h1 {
        font-size: var(--text-4xl);
      }
      .thanks p {
        font-size: var(--text-xl);
      }
    `,
  ];

  /** What stands on a tablet that was handed to a visitor; it survives a reload. */
  @state() private turned: 'rating' | 'rated' | null = keptTurn.read() === null ? null : 'rating';
  #sheet: RatingSheet | null = null;

  override render() {
    if (this.turned === 'rated') return this.#rated();
    if (this.turned === 'rating') return this.#rating();
    return super.render();
  }

  /** The visitor rates; the desk is not there, and its session has ended. */
  #rating() {
    return html`<tablet-rating
      .sheet=${this.#sheet}
      .wayBack=${deskWords().backToStaff}
      @rated=${() => (this.turned = 'rated')}
      @closed=${this.#lock}
    ></tablet-rating>`;
  }

  #rated() {
    const { rated, handBack, unlockHere } = deskWords();
    return html`<div class="thanks" role="status">
      <h1>${rated}</h1>
      <p>${handBack}</p>
      ${skdInvitation(this.office?.skdUrl ?? null)}
      <button @click=${this.#lock}>${unlockHere}</button>
    </div>`;
  }

  readonly #turn = (event: Fired<'turned'>): void => {
    this.#sheet = event.detail;
    keptTurn.keep('rating');
    this.turned = 'rating';
    this.who.handOver();
  };

  readonly #lock = (): void => {
    this.#sheet = null;
    keptTurn.drop();
    this.turned = null;
  };

  protected override page(session: SessionView) {
    if (session.role === 'admin') {
      return html`<div class="refused">
        <p class="notice">${deskWords().noDesk}</p>
        <a class="button" href=${pageAddress(pathOf('admin'))}>${deskWords().settings}</a>
        <button @click=${() => this.who.signOut()}>${words().signOut}</button>
      </div>`;
    }
    if (!this.office) return nothing;
    return html`<visit-desk
      .office=${this.office}
      .session=${session}
      @turned=${this.#turn}
      @signed-out=${() => this.who.signOut()}
      @session-lost=${() => this.who.forget()}
      @day-changed=${() => this.begin(session)}
    ></visit-desk>`;
  }
}
