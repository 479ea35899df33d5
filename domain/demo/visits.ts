import type { IdType } from '../custody/custody.ts';
import type { Instant } from '../time.ts';
import { moved, refusalOf } from '../visits/moves.ts';
import { answeredAtOf, dueAtOf, verdictOf, warnAtOf, type Verdict } from '../visits/sla.ts';
import { newVisit, type Actor, type Move, type Visit, type VisitTerms } from '../visits/visit.ts';
import { secondsBetween, weighted, type Random } from './random.ts';

/** Shares of visitors, from 0 to 1. */
export interface Habits {
  /** Give their number back before they are served. */
  readonly cancel: number;
  /** Are not there when they are called. */
  readonly miss: number;
  /** Leave after the guest book, before they are served. */
  readonly leave: number;
  /** Are forgotten after the guest book, until the office closes. */
  readonly forgotten: number;
  /** Of those who are served, wait longer than was promised. */
  readonly late: number;
  /** Of those who go in, leave a card for a locker. */
  readonly locker: number;
}

/** Those of an office that does well, and not always. */
export const goodHabits: Habits = {
  cancel: 0.02,
  miss: 0.035,
  leave: 0.004,
  forgotten: 0.001,
  late: 0.068,
  locker: 0.7,
};

/** Who and what an office works with. */
export interface Desk {
  readonly office: string;
  readonly counters: readonly string[];
  readonly lockers: readonly string[];
  readonly officers: readonly string[];
  /** Makes ids, of visits and of commands. */
  readonly newId: () => string;
}

/** One move of a visit, and the visit after it. */
export interface PlayedMove {
  readonly move: Move;
  readonly visit: Visit;
}

/** A visit from its number to its end, as the service would have recorded it. */
export interface PlayedVisit {
  readonly number: number;
  readonly takenAt: Instant;
  readonly commandId: string;
  readonly moves: readonly PlayedMove[];
  /** At its end. */
  readonly visit: Visit;
  readonly verdict: Verdict | null;
  readonly warnedAt: Instant | null;
  readonly breachedAt: Instant | null;
}

/** When what is shared is free again: counters by their place, lockers by their code. */
interface Occupied {
  readonly counters: Instant[];
  readonly lockers: Map<string, Instant>;
}

/** Before the end of the day nobody gets a locker any more, and whoever reads is asked to come out. */
const noLockerMs = 25 * 60_000;
const comeOutMs = 60_000;

/** The visits of one day in the order of their numbers, called by counters that are busy with one visitor at a time. */
export function playDay(
  random: Random,
  day: {
    readonly desk: Desk;
    readonly habits: Habits;
    readonly terms: VisitTerms;
    readonly arrivals: readonly Instant[];
    /** When people go home. */
    readonly endsAt: Instant;
  },
): PlayedVisit[] {
  const { desk, habits, terms, arrivals, endsAt } = day;
  const occupied: Occupied = { counters: desk.counters.map(() => 0), lockers: new Map() };
  return arrivals.map((takenAt, index) => {
    const play = playing(desk, { takenAt, terms });
    playVisit(random, play, { desk, habits, endsAt, occupied });
    return Object.assign(play.ended(), { number: index + 1, takenAt, commandId: desk.newId() });
  });
}

type WithoutBase<M> = M extends unknown ? Omit<M, 'id' | 'at' | 'by' | 'expectedRevision'> : never;

/** A visit that is being played: each move must be one that the service allows. */
function playing({ office, newId }: Desk, { takenAt, terms }: { takenAt: Instant; terms: VisitTerms }) {
  let visit = newVisit({ id: newId(), office, at: takenAt, terms });
  const moves: PlayedMove[] = [];
  return {
    get visit(): Visit {
      return visit;
    },
    make(what: WithoutBase<Move>, at: Instant, by: Actor): Instant {
      const move = { ...what, id: newId(), at, by, expectedRevision: null } as Move;
      const refusal = refusalOf(visit, move);
      if (refusal !== null) throw new Error(`${move.name} in ${visit.step} is refused: ${refusal}`);
      visit = moved(visit, move);
      moves.push({ move, visit });
      return at;
    },
    ended() {
      const at = visit.endedAt;
      if (at === null) throw new Error('a visit without an end');
      const verdict = verdictOf(visit, at);
      const [warnAt, dueAt] = [warnAtOf(visit), dueAtOf(visit)];
      const waitedUntil = Math.min(answeredAtOf(visit) ?? at, visit.terms.closesAt);
      return {
        moves,
        visit,
        verdict,
        warnedAt: warnAt !== null && warnAt < waitedUntil ? warnAt : null,
        breachedAt: verdict === 'breached' ? dueAt : null,
      };
    },
  };
}

type Playing = ReturnType<typeof playing>;

interface Ground {
  readonly desk: Desk;
  readonly habits: Habits;
  readonly endsAt: Instant;
  readonly occupied: Occupied;
}

const clockwork: Actor = { kind: 'clock' };
const visitor: Actor = { kind: 'visitor' };

