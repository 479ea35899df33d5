import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { languages, type Language } from '../../../domain/language.ts';
import { LocalizedElement, language, setLanguage } from './language.ts';
import { shared } from '../style/styles.ts';

const names: Readonly<Record<Language, string>> = { id: 'Bahasa Indonesia', en: 'English' };

/** "ID | EN": switches the words of the page in place. */
@customElement('language-switch')
export class LanguageSwitch extends LocalizedElement {
  static override styles = [
    shared,
    css`
      div {
        display: flex;
        gap: var(--space-1);
        padding: 2px;
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
      }
      button {
        min-width: var(--target);
        padding: var(--space-2);
        border-color: transparent;
        border-radius: var(--radius-s);
      }
      button[aria-pressed='true'],
      button[aria-pressed='true']:hover:not(:disabled) {
        color: var(--paper);
        background: var(--dark);
        border-color: var(--dark);
      }
    `,
  ];

  override render() {
    return html`<div role="group" aria-label="Bahasa / Language">
      ${languages.map(
        (code) =>
          html`<button
            lang=${code}
            aria-label=${`${code.toUpperCase()}, ${names[code]}`}
            aria-pressed=${code === language()}
            @click=${() => setLanguage(code)}
          >
            ${code.toUpperCase()}
          </button>`,
      )}
    </div>`;
  }
}
