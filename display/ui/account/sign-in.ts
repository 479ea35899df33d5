import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { alertOf } from '../alert.ts';
import { fire } from '../events.ts';
import { command, newKey, typed, failureOf } from '../line/api.ts';
import '../words/language-switch.ts';
import { LocalizedElement } from '../words/language.ts';
import { cardStyles } from '../style/card-styles.ts';
import { shared } from '../style/styles.ts';
import { inLanguage } from '../words/words.ts';
import { inOurWords } from '../forms/own-words.ts';

const id = {
  signIn: 'Masuk petugas',
  username: 'Nama pengguna',
  password: 'Kata sandi',
  enter: 'Masuk',
  locked: 'Terkunci karena tidak dipakai',
  unlock: 'Buka',
};

const en: typeof id = {
  signIn: 'Staff sign-in',
  username: 'User name',
  password: 'Password',
  enter: 'Sign in',
  locked: 'Locked after inactivity',
  unlock: 'Unlock',
};

/** The sign-in form; with `username` given, it only asks for the password. */
@customElement('sign-in')
export class SignIn extends LocalizedElement {
  static override styles = [
    shared,
    cardStyles,
    css`
      div {
        display: grid;
        gap: var(--space-1);
      }
    `,
  ];

  @property() username = '';
  @state() private failure = '';
  @state() private busy = false;

  override render() {
    const texts = inLanguage({ id, en });
    const locked = this.username !== '';
    return html`<form @invalid=${inOurWords} class="card" @submit=${this.#submit}>
      <span class="top">
        <h1>${locked ? texts.locked : texts.signIn}</h1>
        <language-switch></language-switch>
      </span>
      ${alertOf(this.failure)}
      <div>
        <label for="username">${texts.username}</label>
        <input
          id="username"
          name="username"
          autocomplete="username"
          required
          maxlength="64"
          .value=${this.username}
          ?readonly=${locked}
        />
      </div>
      <div>
        <label for="password">${texts.password}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="200"
        />
      </div>
      <button class="primary" ?disabled=${this.busy}>${locked ? texts.unlock : texts.enter}</button>
    </form>`;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const body = typed<'POST /session'>(Object.fromEntries(new FormData(form)));
    this.busy = true;
    const reply = await command({ name: 'POST /session', params: {}, body }, { key: newKey() });
    this.busy = false;
    if (reply.kind === 'ok') {
      fire(this, 'signed-in', reply.value);
      return;
    }
    this.failure = failureOf(reply);
  };
}
