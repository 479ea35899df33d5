import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { WhoAnswer } from '../../../../wire/members.ts';
import { accountAddress, forgetOldStand, registrationAddress } from '../addresses.ts';
import { fire } from '../../events.ts';
import { read } from '../../line/api.ts';
import { LocalizedElement } from '../../words/language.ts';
import { memberWords } from './member-words.ts';
import { isTerminal, leaveTerminal } from '../terminal/terminal.ts';

/** Who is signed in, or the way to register and sign in; at the terminal also the end of it. Keeps its place while it asks. */
@customElement('member-entry')
export class MemberEntry extends LocalizedElement {
  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-width: 0;
    }
    a,
    button {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: var(--target);
      min-width: var(--target);
      padding: 0 var(--space-2);
      font: inherit;
      font-weight: 600;
      color: inherit;
      text-decoration: none;
      background: none;
      border: 0;
      border-radius: var(--radius-s);
      cursor: pointer;
    }
    button {
      padding: 0 var(--space-4);
      border: 1px solid currentColor;
      border-radius: var(--radius-m);
    }
    a:hover span,
    button:hover {
      text-decoration: underline;
    }
    a:focus-visible,
    button:focus-visible {
      outline: 3px solid var(--paper);
      outline-offset: 2px;
    }
    span {
      overflow: hidden;
      max-width: 180px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .icon {
      flex: none;
      width: 24px;
      height: 24px;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .waits {
      visibility: hidden;
    }
    .short {
      display: none;
    }
    @media (max-width: 599px) {
      .long {
        display: none;
      }
      .short {
        display: inline;
      }
      .name {
        position: absolute;
        width: 1px;
        height: 1px;
        clip-path: inset(50%);
      }
      a {
        justify-content: center;
        padding: 0;
      }
    }
    @media (max-width: 359px) {
      .short {
        position: absolute;
        width: 1px;
        height: 1px;
        clip-path: inset(50%);
      }
    }
  `;

  /** Undefined while it is asked. */
  @state() private member: WhoAnswer['member'] | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    forgetOldStand();
    window.addEventListener('pageshow', this.#shown);
    window.addEventListener('member-left', this.#ask);
    window.addEventListener('member-entered', this.#ask);
    void this.#ask();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('pageshow', this.#shown);
    window.removeEventListener('member-left', this.#ask);
    window.removeEventListener('member-entered', this.#ask);
    super.disconnectedCallback();
  }

  override render() {
    const texts = memberWords();
    const { member } = this;
    const icon = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c0-4 3.6-6 8-6s8 2 8 6" />
    </svg>`;
    if (!member) {
      return html`<a class=${member === undefined ? 'waits' : ''} href=${registrationAddress()}
        >${icon}<span class="long">${texts.registerOrSignIn}</span
        ><span class="short">${texts.register}</span></a
      >`;
    }
    return html`<a href=${accountAddress()} title=${texts.account}
        >${icon}<span class="name">${member.name}</span></a
      >
      ${
        member.terminal || isTerminal()
          ? html`<button @click=${leaveTerminal}>${texts.finish}</button>`
          : nothing
      }`;
  }

  /** A page that comes back from the browser's memory may show somebody who has left. */
  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.#ask();
  };

  readonly #ask = async (): Promise<void> => {
    const reply = await read('/member-session', {});
    this.member = reply.kind === 'ok' ? reply.value.member : null;
    if (reply.kind === 'ok') fire(window, 'member-known', reply.value);
  };
}
