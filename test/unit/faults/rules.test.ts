import { describe, expect, test } from 'vitest';
import type { EventFact, Facts, VisitFact } from '../../faults/mix/facts.ts';
import type { Asked, Heard, Shown } from '../../faults/mix/history.ts';
import { brokenRules } from '../../faults/mix/rules.ts';
import type { Told } from '../../faults/mix/told.ts';
import { terms } from '../domain/visits.ts';

const second = 1_000;
const minute = 60 * second;
const taken = Date.parse('2026-11-30T02:00:00Z');

const times = { taken, called: null, registered: null, served: null, entered: null, ended: null };

const visit = (id: string, number: number, extra: Partial<VisitFact> = {}): VisitFact => ({
  id,
  office: '6501',
  service: 'P',
  day: '2026-11-30',
  number,
  step: 'waiting',
  revision: 1,
  counter: null,
  custody: 'none',
  verdict: null,
  times,
  terms: { ...terms, closesAt: taken + 60 * minute },
  changesUntil: null,
  ...extra,
});

const event = (
  visitId: string,
  revision: number,
  move: EventFact['move'],
  counter: string | null = null,
): EventFact => ({
  visitId,
  revision,
  move,
  counter,
  commandId: `command ${visitId} ${revision}`,
});

let keys = 0;
const answer = (told: Told | null, extra: Partial<Asked> = {}): Asked => ({
  at: 0,
  tookMs: 20,
  who: 'desk 1',
  what: 'POST something',
  visitId: told?.visitId ?? null,
  key: `key ${(keys += 1)}`,
  status: 200,
  told,
  ...extra,
});

const ticket = (visitId: string, number: number): Told => ({
  kind: 'ticket',
  visitId,
  office: '6501',
  day: '2026-11-30',
  number,
  label: `P-00${number}`,
});

/** Two visitors: one waits, one was called to a counter. */
const asked = [
  answer(ticket('a', 1)),
  answer(ticket('b', 2)),
  answer({ kind: 'call', visitId: 'b', counter: 'FO-1' }),
];
const heard: Heard = { asked, shown: [], marks: [], restored: [] };
const facts: Facts = {
  now: taken + minute,
  visits: [visit('a', 1), visit('b', 2, { step: 'called', counter: 'FO-1', revision: 2 })],
  events: [event('a', 1, 'check-in'), event('b', 1, 'check-in'), event('b', 2, 'call', 'FO-1')],
  notices: [],
  cards: [],
  counters: [{ office: '6501', service: 'P', day: '2026-11-30', last: 2 }],
  rated: [],
  running: ['a', 'b'],
  misled: [],
  views: [],
  boards: [],
  figures: [],
  leaks: [],
};

/** The rules that break when something of a sound day is otherwise. */
const foundIn = (other: { heard?: Partial<Heard>; facts?: Partial<Facts> }): string[] =>
  brokenRules({ ...heard, ...other.heard }, { ...facts, ...other.facts }).map(
    ({ rule, what, visits }) => `${rule}: ${[what, ...visits].join(' ')}`,
  );
const withVisits = (...visits: VisitFact[]): Partial<Facts> => ({
  visits,
  events: visits.flatMap(({ id, revision }) =>
    Array.from({ length: revision }, (_none, index) =>
      event(id, index + 1, index === 0 ? 'check-in' : 'recall'),
    ),
  ),
});
const onlyTickets: Partial<Heard> = { asked: asked.slice(0, 2) };

test('a sound day breaks no rule', () => {
  expect(foundIn({})).toEqual([]);
});

describe('an answer', () => {
  test('may be 503, may be missing, and may be no other fault', () => {
    const statuses = [503, null, 500, 502].map((status) => answer(null, { status, what: `asked ${status}` }));
    expect(foundIn({ heard: { asked: [...asked, ...statuses] } })).toEqual([
      'answers: asked 500 was answered 500',
      'answers: asked 502 was answered 502',
    ]);
  });

  test('that came after ten seconds came too late, also when the client gave up', () => {
    const late = [answer(null, { tookMs: 12_000 }), answer(null, { tookMs: 15_000, status: null })];
    expect(foundIn({ heard: { asked: [...asked, ...late] } })).toHaveLength(2);
  });
});

