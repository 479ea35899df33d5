import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  reportColumns,
  reports,
  wordOf,
  type Column,
  type ReportTable,
} from '../../../wire/supervision/report-tables.ts';
import { scoreWords } from '../../../domain/staff/words.ts';
import type { ReportName } from '../../../domain/supervision/report-names.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';
import type { OverallScore } from '../../../domain/ratings/rating.ts';
import { localTimeOf, numberOf, preciseTimeOf, shareOf, shortDayOf, spanOf } from '../../ui/words/format.ts';
import { language, LocalizedElement } from '../../ui/words/language.ts';
import { storyLink } from '../../ui/visits/story-link.ts';
import '../../ui/scroll-box.ts';
import { sheetStyles } from '../../ui/style/sheet-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import { inLanguage } from '../../ui/words/words.ts';
import './report-files.ts';
import { columnTitle, supervisorWords } from '../words.ts';

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
      td a {
        white-space: nowrap;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4);
        margin-top: var(--space-3);
      }
      scroll-box {
        --scroll-height: 480px;
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
    return html`${
        rows.length === 0
          ? html`<p class="hint">${texts.none}</p>`
          : html`<scroll-box>
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
            </scroll-box>`
      }
      <p>
        ${hint === undefined ? nothing : html`<span class="hint">${hint}</span>`}
        <report-files
          .office=${office}
          .name=${texts.document[report]}
          .wanted=${{ document: report, from, to }}
        ></report-files>
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
      return `${shortDayOf(localTimeOf(String(cell)).slice(0, 10))} ${preciseTimeOf(String(cell))}`;
    case 'word':
      return wordOf(column, cell, language());
    case 'count':
      return column === 'score' ? inLanguage(scoreWords)[cell as OverallScore] : numberOf(Number(cell), 0);
    case 'day':
      return shortDayOf(String(cell));
    case 'text':
      return String(cell);
  }
}
