import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SessionView } from '../../../wire/staff.ts';
import { fire } from '../events.ts';
import '../words/language-switch.ts';
import { LocalizedElement } from '../words/language.ts';
import { askedOffice, pageAddress, readOffices } from './office.ts';
import { cardStyles } from '../style/card-styles.ts';
import { shared } from '../style/styles.ts';
import { inLanguage } from '../words/words.ts';

interface Office {
  readonly code: string;
  readonly name: string;
}

const id = {
  title: (code: string) => `Kantor ${code}`,
  belongs: (name: string, own: string, asked: string) =>
    `Anda masuk sebagai ${name}. Akun ini untuk ${own}, bukan untuk ${asked}. Tidak ada yang diubah.`,
  unknown: 'Kantor ini tidak ada di layanan ini. Periksa kode pada alamat halaman.',
  open: (office: string) => `Buka ${office}`,
  other: 'Masuk dengan akun lain',
};

const en: typeof id = {
  title: (code) => `Office ${code}`,
  belongs: (name, own, asked) =>
    `You are signed in as ${name}. This account is for ${own}, not for ${asked}. Nothing was changed.`,
  unknown: 'This service has no such office. Please check the code in the address of the page.',
  open: (office) => `Open ${office}`,
  other: 'Sign in with another account',
};

/** The maximum number of offered offices. */
const mostLinks = 8;

/**
 * Shown where the address asks for an unknown office or one of others, and offers the right one.
 * Sends `leave` from who wants to sign in as somebody else.
 */
@customElement('wrong-office')
export class WrongOffice extends LocalizedElement {
  static override styles = [
    shared,
    cardStyles,
    css`
      .card {
        max-width: 480px;
      }
    `,
  ];

  /** Who is signed in, or null where nobody is asked. */
  @property({ attribute: false }) session: SessionView | null = null;
  @property({ attribute: false }) offices: readonly Office[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.offices.length > 0) return;
    void readOffices().then((offices) => (this.offices = offices ?? []));
  }

  override render() {
    const texts = inLanguage({ id, en });
    const asked = askedOffice() ?? '';
    const { session } = this;
    const own = session?.office ?? null;
    return html`<section class="card" role="alert">
      <span class="top">
        <h1>${texts.title(asked)}</h1>
        <language-switch></language-switch>
      </span>
      <p>
        ${session && own ? texts.belongs(session.name, this.#named(own), this.#named(asked)) : texts.unknown}
      </p>
      ${
        own
          ? this.#way(own, 'primary')
          : this.offices.slice(0, mostLinks).map(({ code }) => this.#way(code, ''))
      }
      ${session ? html`<button @click=${() => fire(this, 'leave')}>${texts.other}</button>` : nothing}
    </section>`;
  }

  #way(code: string, kind: string) {
    const address = pageAddress(location.pathname, code);
    return html`<a class="button ${kind}" href=${address}
      >${inLanguage({ id, en }).open(this.#named(code))}</a
    >`;
  }

  /** What people call an office; its code where the list has not come yet. */
  #named(code: string): string {
    const office = this.offices.find((known) => known.code === code);
    return office ? `${office.name} (${code})` : code;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'wrong-office': WrongOffice;
  }
}
