import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { roles } from '../../domain/staff/roles.ts';
import type { AnswerTo, BodyFor } from '../../wire/http/client.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { read, typed } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { words } from '../ui/words/words.ts';
import { choose, field, submitButton } from './field.ts';
import { Sender } from './sender.ts';
import { adminWords } from './words.ts';

/** Who may sign in. A reset or disabled account is signed out everywhere at once. */
@customElement('account-settings')
export class AccountSettings extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property() office = '';
  @property() own = '';
  @state() private accounts: AnswerTo<'/offices/{office}/accounts'>['accounts'] = [];
  @state() private resetting = '';
  /** Whom the admin is asked about: shut out at once, everywhere. */
  @state() private disabling = '';
  readonly #sender = new Sender(this, (pointer) => [pointer.slice(1) || 'password']);

  override connectedCallback(): void {
    super.connectedCallback();
    void read('/offices/{office}/accounts', { office: this.office }).then((reply) => {
      if (reply.kind === 'ok') this.accounts = reply.value.accounts;
    });
  }

  /** What else was typed may wait while the page is locked; passwords go. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const passwords = this.renderRoot.querySelectorAll<HTMLInputElement>('input[type="password"]');
    for (const password of passwords) password.value = '';
  }

  override render() {
    const texts = adminWords();
    return html`<section>
      <h2 id="accounts">${texts.accounts}</h2>
      ${table(
        [texts.username, texts.dayName, texts.role, texts.state, nothing],
        this.accounts.map((account) => this.#row(account)),
      )}
      ${this.#sender.outcome()} ${this.#form()}
    </section>`;
  }

  #form() {
    if (this.disabling) return this.#question(this.disabling);
    return this.resetting ? this.#resetForm() : this.#newForm();
  }

  #row({ username, name, role, disabled }: AnswerTo<'/offices/{office}/accounts'>['accounts'][number]) {
    const texts = adminWords();
    return [
      username,
      name,
      words().role[role],
      disabled ? texts.inactive : texts.active,
      html`<button id="reset-${username}" @click=${() => this.#ask({ resetting: username })}>
          ${texts.reset}
        </button>
        <button
          id="disable-${username}"
          ?disabled=${username === this.own || this.#sender.busy}
          @click=${() =>
            disabled ? this.#change(username, { disabled: false }) : this.#ask({ disabling: username })}
        >
          ${disabled ? texts.enable : texts.disable}
        </button>`,
    ];
  }

  #ask({ resetting = '', disabling = '' }): void {
    this.resetting = resetting;
    this.disabling = disabling;
    this.#sender.edited();
    if (disabling) this.#focus('keep');
  }

  /** Back to the row's button that asked: the one that was pressed goes, and the focus with it. */
  #answered(): void {
    const asked = this.disabling ? `disable-${this.disabling}` : `reset-${this.resetting}`;
    this.#ask({});
    this.#focus(asked);
  }

  #focus(id: string): void {
    void this.updateComplete.then(() => this.shadowRoot?.getElementById(id)?.focus());
  }

  #question(username: string) {
    const texts = adminWords();
    return html`<p class="notice" role="alert">${texts.disableSure(username)}</p>
      <div class="actions">
        <button id="keep" @click=${() => this.#answered()}>${words().back}</button>
        <button
          class="danger"
          ?disabled=${this.#sender.busy}
          @click=${() => this.#change(username, { disabled: true }, () => this.#answered())}
        >
          ${texts.disableIt}
        </button>
      </div>`;
  }

  #resetForm() {
    const texts = adminWords();
    const { resetting } = this;
    const send = (event: Event): void => {
      this.#change(resetting, { password: fieldsOf(event)['password'] ?? '' }, () => this.#answered());
    };
    return html`<form novalidate @submit=${send}>
      <h3>${texts.newPassword(resetting)}</h3>
      ${this.#passwordField()}
      <div class="actions">
        <button class="primary">${words().save}</button>
        <button type="button" @click=${() => this.#answered()}>${words().back}</button>
      </div>
    </form>`;
  }

  #newForm() {
    const texts = adminWords();
    const send = (event: Event): void => {
      const form = event.currentTarget as HTMLFormElement;
      const name = 'POST /offices/{office}/accounts';
      const body = typed<typeof name>(fieldsOf(event));
      void this.#sender.send({ name, params: { office: this.office }, body }, ({ accounts }) => {
        this.accounts = accounts;
        form.reset();
      });
    };
    return html`<form novalidate @submit=${send}>
      <div class="pair">
        ${field(this.#sender, { name: 'username', label: texts.username, max: 32 })}
        ${field(this.#sender, { name: 'name', label: texts.dayName, max: 100 })}
        ${choose(this.#sender, {
          name: 'role',
          label: texts.role,
          options: roles.map((role) => [role, words().role[role]]),
        })}
        ${this.#passwordField()}
      </div>
      ${submitButton(this.#sender, texts.add)}
    </form>`;
  }

  #passwordField() {
    const { password: label, passwordHint: hint } = adminWords();
    return field(this.#sender, { name: 'password', label, hint, type: 'password', max: 200 });
  }

  #change(
    username: string,
    body: BodyFor<'PUT /offices/{office}/accounts/{username}'>,
    done: () => void = () => undefined,
  ): void {
    const params = { office: this.office, username };
    const asked = { name: 'PUT /offices/{office}/accounts/{username}', params, body } as const;
    void this.#sender.send(asked, ({ accounts }) => {
      this.accounts = accounts;
      done();
    });
  }
}
