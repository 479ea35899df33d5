import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  fewestPurposeLetters,
  formatsOf,
  isPersonal,
  type DocumentName,
  type FileFormat,
} from '../../../domain/reports/documents.ts';
import { announce } from '../../ui/announce.ts';
import { fire } from '../../ui/events.ts';
import { shared } from '../../ui/style/styles.ts';
import { numberOf } from '../../ui/words/format.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import { download } from './file-download.ts';
import { supervisorWords } from '../words.ts';

/** An incident has a record of its own beside the documents of a period. */
export type FileWanted =
  | { readonly document: DocumentName; readonly from: string; readonly to: string }
  | { readonly incident: string };

/** One button for each kind of file, and what became of the press. */
@customElement('report-files')
export class ReportFiles extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      button {
        min-height: 40px;
        min-width: 64px;
        padding: var(--space-1) var(--space-3);
        font-size: var(--text-s);
      }
      p {
        flex-basis: 100%;
        margin: 0;
        font-size: var(--text-s);
        color: var(--muted);
      }
      p.fault {
        color: var(--bad);
      }
    `,
  ];

  @property() office = '';
  /** What the files are called, for whoever does not see where the buttons stand. */
  @property() name = '';
  @property({ attribute: false }) wanted!: FileWanted;
  @property() purpose = '';
  @state() private making: FileFormat | null = null;
  @state() private told: { readonly text: string; readonly isFault: boolean } | null = null;
  #offered = '';

  /** What became of a press is told until another file is offered. */
  override willUpdate(): void {
    const offered = this.#address('pdf');
    if (offered !== this.#offered) this.told = null;
    this.#offered = offered;
  }

  override render() {
    const { wanted, making, told, name } = this;
    const formats: readonly FileFormat[] = 'document' in wanted ? formatsOf(wanted.document) : ['pdf'];
    const texts = supervisorWords();
    return html`${formats.map(
      (format) =>
        html`<button
          type="button"
          aria-label=${texts.fileOf(name, format.toUpperCase())}
          aria-busy=${String(making === format)}
          ?disabled=${making !== null}
          @click=${() => void this.#make(format)}
        >
          ${format.toUpperCase()}
        </button>`,
    )}
    ${making !== null ? html`<p>${texts.making}</p>` : nothing}
    ${making === null && told ? html`<p class=${told.isFault ? 'fault' : ''}>${told.text}</p>` : nothing}`;
  }

  #address(format: FileFormat): string {
    const { wanted, office, purpose } = this;
    const search = new URLSearchParams();
    if ('document' in wanted) {
      const { document, from, to } = wanted;
      for (const [name, value] of Object.entries({ from, to, format, values: 'words' }))
        search.set(name, value);
      if (isPersonal(document)) search.set('purpose', purpose);
      return `/offices/${office}/reports/${document}?${search}`;
    }
    search.set('purpose', purpose);
    return `/offices/${office}/incidents/${wanted.incident}/record?${search}`;
  }

  async #make(format: FileFormat): Promise<void> {
    const { wanted } = this;
    const asksPurpose = !('document' in wanted) || isPersonal(wanted.document);
    if (asksPurpose && this.purpose.trim().length < fewestPurposeLetters) {
      fire(this, 'purpose-needed');
      return;
    }
    this.making = format;
    const offered = this.#offered;
    const outcome = await download(this.#address(format));
    this.making = null;
    const texts = supervisorWords();
    const text =
      outcome.kind === 'saved'
        ? texts.saved(outcome.name, numberOf(Math.max(1, outcome.bytes / 1000), 0))
        : outcome.why;
    if (offered === this.#offered) this.told = { text, isFault: outcome.kind === 'refused' };
    announce(text);
  }
}
