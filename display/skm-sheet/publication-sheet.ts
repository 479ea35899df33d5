import { html, nothing, type TemplateResult } from 'lit';
import { isInvented } from '../../domain/demo/calendar.ts';
import { skmElementWords } from '../../domain/supervision/report-words.ts';
import { gradeRanges, grades } from '../../domain/ratings/skm.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { SkmReport } from '../../wire/ratings.ts';
import { guestBookWords } from '../ui/forms/guest-book-words.ts';
import { demoNotice } from '../ui/office/demo-notice.ts';
import { dateOf, dayOf, fixedOf, numberOf, timeOf } from '../ui/words/format.ts';
import { language } from '../ui/words/language.ts';
import { sheetWords } from './words.ts';

/** The sheet: the index and its grade, who answered, the nine elements, and what is to be improved first. */
export function publicationSheet(report: SkmReport, office: OfficeView): TemplateResult {
  const texts = sheetWords();
  return html`<article class="paper">
    ${isInvented(office.demo, report) ? demoNotice(office) : nothing}
    <header class="letter">
      <p>${office.unit}</p>
      <h2>${texts.head}</h2>
      <p>${periodOf(report)}</p>
    </header>
    <div class="top">${value(report)} ${respondents(report, office)}</div>
    <div class="lower">${elements(report)} ${aside(report)}</div>
    <footer>
      <p class="thanks">${texts.thanks}</p>
      <p>${office.address} · ${texts.basis(`${dateOf(report.at)}, ${timeOf(report.at)}`)}</p>
    </footer>
  </article>`;
}

function periodOf({ from, to }: SkmReport): string {
  return from === to ? dayOf(from) : `${dayOf(from)} – ${dayOf(to)}`;
}

function value({ index, grade, n, minimum }: SkmReport) {
  const texts = sheetWords();
  if (index === null || grade === null) {
    return html`<section class="value">
      <h3>${texts.value}</h3>
      <p class="few">${texts.tooFew(n)}</p>
      <p>${texts.tooFewHint(minimum)}</p>
    </section>`;
  }
  return html`<section class="value">
    <h3>${texts.value}</h3>
    <p class="index">${fixedOf(index, 2)}</p>
    <p class="grade">${texts.grade(grade)}<br /><strong>${texts.performance[grade]}</strong></p>
  </section>`;
}

function respondents(report: SkmReport, office: OfficeView) {
  const texts = sheetWords();
  const codes = guestBookWords();
  const { by } = report;
  return html`<section class="who">
    <dl>
      <dt>${texts.service}</dt>
      <dd>${office.standard.service}</dd>
      <dt>${texts.respondents}</dt>
      <dd><strong>${texts.people(numberOf(report.respondents, 0))}</strong></dd>
      ${group(texts.gender, by.gender, codes.gender)} ${group(texts.ageBand, by.ageBand, codes.ageBand)}
      ${group(texts.education, by.education, codes.education)}
      ${group(texts.occupation, by.occupation, codes.occupation)}
    </dl>
  </section>`;
}

/** How many respondents gave each answer of the guest book; answers nobody gave are left out. */
function group<Code extends string | number>(
  name: string,
  counts: readonly { readonly code: Code | null; readonly n: number }[],
  words: Readonly<Record<Code, string>>,
) {
  const given = counts.filter(({ n }) => n > 0);
  return html`<dt>${name}</dt>
    <dd>
      ${given.length === 0 ? '–' : nothing}
      ${given.map(
        ({ code, n }) =>
          html`<span class="count"
            >${code === null ? guestBookWords().noAnswer : words[code]}&nbsp;<strong
              >${numberOf(n, 0)}</strong
            ></span
          >`,
      )}
    </dd>`;
}

function elements(report: SkmReport) {
  const texts = sheetWords();
  const names = skmElementWords[language()];
  const figure = (number: number | null): string => (number === null ? '–' : fixedOf(number, 4));
  return html`<section class="elements">
    <h3>${texts.elements}</h3>
    <table>
      <thead>
        <tr>
          <th>${texts.element}</th>
          <th class="figure">${texts.n}</th>
          <th class="figure">${texts.nrr}</th>
          <th class="figure">${texts.weighted}</th>
        </tr>
      </thead>
      <tbody>
        ${report.elements.map(
          ({ element, n, nrr, weighted }) =>
            html`<tr>
              <td>${names[element]}</td>
              <td class="figure">${numberOf(n, 0)}</td>
              <td class="figure">${figure(nrr)}</td>
              <td class="figure">${figure(weighted)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="hint">${texts.sum}</p>
  </section>`;
}

function aside({ priorities }: SkmReport) {
  const texts = sheetWords();
  const names = skmElementWords[language()];
  return html`<div class="aside">
    ${
      priorities.length === 0
        ? nothing
        : html`<section class="first">
            <h3>${texts.priorities}</h3>
            <ol>
              ${priorities.map((element) => html`<li>${names[element]}</li>`)}
            </ol>
            <p class="hint">${texts.prioritiesHint}</p>
          </section>`
    }
    <section>
      <h3>${texts.scale}</h3>
      <table>
        <tbody>
          ${grades.map(
            (grade) =>
              html`<tr>
                <td><strong>${grade}</strong></td>
                <td>${texts.performance[grade]}</td>
                <td class="figure">${gradeRanges[grade].map((edge) => fixedOf(edge, 2)).join('–')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
  </div>`;
}
