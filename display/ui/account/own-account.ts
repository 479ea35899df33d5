import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { alertOf } from '../alert.ts';
import { field } from '../forms/fields.ts';
import type { SessionView } from '../../../wire/staff.ts';
import { command, newKey, typed } from '../line/api.ts';
import { dialogStyles } from '../style/dialog-styles.ts';
import { LocalizedElement } from '../words/language.ts';
import { shared } from '../style/styles.ts';
import { inLanguage, words } from '../words/words.ts';
import { inOurWords } from '../forms/own-words.ts';

const id = {
  title: 'Akun saya',
  office: (code: string) => `kantor ${code}`,
  allOffices: 'semua kantor',
  changePassword: 'Ganti kata sandi',
  current: 'Kata sandi sekarang',
  next: 'Kata sandi baru',
  hint: 'Paling sedikit 8 karakter.',
  again: 'Ulangi kata sandi baru',
  differ: 'Kedua kata sandi baru tidak sama.',
  save: 'Ganti',
  saved: 'Kata sandi sudah diganti. Di perangkat lain akun ini sudah keluar.',
};

const en: typeof id = {
  title: 'My account',
  office: (code) => `office ${code}`,
  allOffices: 'all offices',
  changePassword: 'Change password',
  current: 'Current password',
  next: 'New password',
  hint: 'At least 8 characters.',
  again: 'New password again',
  differ: 'The two new passwords are not the same.',
  save: 'Change',
  saved: 'The password is changed. On other devices this account is signed out.',
};

/** The name of who is signed in; pressed, the own account, where the own password is changed. */
@customElement('own-account')
export class OwnAccount extends LocalizedElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      button.name {
        min-height: 40px;
      }
      dialog {
        width: min(440px, 94vw);
      }
      .head {
        margin-bottom: var(--space-5);
      }
    `,
  ];

  @property({ attribute: false }) session!: SessionView;
  @state() private opened = false;
  @state() private failure = '';
  @state() private saved = false;
  @state() private busy = false;

  /** The passwords go when the page is locked. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.opened = false;
    this.#close();
  }

  override render() {
    const texts = inLanguage({ id, en });
    const { name, username, role, office } = this.session;
    return html`<button class="name" aria-haspopup="dialog" title=${texts.title} @click=${this.#open}>
        ${name}
      </button>
      <dialog aria-labelledby="title" @close=${() => (this.opened = false)}>
        <div class="head">
          <h2 id="title">${name}</h2>
          <p class="hint">
            ${username} · ${words().role[role]} · ${office === null ? texts.allOffices : texts.office(office)}
          </p>
        </div>
        ${this.opened ? this.#content() : nothing}
      </dialog>`;
  }

  #content() {
    return this.saved ? this.#done() : this.#form();
  }

  #form() {
    const texts = inLanguage({ id, en });
    return html`<form @invalid=${inOurWords} @submit=${this.#submit}>
      <h3>${texts.changePassword}</h3>
      ${alertOf(this.failure)}
      ${this.#field('current', { label: texts.current, autocomplete: 'current-password' })}
      ${this.#field('next', { label: texts.next, autocomplete: 'new-password', hint: texts.hint })}
      ${this.#field('again', { label: texts.again, autocomplete: 'new-password' })}
      <div class="actions">
        <button type="button" @click=${this.#close}>${words().back}</button>
        <button class="primary" ?disabled=${this.busy}>${texts.save}</button>
      </div>
    </form>`;
  }

  #field(
    name: 'current' | 'next' | 'again',
    { label, autocomplete, hint = '' }: { label: string; autocomplete: AutoFill; hint?: string },
  ) {
    return field(
      { id: name, label, hint },
      html`<input
        id=${name}
        name=${name}
        type="password"
        required
        minlength=${name === 'current' ? 1 : 8}
        maxlength="200"
        autocomplete=${autocomplete}
      />`,
    );
  }

  #done() {
    return html`<form method="dialog">
      <p class="notice ok" role="status">${inLanguage({ id, en }).saved}</p>
      <div class="actions"><button class="primary">${words().close}</button></div>
    </form>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  readonly #open = (): void => {
    this.failure = '';
    this.saved = false;
    this.opened = true;
    void this.updateComplete.then(() => this.#dialog?.showModal()); // with its first field, which gets the focus
  };

  readonly #close = (): void => this.#dialog?.close();

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { current, next, again } = Object.fromEntries(new FormData(form));
    if (next !== again) {
      this.failure = inLanguage({ id, en }).differ;
      return;
    }
    this.busy = true;
    const name = 'POST /session/password';
    const reply = await command(
      { name, params: {}, body: typed<typeof name>({ current, next }) },
      { key: newKey() },
    );
    this.busy = false;
    if (reply.kind === 'ok') {
      this.failure = '';
      this.saved = true;
      return;
    }
    if (reply.kind !== 'refused') this.failure = words().unreachable;
    else this.failure = reply.problem.errors?.[0]?.message ?? reply.problem.title;
  };
}
