import { isDeepStrictEqual } from 'node:util';
import { nextDeadline, noNotices } from '../../domain/visits/deadlines.ts';
import { agree, resumedFrom, standingOf } from '../../domain/visits/record.ts';
import { isHeld } from '../../domain/visits/moves.ts';
import { dueAtOf, isUnanswered, verdictOf } from '../../domain/visits/sla.ts';
import { isFinal } from '../../domain/visits/steps.ts';
import { noShowLatestAtOf } from '../../domain/visits/typing.ts';
import type { Visit } from '../../domain/visits/visit.ts';
import { mustHold } from './broken.ts';
import { recordOf, resumedOf } from './comparison.ts';
import { lockerOf, type VisitRow } from './database.ts';
import { owesWithdrawal } from './escalations.ts';
import type { Run } from './workflow/run.ts';
import type { Instant } from '../../domain/time.ts';
import type { World } from './world.ts';

/** A workflow that could not do what was due tries again this soon. */
const soonMs = 1_000;

/** What holds at every moment, whatever was lost: the rows agree with themselves. */
export function checkRows({ database }: World): void {
  const { rows } = database;
  const numbers = rows.map(({ ticket }) => ticket.number).toSorted((one, other) => one - other);
  mustHold(
    numbers.every((number, index) => number === index + 1) && database.tables.lastNumber === rows.length,
    'numbers are gapless and unique',
    numbers,
  );
  const ringing = rows.flatMap(({ visit }) => (visit.step === 'called' ? visit.counter : []));
  mustHold(new Set(ringing).size === ringing.length, 'a counter rings for one number', ringing);
  const lockers = rows.flatMap(({ visit }) => lockerOf(visit) ?? []);
  mustHold(new Set(lockers).size === lockers.length, 'a locker has one bag', lockers);
  const commands = rows.flatMap(({ events }) => events.map(({ move }) => move.id));
  mustHold(new Set(commands).size === commands.length, 'a command is recorded once', commands);
  for (const row of rows) checkRow(row);
}

function checkRow(row: VisitRow): void {
  const { visit, verdict, notices, events, escalation, input } = row;
  mustHold(visit.revision === events.length + 1, 'each revision has one event', visit, events);
  const breach = notices.get('breach');
  mustHold(
    (breach?.withdrawn === false) === (verdict === 'breached'),
    'a breach is noted while the verdict says so',
    verdict,
    breach,
  );
  mustHold(!breach || breach.at === dueAtOf(visit), 'a breach is noted with the time it was due', breach);
  mustHold(
    (visit.registeredAt === null) === (verdict === null),
    'a guest book begins a verdict',
    visit,
    verdict,
  );
  mustHold(!isHeld(visit) || !isFinal(visit.step), 'no visit ends while its card is held', visit);
  mustHold(
    !escalation || escalation.withdrawnAt !== null || verdict === 'breached',
    'an escalation stands while the promise is broken',
    escalation,
    verdict,
  );
  const { visitId: id, office, at } = input;
  const replayed = resumedFrom({ id, office, at }, resumedOf(row, 0));
  mustHold(
    isDeepStrictEqual(replayed, visitOf(row)),
    'the events make the visit again',
    replayed,
    visitOf(row),
  );
}

/** What holds once everything that can be done has been done, for visits of which nothing was lost. */
export async function checkAtRest(world: World): Promise<void> {
  for (const row of world.database.rows) {
    if (world.database.doubted.has(row.input.visitId)) continue;
    const run = world.runs.get(row.input.visitId);
    mustHold(run !== undefined, 'a visit has a run');
    await checkRun(world, row, run);
    // what could not be done when it was due, or came up while something else was done, is done in a moment
    if (run.end !== null || (run.nextAt ?? Infinity) > world.now + soonMs) checkTimes(world, row, run);
  }
}