describe('what was answered with success and is not there', () => {
  test('a number', () => {
    const lost = { heard: { asked: [...asked, answer(ticket('c', 3))] } };
    expect(foundIn(lost)).toEqual(['I1: a ticket was answered and is not there c']);
  });

  test.each<[Told['kind'], Told]>([
    ['move', { kind: 'move', visitId: 'a', move: 'cancel', revision: 2 }],
    ['call', { kind: 'call', visitId: 'a', counter: 'FO-2' }],
    ['guest-book', { kind: 'guest-book', visitId: 'a' }],
    ['cancel', { kind: 'cancel', visitId: 'a' }],
    ['rating', { kind: 'rating', visitId: 'a' }],
  ])('a %s', (kind, told) => {
    const found = foundIn({ heard: { asked: [...asked, answer(told)] } });
    expect(found).toContain(`I1: a ${kind} was answered and is not there a`);
  });

  test('is not asked of a rating that a restored backup did not know', () => {
    const rating: Told = { kind: 'rating', visitId: 'a' };
    const rated = [...asked, answer(rating, { at: 1_000, tookMs: 50 })];
    const found = (from: number, to: number): string[] =>
      foundIn({ heard: { asked: rated, restored: [{ from, to }] } });
    expect(found(1_040, 9_000)).toEqual([]);
    expect(found(1_060, 9_000)).toEqual(['I1: a rating was answered and is not there a']);
    expect(found(0, 900)).toEqual(['I1: a rating was answered and is not there a']);
  });

  test('a number that nobody was told is one too many', () => {
    expect(foundIn({ heard: { asked: asked.slice(1) } })).toEqual(['I1: number 1 was given to nobody a']);
  });
});

describe('numbers', () => {
  test('that two visitors were told', () => {
    const twice = [answer(ticket('a', 1)), answer(ticket('b', 2)), answer(ticket('c', 2))];
    const found = foundIn({ heard: { asked: twice } });
    expect(found).toContain('I2: a number was given twice b c');
  });

  test('that visitors of two offices were told are two', () => {
    const elsewhere = { ...ticket('b', 1), office: '6502' } as Told;
    const found = foundIn({ heard: { asked: [answer(ticket('a', 1)), answer(elsewhere)] } });
    expect(found.filter((one) => one.includes('given twice'))).toEqual([]);
  });

  test('of which one key got two', () => {
    const twice = [answer(ticket('a', 1), { key: 'k' }), answer(ticket('b', 2), { key: 'k' })];
    expect(foundIn({ heard: { asked: twice } })).toEqual(['I2: a number was given twice a b']);
  });

  test('of which one has two rows, or is beyond the last', () => {
    const found = (...visits: VisitFact[]): string[] =>
      foundIn({ heard: onlyTickets, facts: withVisits(...visits) }).filter((one) => one.startsWith('I2'));
    expect(found(visit('a', 1), visit('b', 1))).toEqual([
      'I2: 6501 2026-11-30 P: nobody has number 2',
      'I2: 6501 2026-11-30 P: a number has two rows a b',
    ]);
    expect(found(visit('a', 1), visit('b', 2), visit('c', 3))).toEqual([
      'I2: 6501 2026-11-30 P: number 3 is beyond the last c',
    ]);
  });

  test('of which one is missing', () => {
    const counters = [{ office: '6501', service: 'P', day: '2026-11-30', last: 3 }];
    expect(foundIn({ facts: { counters } })).toEqual(['I2: 6501 2026-11-30 P: nobody has number 3']);
  });
});

