import { correctedVerdictOf } from '../../../domain/supervision/correction.ts';
import { dueAtOf, type SlaFacts } from '../../../domain/visits/sla.ts';
import { isFinal } from '../../../domain/visits/steps.ts';
import type { EventFact, Facts, VisitFact } from './facts.ts';
import type { Asked, Heard, Restored } from './history.ts';
import type { Told } from './told.ts';

/** The rules that must hold, whatever failed. */
export const rules = {
  answers: 'every answer comes in time, and none is a fault of the product',
  heals: 'a fault shows, and all is well again when it is over',
  I1: 'nothing that was answered with success is lost',
  I2: 'numbers are gapless and given once',
  I3: 'a call has one visit, and a counter at most one that rings',
  I4: 'a breach has one row where the times say so, and none elsewhere',
  I5: 'a held card has an open visit, a locker one card; past closing it is told',
  I6: 'a visit has a running workflow exactly while it has something to do',
  I7: 'boards are current, and never show a number that was not called',
  I8: 'the metrics say what SQL counts',
  I9: 'a visit has one event for each revision, and a command one event',
  I10: 'personal data is nowhere but in its tables',
  views: 'no view of the database finds a broken rule',
} as const;
export type RuleName = keyof typeof rules;

/** A rule that did not hold, and for whom. */
export interface Broken {
  readonly rule: RuleName;
  readonly what: string;
  /** The visits it is about, where it is about visits. */
  readonly visits: readonly string[];
}

/** Everything a request may be answered with; a client that is cut off gets no answer. */
const isFault = (status: number): boolean => status >= 500 && status !== 503;
/** The product answers after four and a half seconds at the latest; a busy machine that plays everybody gets twice that. */
const answersWithinMs = 10_000;
/** A timer of the engine may be this late. */
const timerWithinMs = 30_000;
const alarmWithinMs = 60_000;

/** Compares what clients heard with what the stores, the screens and the metrics say. Everybody rests meanwhile. */
export function brokenRules(heard: Heard, facts: Facts): Broken[] {
  const told = heard.asked.flatMap(({ told, key, at, tookMs }) =>
    told && key !== null ? [{ ...told, key, answeredAt: at + tookMs }] : [],
  );
  return [
    ...brokenAnswers(heard.asked),
    ...brokenPromises(told, { facts, restored: heard.restored }),
    ...brokenNumbers(told, facts),
    ...brokenCalls(told, facts),
    ...facts.visits.flatMap((visit) => brokenVerdict(visit, facts)),
    ...brokenCards(facts),
    ...brokenWorkflows(facts),
    ...brokenBoards(heard, facts),
    ...brokenFigures(facts),
    ...brokenEvents(facts),
    ...facts.leaks.map((place) => broken('I10', `personal data was found in ${place}`)),
    ...facts.views.flatMap(({ invariant, keys }) =>
      keys.map((key) => broken('views', `${invariant}: ${JSON.stringify(key, withoutLast)}`)),
    ),
  ];
}

/** What is broken is told once, also where the last number goes on rising. */
const withoutLast = (name: string, value: unknown): unknown => (name === 'last' ? undefined : value);

type Promised = Told & { readonly key: string; readonly answeredAt: number };

const broken = (rule: RuleName, what: string, ...visits: string[]): Broken => ({ rule, what, visits });

function brokenAnswers(asked: readonly Asked[]): Broken[] {
  return asked.flatMap(({ what, status, tookMs, visitId }) => {
    const about = visitId === null ? [] : [visitId];
    if (status !== null && isFault(status))
      return broken('answers', `${what} was answered ${status}`, ...about);
    if (tookMs < answersWithinMs) return [];
    return broken('answers', `${what} waited ${Math.round(tookMs)} ms for its answer`, ...about);
  });
}

function brokenPromises(
  told: readonly Promised[],
  { facts: { visits, events, rated }, restored }: { facts: Facts; restored: readonly Restored[] },
): Broken[] {
  const rows = new Map(visits.map((visit) => [visit.id, visit]));
  const recorded = new Set(events.flatMap((event) => namesOf(event)));
  const ratings = new Set(rated);
  /** Ratings stand in the database alone, and go with the hours since its backup. */
  const isLostWithBackup = ({ answeredAt }: Promised): boolean =>
    restored.some(({ from, to }) => answeredAt >= from && answeredAt <= to);
  const lost = told.filter((promise) => {
    const { visitId } = promise;
    if (promise.kind === 'ticket') {
      const row = rows.get(visitId);
      return row?.number !== promise.number || row.day !== promise.day;
    }
    if (promise.kind === 'rating') return !ratings.has(visitId) && !isLostWithBackup(promise);
    if (promise.kind === 'move') return !recorded.has(`${visitId} ${promise.revision} ${promise.move}`);
    if (promise.kind === 'call') return !recorded.has(`${visitId} call ${promise.counter}`);
    return !recorded.has(`${visitId} ${promise.kind === 'cancel' ? 'cancel' : 'submit-guest-book'}`);
  });
  const promised = new Set(told.flatMap(({ kind, visitId }) => (kind === 'ticket' ? [visitId] : [])));
  return [
    ...lost.map(({ kind, visitId }) => broken('I1', `a ${kind} was answered and is not there`, visitId)),
    ...visits
      .filter(({ id }) => !promised.has(id))
      .map(({ id, number }) => broken('I1', `number ${number} was given to nobody`, id)),
  ];
}