/** The timers have done what was due. */
function checkTimes({ engineNow, database }: World, row: VisitRow, { end, forgotBreach }: Run): void {
  const isRunning = end === null;
  const latest = Math.max(engineNow, database.now);
  const { verdict, notices, closesAt, typingAt, escalation } = row;
  const visit = visitOf(row);
  const isOpen = !isFinal(visit.step);
  const turnMs = row.input.closingTurnMs ?? 0;
  const isClosed = engineNow > closesAt + turnMs;
  // a due time that is the closing time to the millisecond is judged with the next move
  const isDecided = dueAtOf(visit) !== closesAt;
  mustHold(
    !isDecided || verdictOf(visit, engineNow) !== 'breached' || verdict === 'breached',
    'a broken promise is noted when it is due',
    visit,
    verdict,
  );
  mustHold(!isOpen || !isClosed || isHeld(visit), 'a visit is closed with its office', visit);
  mustHold(
    !isOpen || !isClosed || notices.get('custody-after-close') !== undefined,
    'a card that is held after closing is told',
    visit,
  );
  if (visit.step === 'called' && visit.call && typingAt === null) {
    const until = noShowLatestAtOf({ call: visit.call, terms: { ...visit.terms, typingHoldSeconds: 0 } });
    const lapsesAt = until === closesAt ? until + turnMs : until;
    mustHold(engineNow <= lapsesAt, 'a number that nobody answers lapses', visit);
  }
  mustHold(
    isOpen || engineNow <= endsAt(row) + (endsAt(row) === closesAt ? turnMs : 0) || !isRunning,
    'a visit that nothing can change ends',
    visit,
  );
  // hours that grow after a closing time has passed leave unsaid what was not said because of it
  const hadAll = !database.isOlder;
  const hadHours = row.input.terms.closesAt === closesAt;
  const isWaitedFor =
    hadAll && hadHours && escalation?.acknowledged === false && isUnanswered(visit) && latest < closesAt;
  // one that was set back to before the breach knows of no telling: its row begins another when it has ended
  mustHold(
    forgotBreach || !isWaitedFor || escalation.sent.has(escalation.times),
    'people outside are told of a breach',
    escalation,
  );
  mustHold(
    forgotBreach || !owesWithdrawal(row, database.now),
    'a breach that was withdrawn is taken back',
    escalation,
  );
}

/** An open visit has a run, which knows what the row knows. */
async function checkRun(world: World, row: VisitRow, run: Run): Promise<void> {
  const { visit } = row;
  const isOpen = !isFinal(visit.step);
  mustHold(!isOpen || run.end === null, 'an open visit has a running workflow', run.end);
  const standing = resumedOf(row, world.database.now);
  const known = await run.known();
  mustHold(
    isDeepStrictEqual(known.record?.moves.map(stepOf), recordOf(row).moves.map(stepOf)),
    'the workflow knows the moves of the row',
    known.record,
    recordOf(row),
  );
  const theirs = standingOf({ ...known, terms: known.input.terms });
  mustHold(agree(theirs, standingOf(standing)), 'workflow and row agree', theirs, standing);
  mustHold(run.end === null || world.engineNow >= endsAt(row), 'a visit that can still change runs', visit);
}

/** When nothing can change a visit any more. */
function endsAt(row: VisitRow): Instant {
  const due = nextDeadline(visitOf(row), noNotices);
  return due?.kind === 'end' ? due.at : Infinity;
}

/** The visit under the closing time that its office has by now. */
const visitOf = ({ visit, closesAt }: VisitRow): Visit => ({ ...visit, terms: { ...visit.terms, closesAt } });

const stepOf = ({ move, step }: { move: { id: string; at: number }; step: string }) => [
  move.id,
  move.at,
  step,
];

/** What holds when the day is over. */
export function checkOver({ database, running }: World): void {
  for (const { visit, verdict } of database.rows) {
    mustHold(isFinal(visit.step), 'every visit ends', visit);
    mustHold(verdict !== 'running', 'every verdict is settled', visit);
  }
  // one that the engine set back to before its visit's last move, with no timer left, is found by nobody
  const left = running.filter(({ input }) => !database.doubted.has(input.visitId));
  mustHold(
    left.length === 0,
    'every workflow ends',
    left.map(({ workflowId }) => workflowId),
  );
}