describe('calls', () => {
  test('of one press that got two visitors, and of two presses that got one call', () => {
    const call = (visitId: string, key: string): Asked =>
      answer({ kind: 'call', visitId, counter: 'FO-1' }, { key });
    const events = [...facts.events, event('a', 2, 'call', 'FO-1')];
    const visits = [visit('a', 1, { revision: 2 }), facts.visits[1] ?? visit('b', 2)];
    const tickets = asked.slice(0, 2);
    const two = { heard: { asked: [...tickets, call('a', 'k'), call('b', 'k')] }, facts: { events, visits } };
    expect(foundIn(two)).toEqual(['I3: one press called two visits a b']);
    const one = { heard: { asked: [...tickets, call('b', 'k'), call('b', 'l')] } };
    expect(foundIn(one)).toEqual(['I3: two presses were told the same call b']);
  });

  test('of two visitors at one counter', () => {
    const visits = ['a', 'b'].map((id, index) =>
      visit(id, index + 1, { step: 'called', counter: 'FO-1', revision: 2 }),
    );
    expect(foundIn({ heard: onlyTickets, facts: withVisits(...visits) })).toEqual([
      'I3: a counter rings twice a b',
    ]);
  });
});

describe('a promise', () => {
  const registered = taken + second;
  const dueAt = registered + terms.slaSeconds * second;
  const waiting = (extra: Partial<VisitFact>): VisitFact =>
    visit('a', 1, { step: 'registered', verdict: 'running', times: { ...times, registered }, ...extra });
  const found = (one: VisitFact, other: Partial<Facts>): string[] =>
    foundIn({ heard: onlyTickets, facts: { ...withVisits(one, visit('b', 2)), ...other } });
  const breach = { visitId: 'a', kind: 'breach', at: dueAt };

  test('that was broken and has no row', () => {
    const now = dueAt + minute;
    expect(found(waiting({ verdict: 'breached' }), { now, notices: [breach] })).toEqual([]);
    expect(found(waiting({ verdict: 'breached' }), { now })).toEqual([
      'I4: the verdict is breached, and there are 0 rows of a breach a',
    ]);
    expect(found(waiting({}), { now })).toEqual(['I4: the promise was broken, and the verdict is running a']);
  });

  test('that was noticed with another time than it was due', () => {
    const notices = [{ ...breach, at: dueAt + second }];
    expect(found(waiting({ verdict: 'breached' }), { now: dueAt + minute, notices })).toEqual([
      'I4: a breach has another time than when service was due a',
    ]);
  });

  test('that was kept and counts as broken', () => {
    const served = waiting({
      step: 'done',
      verdict: 'breached',
      times: { ...times, registered, served: dueAt - second, ended: dueAt },
    });
    expect(found(served, { now: dueAt + minute, notices: [breach], running: ['b'] })).toEqual([
      'I4: the promise was not broken (met), and the verdict is breached a',
    ]);
  });
});

describe('a card', () => {
  const holder = (extra: Partial<VisitFact> = {}): VisitFact =>
    visit('a', 1, { step: 'library', custody: 'held', ...extra });
  const found = (one: VisitFact, other: Partial<Facts>): string[] =>
    foundIn({ heard: onlyTickets, facts: { ...withVisits(one, visit('b', 2)), ...other } });
  const cards = [{ visitId: 'a', locker: '01' }];

  test('without a visit that is open', () => {
    expect(found(holder(), { cards })).toEqual([]);
    expect(found(holder(), {})).toEqual(['I5: custody is held a']);
    expect(found(holder({ step: 'done' }), { cards, running: ['b'] })).toEqual([
      'I5: a visit has ended and its card is held a',
    ]);
  });

  test('of another in the same locker', () => {
    const other = visit('b', 2, { step: 'library', custody: 'held' });
    const both = { ...withVisits(holder(), other), cards: [...cards, { visitId: 'b', locker: '01' }] };
    expect(foundIn({ heard: onlyTickets, facts: both })).toEqual(['I5: a locker has two bags a b']);
  });

  test('that lies there after closing, and nobody was told', () => {
    const now = taken + 62 * minute;
    const closing = { visitId: 'a', kind: 'custody-after-close', at: taken + 60 * minute };
    const later = { terms: { ...terms, closesAt: now + minute } };
    const both = { ...withVisits(holder(), visit('b', 2, later)), cards, now };
    expect(foundIn({ heard: onlyTickets, facts: both })).toEqual([
      'I5: a card is held after closing, and nobody was told a',
    ]);
    expect(foundIn({ heard: onlyTickets, facts: { ...both, notices: [closing] } })).toEqual([]);
  });
});

