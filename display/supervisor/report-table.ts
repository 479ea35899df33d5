import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { reportColumns, reports, type Column, type ReportTable } from '../../wire/report-tables.ts';
import { scoreWords } from '../../domain/staff/words.ts';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import type { Supervision } from '../../wire/supervision.ts';
import type { OverallScore } from '../../domain/visitors/rating.ts';
import { localTimeOf, numberOf, preciseTimeOf, shareOf, spanOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { storyLink } from '../ui/visits/story-link.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { inLanguage, words } from '../ui/words/words.ts';
import { columnTitle, supervisorWords } from './words.ts';

type Cell = string | number | null;

/** One report as a table, with its moment and its file. */
@customElement('report-table')
export class ReportTableElement extends LocalizedElement {
  static override styles = [
    shared,
    sheetStyles,
    css`
      :host {
        display: block;
      }
      td.figure,
      th.figure {
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4);
        margin-top: var(--space-3);
      }
      .scroll {
        max-height: 480px;
        overflow-y: auto;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--paper);
      }
    `,
  ];

  @property() report: ReportName = 'days';
  @property({ attribute: false }) supervision!: Supervision;

  override render() {
    const { report, supervision } = this;
    const texts = supervisorWords();
    const hint = texts.reportHint[report];
    const { columns, rows }: ReportTable = reports[report](supervision);
    const { office, from, to } = supervision;
    const file = `/api/v1/offices/${office}/supervision/${report}?from=${from}&to=${to}`;
    return html`${
        rows.length === 0
          ? html`<p class="hint">${texts.none}</p>`
          : html`<div class="scroll" tabindex="0">
              <table>
                <thead>
                  <tr>
                    ${columns.map((column) => html`<th class=${alignOf(column)}>${columnTitle(column)}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${rows.map(
                    ({ cells, visitId }) =>
                      html`<tr>
                        ${cells.map((cell, index) => this.#cell(columns[index], cell, visitId))}
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      <p>
        ${hint === undefined ? nothing : html`<span class="hint">${hint}</span>`}
        <a href=${file} download>${texts.download}</a>
      </p>`;
  }

  #cell(column: Column | undefined, cell: Cell, visitId: string | undefined) {
    if (column === undefined) return nothing;
    const text = textOf(column, cell);
    const isLink = column === 'number' && visitId !== undefined;
    return html`<td class=${alignOf(column)}>${isLink ? storyLink({ visitId, label: text }) : text}</td>`;
  }
}

function alignOf(column: Column): 'figure' | '' {
  const isFigure = ['count', 'seconds', 'share', 'score'].includes(reportColumns[column].kind);
  return isFigure && column !== 'score' ? 'figure' : ''; // scores are told in words
}

function textOf(column: Column, cell: Cell): string {
  if (cell === null) return '–';
  switch (reportColumns[column].kind) {
    case 'seconds':
      return spanOf(Number(cell) * 1000);
    case 'share':
      return shareOf(Number(cell));
    case 'score':
      return numberOf(Number(cell), 4);
    case 'time':
      return preciseTimeOf(String(cell));
    case 'moment': // of whatever day
      return `${localTimeOf(String(cell)).slice(0, 10)} ${preciseTimeOf(String(cell))}`;
    case 'word':
      return wordsOf[column as WordColumn]()[cell] ?? '';
    case 'count':
      return column === 'score' ? inLanguage(scoreWords)[cell as OverallScore] : String(cell);
    case 'text':
    case 'day':
      return String(cell);
  }
}

type WordColumn = { [C in Column]: (typeof reportColumns)[C]['kind'] extends 'word' ? C : never }[Column];

/** Codes in words, for each column that has some. */
const wordsOf: Readonly<Record<WordColumn, () => Readonly<Record<string, string>>>> = {
  wait: () => supervisorWords().wait,
  step: () => words().step,
  outcome: () => ({ ...words().step, ...supervisorWords().outcome }),
  element: () => supervisorWords().element,
  card: () => words().idType,
  state: () => supervisorWords().escalationState,
};