/** What an event may be asked for as. */
const namesOf = ({ visitId, revision, move, counter }: EventFact): string[] => [
  `${visitId} ${revision} ${move}`,
  `${visitId} ${move}`,
  `${visitId} ${move} ${counter}`,
];

function brokenNumbers(told: readonly Promised[], { visits, counters }: Facts): Broken[] {
  const tickets = told.filter((promise) => promise.kind === 'ticket');
  const twice = [
    ...clashes(
      tickets,
      ({ office, day, label }) => `${office} ${day} ${label}`,
      ({ visitId }) => visitId,
    ),
    ...clashes(
      tickets,
      ({ visitId }) => visitId,
      ({ day, number }) => `${day} ${number}`,
    ),
    ...clashes(
      tickets,
      ({ key }) => key,
      ({ visitId }) => visitId,
    ),
  ].map((group) => broken('I2', 'a number was given twice', ...new Set(group.map(({ visitId }) => visitId))));
  const gaps = counters.flatMap(({ office, service, day, last }) => {
    const given = visits.filter(
      (visit) => visit.office === office && visit.service === service && visit.day === day,
    );
    const numbers = new Set(given.map(({ number }) => number));
    const missing = Array.from({ length: last }, (_none, index) => index + 1).filter(
      (number) => !numbers.has(number),
    );
    const where = `${office} ${day} ${service}`;
    return [
      ...missing.map((number) => broken('I2', `${where}: nobody has number ${number}`)),
      ...given
        .filter(({ number }) => number > last)
        .map(({ id, number }) => broken('I2', `${where}: number ${number} is beyond the last`, id)),
      ...clashes(
        given,
        ({ number }) => String(number),
        ({ id }) => id,
      ).map((group) => broken('I2', `${where}: a number has two rows`, ...group.map(({ id }) => id))),
    ];
  });
  return [...twice, ...gaps];
}

/** Groups of one name whose members are not all of one value. */
function clashes<T>(list: readonly T[], nameOf: (one: T) => string, valueOf: (one: T) => string): T[][] {
  const groups = Map.groupBy(list, nameOf);
  return [...groups.values()].filter((group) => new Set(group.map(valueOf)).size > 1);
}

function brokenCalls(told: readonly Promised[], { visits, events }: Facts): Broken[] {
  const calls = told.filter((promise) => promise.kind === 'call');
  const twoVisits = clashes(
    calls,
    ({ key }) => key,
    ({ visitId }) => visitId,
  );
  const ringing = visits.filter(({ step }) => step === 'called');
  const counterOf = ({ office, counter }: VisitFact): string => `${office} ${counter}`;
  const crowded = [...Map.groupBy(ringing, counterOf).values()].filter(({ length }) => length > 1);
  const presses = Map.groupBy(calls, ({ visitId }) => visitId);
  const shared = [...presses].filter(([visitId, group]) => {
    const rung = events.filter((event) => event.visitId === visitId && event.move === 'call');
    return new Set(group.map(({ key }) => key)).size > rung.length;
  });
  return [
    ...twoVisits.map((group) =>
      broken('I3', 'one press called two visits', ...group.map(({ visitId }) => visitId)),
    ),
    ...crowded.map((group) => broken('I3', 'a counter rings twice', ...group.map(({ id }) => id))),
    ...shared.map(([visitId]) => broken('I3', 'two presses were told the same call', visitId)),
  ];
}

