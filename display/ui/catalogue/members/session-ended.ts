import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../../../domain/pages.mjs';
import { sessionEndWords, type SessionEnd } from '../../../../domain/members/member.ts';
import type { Fired } from '../../events.ts';
import { Command } from '../../line/command.ts';
import { shared } from '../../style/styles.ts';
import { LocalizedElement } from '../../words/language.ts';
import { inLanguage, words } from '../../words/words.ts';
import { signInAddress } from '../addresses.ts';
import { memberWords } from './member-words.ts';

/** Says why this browser is not signed in any more, where it had no part in that; nothing otherwise. */
@customElement('session-ended')
export class SessionEnded extends LocalizedElement {
  static override styles = [
    shared,
    css`
      .room {
        padding-bottom: var(--space-4);
      }
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        color: var(--ink);
        background: var(--warn-tint);
      }
      p {
        flex: 1 1 320px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      .button.primary {
        min-height: var(--target);
      }
    `,
  ];

  @state() private end: SessionEnd | null = null;
  readonly #command = new Command(this);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('member-known', this.#known);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('member-known', this.#known);
    super.disconnectedCallback();
  }

  override render() {
    if (this.end === null) return nothing;
    return html`<div class="room">
      <div class="notice" role="status">
        <p>${inLanguage(sessionEndWords[this.end])}</p>
        <div class="row">
          ${
            location.pathname === pathOf('member-sign-in')
              ? nothing
              : html`<a class="button primary" href=${signInAddress()}>${memberWords().signIn}</a>`
          }
          <button @click=${this.#seen}>${words().close}</button>
        </div>
      </div>
    </div>`;
  }

  readonly #known = (event: Event): void => {
    this.end = (event as Fired<'member-known'>).detail.ended;
  };

  /** The browser lets its old session go, so that nothing is said again. */
  readonly #seen = (): Promise<void> =>
    this.#command.send({ name: 'DELETE /member-session', params: {} }, () => (this.end = null));
}
