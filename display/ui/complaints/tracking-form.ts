import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { toReference, toSecret } from '../../../domain/complaints/reference.ts';
import { fieldsOf, textField } from '../forms/fields.ts';
import { shared } from '../style/styles.ts';
import { LocalizedElement } from '../words/language.ts';
import { inLanguage } from '../words/words.ts';
import { trackingAddress } from './tracking-address.ts';

const id = {
  reference: 'Nomor pengaduan',
  secret: 'Kode',
  open: 'Buka pengaduan',
  noReference: 'Tulis nomor seperti ADU-6500-2026-0007.',
  noSecret: 'Tulis kodenya: 16 huruf dan angka.',
};
const en: typeof id = {
  reference: 'Number of the complaint',
  secret: 'Code',
  open: 'Open the complaint',
  noReference: 'Write a number such as ADU-6500-2026-0007.',
  noSecret: 'Write the code: 16 letters and digits.',
};
const formWords = (): typeof id => inLanguage({ id, en });

/** Leads to a complaint by its number and its code, as they were written down. */
@customElement('tracking-form')
export class TrackingForm extends LocalizedElement {
  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: var(--space-4);
      }
      .field {
        display: grid;
        gap: var(--space-1);
      }
      input {
        font-family: var(--mono) !important;
        text-transform: uppercase;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  /** What was typed before and did not lead to a complaint. */
  @property() reference = '';
  @property() secret = '';
  @state() private faults: { readonly reference: boolean; readonly secret: boolean } | null = null;

  override render() {
    const texts = formWords();
    return html`<form novalidate @submit=${this.#open} @input=${this.#changed}>
      ${textField({
        id: 'reference',
        label: texts.reference,
        value: this.reference,
        max: 40,
        fault: this.faults?.reference ? texts.noReference : null,
      })}
      ${textField({
        id: 'secret',
        label: texts.secret,
        value: this.secret,
        max: 40,
        fault: this.faults?.secret ? texts.noSecret : null,
      })}
      <button>${texts.open}</button>
    </form>`;
  }

  readonly #changed = (event: Event): void => {
    const { name } = event.target as HTMLInputElement;
    if (this.faults) this.faults = { ...this.faults, [name]: false };
  };

  readonly #open = (event: Event): void => {
    const { reference: number = '', secret: code = '' } = fieldsOf(event);
    const [reference, secret] = [toReference(number), toSecret(code)];
    this.faults = { reference: reference === null, secret: secret === null };
    if (reference === null || secret === null) return;
    const address = trackingAddress(reference, secret);
    if (new URL(address, location.href).pathname === location.pathname) {
      location.hash = secret;
      location.reload();
    } else location.assign(address);
  };
}