function playVisit(random: Random, play: Playing, ground: Ground): void {
  const { desk, habits, endsAt, occupied } = ground;
  const { terms, lastAt: takenAt } = play.visit;
  const seconds = (least: number, most: number): number => secondsBetween(random, least, most);
  const place = occupied.counters.indexOf(Math.min(...occupied.counters));
  const counter = desk.counters[place] ?? '';
  const officer: Actor = { kind: 'staff', id: desk.officers[place % desk.officers.length] ?? '' };
  const freeAt = (at: Instant): void => void (occupied.counters[place] = at);
  const fate = random();
  const calledAt = Math.max(takenAt + seconds(8, 40), (occupied.counters[place] ?? 0) + seconds(5, 60));
  const gone = fate < habits.cancel ? takenAt + seconds(20, 300) : null;
  if (gone !== null && gone <= calledAt) {
    play.make({ name: 'cancel' }, Math.min(gone, terms.closesAt - 1), visitor);
    return;
  }
  if (calledAt >= endsAt - comeOutMs) {
    play.make({ name: 'expire' }, terms.closesAt, clockwork);
    return;
  }
  play.make({ name: 'call', counter, callId: desk.newId(), validUntil: calledAt }, calledAt, officer);
  if (gone !== null) {
    freeAt(play.make({ name: 'cancel' }, Math.min(gone, endsAt - 1), visitor));
    return;
  }
  if (fate < habits.cancel + habits.miss) {
    const waited = Math.min(terms.noShowSeconds * 1000, endsAt - 1 - calledAt);
    const isPressed = random() < 0.6;
    const after = isPressed ? Math.floor(waited * (0.4 + random() * 0.5)) : waited;
    freeAt(play.make({ name: 'no-show' }, calledAt + after, isPressed ? officer : clockwork));
    return;
  }
  const registeredAt = fillBook(random, play, { officer, latest: endsAt - comeOutMs });
  const lost = fate - habits.cancel - habits.miss;
  if (lost < habits.leave) {
    freeAt(play.make({ name: 'cancel' }, Math.min(registeredAt + seconds(20, 200), endsAt - 1), officer));
    return;
  }
  if (lost < habits.leave + habits.forgotten) {
    freeAt(registeredAt + seconds(10, 60));
    play.make({ name: 'expire' }, terms.closesAt, clockwork);
    return;
  }
  const promised = terms.slaSeconds;
  const wait =
    random() < habits.late
      ? seconds(promised * 1.02, promised * 2.6)
      : Math.min(-Math.log(1 - random()) * promised * 250 + 4_000, promised * 970);
  const servedAt = Math.min(registeredAt + Math.round(wait), endsAt - comeOutMs / 2);
  play.make({ name: 'serve' }, servedAt, officer);
  const enteredAt = letIn(random, play, { ...ground, officer });
  freeAt(enteredAt + seconds(3, 15));
  comeOut(random, play, { officer, endsAt, occupied });
}

/** The guest book, on the visitor's phone or on the tablet at the counter. */
function fillBook(
  random: Random,
  play: Playing,
  { officer, latest }: { officer: Actor; latest: Instant },
): Instant {
  const within = (at: Instant): Instant => Math.max(play.visit.lastAt, Math.min(at, latest));
  const { lastAt } = play.visit;
  if (random() < 0.45) {
    play.make({ name: 'arrive' }, within(lastAt + secondsBetween(random, 10, 50)), officer);
  }
  const at = within(play.visit.lastAt + secondsBetween(random, 35, 190));
  return play.make({ name: 'submit-guest-book' }, at, visitor);
}

const idTypeWeights: readonly (readonly [IdType, number])[] = [
  ['ktp', 62],
  ['pelajar', 22],
  ['sim', 14],
  ['paspor', 1],
  ['lainnya', 1],
];

/** A card for a locker, or none; then the library. */
function letIn(
  random: Random,
  play: Playing,
  { desk, habits, endsAt, occupied, officer }: Ground & { officer: Actor },
): Instant {
  const latest = endsAt - comeOutMs / 4;
  const at = Math.min(play.visit.lastAt + secondsBetween(random, 15, 70), latest);
  const locker = desk.lockers.find((code) => (occupied.lockers.get(code) ?? 0) <= at);
  if (random() >= habits.locker || at > endsAt - noLockerMs) {
    play.make({ name: 'skip-locker', reason: 'no-bag' }, at, officer);
  } else if (locker === undefined) {
    play.make({ name: 'skip-locker', reason: 'lockers-full' }, at, officer);
  } else {
    play.make({ name: 'deposit', idType: weighted(random, idTypeWeights), locker }, at, officer);
    occupied.lockers.set(locker, endsAt);
  }
  return play.make({ name: 'enter' }, Math.min(at + secondsBetween(random, 8, 50), latest), officer);
}

/** Reading, the card back, and out; before the office closes. */
function comeOut(
  random: Random,
  play: Playing,
  { officer, endsAt, occupied }: { officer: Actor; endsAt: Instant; occupied: Occupied },
): void {
  const { lastAt, custody } = play.visit;
  const reads = secondsBetween(random, 300, 2400) + (random() < 0.3 ? secondsBetween(random, 600, 5400) : 0);
  const within = (at: Instant): Instant => Math.max(play.visit.lastAt, Math.min(at, endsAt - 1_000));
  play.make({ name: 'finish' }, within(Math.min(lastAt + reads, endsAt - comeOutMs * 4)), officer);
  if (custody.state === 'held') {
    const at = within(play.visit.lastAt + secondsBetween(random, 15, 90));
    play.make({ name: 'return-id', lockerKey: 'returned' }, at, officer);
    occupied.lockers.set(custody.locker, at);
  }
  play.make({ name: 'leave' }, within(play.visit.lastAt + secondsBetween(random, 15, 120)), officer);
}
