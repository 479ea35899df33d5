import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SessionView } from '../../../wire/staff.ts';
import type { Language } from '../../../domain/language.ts';
import { LocalizedElement } from '../words/language.ts';
import { pageAddress, readOffices } from './office.ts';
import { shared } from '../style/styles.ts';
import { inLanguage } from '../words/words.ts';

const labels: Readonly<Record<Language, string>> = { id: 'Kantor', en: 'Office' };

/** Which office this page is about. An account of all offices chooses; the others read its name. */
@customElement('office-choice')
export class OfficeChoice extends LocalizedElement {
  static override styles = [
    shared,
    css`
      select:not([multiple]) {
        width: auto;
        max-width: 320px;
        min-height: 40px;
      }
    `,
  ];

  @property({ attribute: false }) session!: SessionView;
  @property({ attribute: false }) office!: { readonly code: string; readonly name: string };
  @state() private offices: readonly { code: string; name: string }[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.session.office === null) void this.#read();
  }

  async #read(): Promise<void> {
    const offices = (await readOffices()) ?? [];
    this.offices = offices.toSorted((a, b) => a.code.localeCompare(b.code));
  }

  override render() {
    const { code, name } = this.office;
    if (this.session.office !== null) return html`<span class="hint">${name} (${code})</span>`;
    if (this.offices.length === 0) return nothing;
    return html`<select aria-label=${inLanguage(labels)} @change=${this.#choose}>
      ${this.offices.map(
        (office) =>
          html`<option value=${office.code} ?selected=${office.code === code}>
            ${office.code} · ${office.name}
          </option>`,
      )}
    </select>`;
  }

  readonly #choose = (event: Event): void => {
    location.assign(pageAddress(location.pathname, (event.target as HTMLSelectElement).value));
  };
}
