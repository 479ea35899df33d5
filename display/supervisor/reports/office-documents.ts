import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { isPersonal, isRegister, type DocumentName } from '../../../domain/reports/documents.ts';
import type { IncidentView } from '../../../wire/custody.ts';
import { alertOf } from '../../ui/alert.ts';
import { fire } from '../../ui/events.ts';
import { failureOf, read } from '../../ui/line/api.ts';
import type { Period } from '../../ui/office/period-address.ts';
import { sheetStyles } from '../../ui/style/sheet-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { shortDayOf, timeOf } from '../../ui/words/format.ts';
import { incidentWords } from '../../ui/words/incident-words.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import './report-files.ts';
import { supervisorWords } from '../words.ts';

/** What the section offers, in its order; tables of the page have their files beside them. */
const offered = [
  'summary',
  'visits',
  'guest-book',
  'skm-sheet',
  'custody',
  'incidents',
  'complaints',
  'visitors',
  'skd',
] as const satisfies readonly DocumentName[];

/**
 * The documents of a period: the page for the head of office, registers, records of incidents. Fires `session-lost` when the
 * session is over.
 */
@customElement('office-documents')
export class OfficeDocuments extends LocalizedElement {
  static override styles = [
    shared,
    sheetStyles,
    css`
      ul {
        display: grid;
        gap: 0;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 240px);
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-3) 0;
        border-top: 1px solid var(--hair);
      }
      li > button,
      li > report-files {
        justify-self: end;
      }
      li strong {
        display: block;
      }
      label {
        display: grid;
        gap: var(--space-1);
        max-width: 640px;
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
        li > button,
        li > report-files {
          justify-self: start;
        }
      }
    `,
  ];

  @property() office = '';
  @property({ attribute: false }) period!: Period;
  @state() private purpose = '';
  @state() private lacksPurpose = false;
  @state() private incidents: readonly IncidentView[] | null = null;
  @state() private failure = '';
  @query('input') private field!: HTMLInputElement;
  #incidentsOf = '';

  override willUpdate(): void {
    if (this.#incidentsOf === this.#asked) return;
    this.incidents = null;
    this.failure = '';
  }

  get #asked(): string {
    return `${this.office} ${this.period.from} ${this.period.to}`;
  }

  override render() {
    const texts = supervisorWords();
    return html`<section>
      <h2>${texts.documents}</h2>
      <label>
        ${texts.purpose}
        <span class="hint" id="purpose-hint">${texts.purposeHint}</span>
        <input
          maxlength="200"
          autocomplete="off"
          aria-describedby="purpose-hint ${this.lacksPurpose ? 'purpose-fault' : ''}"
          aria-invalid=${String(this.lacksPurpose)}
          .value=${this.purpose}
          @input=${this.#type}
        />
      </label>
      ${
        this.lacksPurpose
          ? html`<p class="fault" id="purpose-fault" role="alert">${texts.purposeMissing}</p>`
          : nothing
      }
      <ul>
        ${offered.map((document) => this.#row(document))} ${this.#records()}
      </ul>
    </section>`;
  }

  readonly #type = (event: InputEvent): void => {
    this.purpose = (event.target as HTMLInputElement).value;
    this.lacksPurpose = false;
  };

  readonly #ask = (): void => {
    this.lacksPurpose = true;
    this.field.focus();
  };

  #row(document: DocumentName) {
    const texts = supervisorWords();
    const { from, to } = this.period;
    const hints = [
      texts.documentHint[document],
      ...(isRegister(document) ? [texts.yearAtMost] : []),
      ...(isPersonal(document) ? [texts.personal] : []),
    ].filter((hint) => hint !== undefined);
    return html`<li>
      <span>
        <strong>${texts.document[document]}</strong>
        <span class="hint">${hints.join(' ')}</span>
      </span>
      <report-files
        .office=${this.office}
        .name=${texts.document[document]}
        .wanted=${{ document, from, to }}
        .purpose=${this.purpose}
        @purpose-needed=${this.#ask}
      ></report-files>
    </li>`;
  }

  /** The records of the incidents of the period, read when somebody asks. */
  #records() {
    const texts = supervisorWords();
    const { incidents } = this;
    return html`<li>
        <span>
          <strong>${texts.records}</strong>
          <span class="hint">${texts.recordsHint} ${texts.personal}</span>
        </span>
        <button type="button" @click=${() => void this.#readIncidents()}>${texts.showRecords}</button>
      </li>
      ${this.failure === '' ? nothing : html`<li>${alertOf(this.failure)}</li>`}
      ${incidents?.length === 0 ? html`<li><span class="hint">${texts.noRecords}</span></li>` : nothing}
      ${incidents?.map(({ id, label, day, at, kind, locker }) => {
        const name = `${label}, ${incidentWords()[kind]}`;
        return html`<li>
          <span>
            ${name}
            <span class="hint"
              >${shortDayOf(day)} ${timeOf(at)}${locker === null ? '' : ` · ${texts.locker} ${locker}`}</span
            >
          </span>
          <report-files
            .office=${this.office}
            .name=${`${texts.records}: ${name}`}
            .wanted=${{ incident: id }}
            .purpose=${this.purpose}
            @purpose-needed=${this.#ask}
          ></report-files>
        </li>`;
      })}`;
  }

  async #readIncidents(): Promise<void> {
    const asked = this.#asked;
    const { from, to } = this.period;
    const reply = await read('/offices/{office}/incidents', { office: this.office }, { query: { from, to } });
    if (asked !== this.#asked) return; // another period was chosen meanwhile
    this.#incidentsOf = asked;
    this.incidents = reply.kind === 'ok' ? reply.value.incidents : null;
    this.failure = reply.kind === 'ok' ? '' : failureOf(reply);
    if (reply.kind === 'refused' && [401, 403].includes(reply.problem.status)) fire(this, 'session-lost');
  }
}