describe('a workflow', () => {
  test('that is missing, and one that nothing can end', () => {
    const done = visit('b', 2, { step: 'cancelled', changesUntil: taken });
    expect(
      foundIn({ heard: onlyTickets, facts: { ...withVisits(visit('a', 1), done), running: ['b'] } }),
    ).toEqual([
      'I6: an open visit has no running workflow a',
      'I6: nothing can change a visit, and its workflow runs b',
    ]);
  });

  test('may go on by the clock under which it was begun, but has to be there', () => {
    const done = visit('b', 2, { step: 'cancelled', changesUntil: taken });
    const missing = 'I6: an open visit has no running workflow a';
    const lingering = 'I6: nothing can change a visit, and its workflow runs b';
    const off = (byMs: number) => ({
      ...withVisits(visit('a', 1), done),
      running: ['b'],
      misled: [{ visitId: 'b', byMs }],
    });
    expect(foundIn({ heard: onlyTickets, facts: off(minute) })).toEqual([missing]);
    expect(foundIn({ heard: onlyTickets, facts: off(second) })).toEqual([missing, lingering]);
  });

  test('may end a little later than the last change could have been', () => {
    const done = visit('b', 2, { step: 'cancelled', changesUntil: facts.now - 29 * second });
    expect(foundIn({ heard: onlyTickets, facts: withVisits(visit('a', 1), done) })).toEqual([]);
  });

  test('runs on while an end can be taken back', () => {
    const done = visit('b', 2, { step: 'cancelled', changesUntil: facts.now + second });
    expect(foundIn({ heard: onlyTickets, facts: withVisits(visit('a', 1), done) })).toEqual([]);
  });
});

describe('a board', () => {
  const shown = (callId: string): Shown => ({
    at: 0,
    board: 'papan-1',
    epoch: 'e',
    revision: 7,
    calling: [{ callId, label: 'P-002', counter: 'FO-1' }],
  });

  test('that showed a number which was not called', () => {
    expect(foundIn({ heard: { shown: [shown('command b 2')] } })).toEqual([]);
    expect(foundIn({ heard: { shown: [shown('command b 2'), shown('command a 1')] } })).toEqual([
      'I7: papan-1 showed P-002 at revision 7, which was not called',
    ]);
  });

  test('that shows the past', () => {
    const boards = [{ board: 'papan-1', shown: 'old', expected: 'new' }];
    expect(foundIn({ facts: { boards } })).toEqual(['I7: papan-1 shows old instead of new']);
  });
});

describe('what else is compared', () => {
  test('a figure that SQL counts otherwise', () => {
    const figures = [{ figure: 'done', told: 3, counted: 4 }];
    expect(foundIn({ facts: { figures } })).toEqual(['I8: done is 3, and SQL counts 4']);
  });

  test('a revision without its event, and a command with two', () => {
    const events = [
      ...facts.events.slice(0, 2),
      { ...event('b', 2, 'call', 'FO-1'), commandId: 'command a 1' },
    ];
    expect(foundIn({ facts: { events } })).toEqual(['I9: a command was recorded twice a b']);
    expect(foundIn({ heard: onlyTickets, facts: { events: facts.events.slice(0, 2) } })).toEqual([
      'I9: not one event for each of 2 revisions b',
    ]);
  });

  test('personal data elsewhere, and what a view finds', () => {
    const views = [{ invariant: 'custody_open', keys: ['a'] }];
    expect(foundIn({ facts: { views, leaks: ['temporal.db'] } })).toEqual([
      'I10: personal data was found in temporal.db',
      'views: custody_open: "a"',
    ]);
  });
});
