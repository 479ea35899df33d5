import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { roles } from '../../domain/visit/views.ts';
import type { Role } from '../../domain/visit/views.ts';
import { read } from '../ui/api.ts';
import { dialogStyles } from '../ui/dialog-styles.ts';
import { LanguageController } from '../ui/language.ts';
import { sheetStyles } from '../ui/sheet-styles.ts';
import { shared } from '../ui/styles.ts';
import { words } from '../ui/words.ts';
import { Sender } from './sender.ts';
import { fieldsOf } from './settings.ts';
import { adminWords } from './words.ts';

interface Account {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
}

/** Who may sign in. A reset or disabled account is signed out everywhere at once. */
@customElement('account-settings')
export class AccountSettings extends LitElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property() office = '';
  @property() own = '';
  @state() private accounts: readonly Account[] = [];
  @state() private resetting = '';
  readonly #sender = new Sender(this);

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void read<{ accounts: Account[] }>(this.#path).then((reply) => {
      if (reply.kind === 'ok') this.accounts = reply.value.accounts;
    });
  }

  get #path(): string {
    return `/offices/${this.office}/accounts`;
  }

  override render() {
    const texts = adminWords();
    return html`<section>
      <h2>${texts.accounts}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>${texts.username}</th>
              <th>${texts.dayName}</th>
              <th>${texts.role}</th>
              <th>${texts.state}</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            ${this.accounts.map((account) => this.#row(account))}
          </tbody>
        </table>
      </div>
      ${this.#sender.outcome()} ${this.resetting ? this.#resetForm() : this.#newForm()}
    </section>`;
  }

  #row({ username, name, role, disabled }: Account) {
    const texts = adminWords();
    return html`<tr>
      <td>${username}</td>
      <td>${name}</td>
      <td>${texts.roles[role]}</td>
      <td>${disabled ? texts.inactive : texts.active}</td>
      <td>
        <button @click=${() => (this.resetting = username)}>${texts.reset}</button>
        <button
          ?disabled=${username === this.own || this.#sender.busy}
          @click=${() => this.#change(username, { disabled: !disabled })}
        >
          ${disabled ? texts.enable : texts.disable}
        </button>
      </td>
    </tr>`;
  }

  #resetForm() {
    const texts = adminWords();
    const { resetting } = this;
    const send = (event: Event): void => {
      this.#change(resetting, { password: fieldsOf(event)['password'] ?? '' });
      this.resetting = '';
    };
    return html`<form @submit=${send}>
      <h3>${texts.newPassword(resetting)}</h3>
      ${this.#passwordField()}
      <div class="actions">
        <button class="primary">${texts.save}</button>
        <button type="button" @click=${() => (this.resetting = '')}>${words().cancel}</button>
      </div>
    </form>`;
  }

  #newForm() {
    const texts = adminWords();
    const send = (event: Event): void => {
      const form = event.currentTarget as HTMLFormElement;
      void this.#sender.send(
        this.#path,
        { method: 'POST', body: fieldsOf(event) },
        ({ accounts }: { accounts: Account[] }) => {
          this.accounts = accounts;
          form.reset();
        },
      );
    };
    return html`<form @submit=${send}>
      <div class="pair">
        <div class="field">
          <label for="username">${texts.username}</label>
          <input
            id="username"
            name="username"
            required
            autocomplete="off"
            pattern="[a-z0-9][a-z0-9._\\-]*"
            minlength="2"
            maxlength="32"
          />
        </div>
        <div class="field">
          <label for="name">${texts.dayName}</label><input id="name" name="name" required maxlength="100" />
        </div>
        <div class="field">
          <label for="role">${texts.role}</label>
          <select id="role" name="role">
            ${roles.map((role) => html`<option value=${role}>${texts.roles[role]}</option>`)}
          </select>
        </div>
        ${this.#passwordField()}
      </div>
      <div class="actions"><button class="primary" ?disabled=${this.#sender.busy}>${texts.add}</button></div>
    </form>`;
  }

  #passwordField() {
    const texts = adminWords();
    return html`<div class="field">
      <label for="password">${texts.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        required
        minlength="8"
        maxlength="200"
        autocomplete="new-password"
      />
      <span class="hint">${texts.passwordHint}</span>
    </div>`;
  }

  #change(username: string, body: object): void {
    void this.#sender.send(
      `${this.#path}/${username}`,
      { body },
      ({ accounts }: { accounts: Account[] }) => (this.accounts = accounts),
    );
  }
}
