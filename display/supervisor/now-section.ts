import { html, nothing } from 'lit';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import type { BoardHealth } from '../../wire/visits.ts';
import type { Feed } from '../ui/line/feed.ts';
import { table } from '../ui/table.ts';
import { storyLink } from '../ui/visits/story-link.ts';
import '../ui/visits/sla-badge.ts';
import { numberOf, preciseTimeOf, spanOf } from '../ui/words/format.ts';
import { lostWords } from '../ui/words/lost-words.ts';
import { words } from '../ui/words/words.ts';
import { onTimeText } from './promise-section.ts';
import './reports/report-table.ts';
import { supervisorWords } from './words.ts';

/** Who waits and what is held, whatever period is chosen. */
export function nowSection(supervision: Supervision, feed: Feed<'desk'>) {
  const texts = supervisorWords();
  const { at, now } = supervision;
  const boards = feed.value?.boards ?? null;
  return html`<section>
    <h2>${texts.now} <small>${texts.asOf(preciseTimeOf(at))}</small></h2>
    ${now.open ? nothing : html`<p class="notice">${texts.closed}</p>`}
    ${tiles(now, { boards, clock: feed.now })}
    ${boards
      ?.filter(({ connected }) => !connected)
      .map(({ board }) => html`<p class="notice">${texts.boardMissing(board)}</p>`)}
    ${lostList(now)}
    <h3>${texts.unserved}</h3>
    ${now.unserved.length === 0 ? html`<p class="hint">${texts.nobodyUnserved}</p>` : unservedList(now, feed)}
    ${
      now.held.length === 0
        ? nothing
        : html`<h3>${texts.document.held}</h3>
            <report-table report="held" .supervision=${supervision}></report-table>`
    }
  </section>`;
}

/** The cards that are still held although the office has closed. */
export const heldAfterClose = ({ held }: Supervision['now']): number =>
  held.filter(({ afterClose }) => afterClose).length;

function tiles(
  now: Supervision['now'],
  { boards, clock }: { readonly boards: readonly BoardHealth[] | null; readonly clock: Date },
) {
  const texts = supervisorWords();
  const longest =
    now.waitingSince === null ? texts.nobody : spanOf(clock.getTime() - Date.parse(now.waitingSince));
  return html`<dl class="tiles">
    ${tile(texts.promiseToday, onTimeText(now), now.breached > 0 ? 'bad wide' : 'wide')}
    ${tile(texts.waiting, now.waiting)} ${tile(texts.longestWait, longest)}
    ${tile(words().step.library, now.inLibrary)}
    ${tile(texts.idsHeld, now.held.length, heldAfterClose(now) > 0 ? 'bad' : '')} ${boardsTile(boards)}
  </dl>`;
}

const tile = (word: string, value: string | number, tone = '') =>
  html`<div class="tile ${tone}">
    <dt>${word}</dt>
    <dd>${typeof value === 'number' ? numberOf(value, 0) : value}</dd>
  </div>`;

/** How many boards are connected; a dash until that is known. */
function boardsTile(boards: readonly BoardHealth[] | null) {
  const texts = supervisorWords();
  if (boards === null) return tile(texts.boards, '–');
  const up = boards.filter(({ connected }) => connected).length;
  const value = boards.length === 0 ? texts.noBoards : texts.boardsUp(up, boards.length);
  return tile(texts.boards, value, up < boards.length || up === 0 ? 'warn' : '');
}

function unservedList({ unserved }: Supervision['now'], feed: Feed<'desk'>) {
  return html`<ul class="unserved">
    ${unserved.map(({ visitId, label }) => {
      const visit = feed.value?.visits.find((other) => other.visitId === visitId);
      return html`<li>
        ${storyLink({ visitId, label })}
        ${visit ? html`<sla-badge .visit=${visit} .now=${feed.now}></sla-badge>` : nothing}
      </li>`;
    })}
  </ul>`;
}

/** Visits of today of which something was lost with a database. */
function lostList({ lost }: Supervision['now']) {
  if (lost.length === 0) return nothing;
  return html`<h3>${supervisorWords().lost(lost.length)}</h3>
    ${table(
      [],
      lost.map((visit) => [
        storyLink(visit),
        visit.details.map((detail) => html`<div>${lostWords()[detail]}</div>`),
      ]),
    )}`;
}