function brokenVerdict(visit: VisitFact, { now, notices }: Facts): Broken[] {
  const { id, times, terms, verdict } = visit;
  const rows = notices.filter(({ visitId, kind }) => visitId === id && kind === 'breach');
  const sla: SlaFacts = {
    registeredAt: times.registered,
    servedAt: times.served,
    enteredAt: times.entered,
    endedAt: times.ended,
    terms,
  };
  const dueAt = dueAtOf(sla);
  const isDecided = isFinal(visit.step) || verdict === 'met';
  const asOf = isFinal(visit.step) ? (times.ended ?? now) : now - timerWithinMs;
  const expected = correctedVerdictOf(times, { terms, at: asOf });
  const isBreach = verdict === 'breached';
  return [
    ...(rows.length > 1 || isBreach !== (rows.length === 1)
      ? [broken('I4', `the verdict is ${verdict}, and there are ${rows.length} rows of a breach`, id)]
      : []),
    ...(expected === 'breached' && !isBreach
      ? [broken('I4', `the promise was broken, and the verdict is ${verdict}`, id)]
      : []),
    ...(isDecided && isBreach && expected !== 'breached'
      ? [broken('I4', `the promise was not broken (${expected}), and the verdict is ${verdict}`, id)]
      : []),
    ...rows
      .filter(({ at }) => at !== dueAt)
      .map(() => broken('I4', 'a breach has another time than when service was due', id)),
  ];
}

function brokenCards({ now, visits, cards, notices }: Facts): Broken[] {
  const held = new Set(cards.map(({ visitId }) => visitId));
  const told = new Set(
    notices.flatMap(({ kind, visitId }) => (kind === 'custody-after-close' ? [visitId] : [])),
  );
  const officeOf = new Map(visits.map(({ id, office }) => [id, office]));
  const crowded = clashes(
    cards,
    ({ visitId, locker }) => `${officeOf.get(visitId)} ${locker}`,
    ({ visitId }) => visitId,
  );
  return [
    ...crowded.map((group) => broken('I5', 'a locker has two bags', ...group.map(({ visitId }) => visitId))),
    ...visits.flatMap(({ id, step, custody, terms }) => {
      if ((custody === 'held') !== held.has(id)) return broken('I5', `custody is ${custody}`, id);
      if (!held.has(id)) return [];
      if (isFinal(step)) return broken('I5', 'a visit has ended and its card is held', id);
      const isDue = now > terms.closesAt + alarmWithinMs;
      return isDue && !told.has(id)
        ? broken('I5', 'a card is held after closing, and nobody was told', id)
        : [];
    }),
  ];
}

function brokenWorkflows({ now, visits, running, misled }: Facts): Broken[] {
  const alive = new Set(running);
  const offBy = new Map(misled.map(({ visitId, byMs }) => [visitId, byMs]));
  return visits.flatMap(({ id, step, changesUntil }) => {
    const isOpen = !isFinal(step);
    if (isOpen && !alive.has(id)) return broken('I6', 'an open visit has no running workflow', id);
    const isOver = !isOpen && (changesUntil ?? 0) < now - timerWithinMs - (offBy.get(id) ?? 0);
    return isOver && alive.has(id)
      ? broken('I6', 'nothing can change a visit, and its workflow runs', id)
      : [];
  });
}

function brokenBoards({ shown }: Heard, { boards, events }: Facts): Broken[] {
  const called = new Map(
    events.filter(({ move }) => move === 'call').map((event) => [event.commandId, event]),
  );
  const invented = shown.flatMap(({ board, revision, calling }) =>
    calling
      .filter(({ callId }) => !called.has(callId))
      .map(({ label }) =>
        broken('I7', `${board} showed ${label} at revision ${revision}, which was not called`),
      ),
  );
  return [
    ...invented,
    ...boards
      .filter(({ shown, expected }) => shown !== expected)
      .map(({ board, shown, expected }) => broken('I7', `${board} shows ${shown} instead of ${expected}`)),
  ];
}

function brokenFigures({ figures }: Facts): Broken[] {
  return figures
    .filter(({ told, counted }) => told !== counted)
    .map(({ figure, told, counted }) => broken('I8', `${figure} is ${told}, and SQL counts ${counted}`));
}

function brokenEvents({ visits, events }: Facts): Broken[] {
  const ofVisit = Map.groupBy(events, ({ visitId }) => visitId);
  const uneven = visits.filter(({ id, revision }) => {
    const revisions = (ofVisit.get(id) ?? []).map((event) => event.revision).toSorted((a, b) => a - b);
    return revisions.length !== revision || revisions.some((one, index) => one !== index + 1);
  });
  const commanded = events.filter(({ commandId }) => commandId !== null);
  const twice = [...Map.groupBy(commanded, ({ commandId }) => commandId).values()].filter(
    ({ length }) => length > 1,
  );
  return [
    ...uneven.map(({ id, revision }) => broken('I9', `not one event for each of ${revision} revisions`, id)),
    ...twice.map((group) =>
      broken('I9', 'a command was recorded twice', ...new Set(group.map(({ visitId }) => visitId))),
    ),
  ];
}

/** How many promises the answers made, by their kind. */
export function countTold(asked: readonly Asked[]): Record<Told['kind'], number> {
  const counts = { ticket: 0, call: 0, move: 0, 'guest-book': 0, cancel: 0, rating: 0 };
  for (const { told } of asked) if (told) counts[told.kind] += 1;
  return counts;
}
