import { html, nothing } from 'lit';
import { allowedLate } from '../../domain/supervision/late-budget.ts';
import { onTimeOf } from '../../wire/supervision/report-tables.ts';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import { table } from '../ui/table.ts';
import { storyLink } from '../ui/visits/story-link.ts';
import { numberOf, preciseTimeOf, shareOf, shortDayOf, spanOf } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import './reports/report-table.ts';
import { columnTitle, supervisorWords } from './words.ts';

/** SLA results of the period, acknowledgements of breaches, and corrections. */
export function promiseSection(supervision: Supervision) {
  const texts = supervisorWords();
  const { sla, escalations, corrected, at } = supervision;
  return html`<section>
    <h2>${texts.promise} <small>${texts.asOf(preciseTimeOf(at))}</small></h2>
    <p class="headline">${onTimeText(sla)}</p>
    ${sla.n === 0 ? nothing : budget(sla)}
    <p>${texts.running(sla.running)}. ${words().verdict.excluded}: ${excludedText(sla)}.</p>
    <h3>${texts.document.breaches}</h3>
    <report-table report="breaches" .supervision=${supervision}></report-table>
    <h3>${texts.document.escalations}</h3>
    <p>${escalationText(escalations)}</p>
    <report-table report="escalations" .supervision=${supervision}></report-table>
    ${
      corrected.length === 0
        ? html`<p class="hint">${texts.noneCorrected}</p>`
        : html`<h3>${texts.corrected}</h3>
            ${correctedTable(corrected)}`
    }
  </section>`;
}

/** How many were late, and whether that is more than may be. */
function budget({ breached, n }: Supervision['sla']) {
  const texts = supervisorWords();
  const allowed = allowedLate(n);
  const isOver = breached > allowed;
  return html`<p class="notice ${isOver ? 'bad' : 'ok'}">
    ${texts.budget(breached, n, allowed)} <strong>${isOver ? texts.overBudget : texts.inBudget}</strong>
  </p>`;
}

/** How many were served on time, and which share that is, in words. */
export function onTimeText(verdicts: { met: number; breached: number }): string {
  const { met, breached } = verdicts;
  const share = onTimeOf(verdicts);
  const texts = supervisorWords();
  return share === null ? texts.noneJudged : texts.onTime(met, met + breached, shareOf(share));
}

function excludedText({ excluded }: Supervision['sla']): string {
  const { step } = words();
  const counts = Object.entries(excluded).map(
    ([name, n]) => `${step[name as keyof typeof step]} ${numberOf(n, 0)}`,
  );
  return counts.length === 0 ? supervisorWords().noneExcluded : counts.join(', ');
}

function escalationText({ warned, saved, raised }: Supervision['escalations']): string {
  const texts = supervisorWords();
  const waits = raised.flatMap(({ raisedAt, acknowledged }) =>
    acknowledged ? [Date.parse(acknowledged.at) - Date.parse(raisedAt)] : [],
  );
  const median = waits.toSorted((a, b) => a - b)[Math.ceil(waits.length / 2) - 1];
  return [
    texts.warned(warned, saved),
    texts.answeredFor(raised.length, waits.length, median === undefined ? null : spanOf(median)),
  ].join(' ');
}

function correctedTable(corrected: Supervision['corrected']) {
  const texts = supervisorWords();
  const word = (verdict: Supervision['corrected'][number]['verdict']): string =>
    verdict === null ? '–' : words().verdict[verdict];
  return table(
    [columnTitle('number'), columnTitle('day'), texts.verdictBefore, texts.verdictAfter],
    corrected.map(({ visitId, label, day, verdict, corrected: after }) => [
      storyLink({ visitId, label }),
      shortDayOf(day),
      word(verdict),
      word(after),
    ]),
  );
}
