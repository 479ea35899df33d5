import fc from 'fast-check';
import { moveNames } from '../../domain/visits/steps.ts';
import { slaBases, type Actor } from '../../domain/visits/visit.ts';

/** Visitors of a simulated office. */
export const visitors = ['visit-1', 'visit-2', 'visit-3', 'visit-4'] as const;

const officer: Actor = { kind: 'staff', id: 'officer' };
const visitor: Actor = { kind: 'visitor' };

const [one, other] = visitors;
const whose = fc.constantFrom(one, one, one, other, other, ...visitors);
const which = fc.nat(11);
/** Mostly what people do next, so that visits get far. */
const mostly = fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 5, 7);
/** Whether everything that can be done is done next. */
const settles = fc.constantFrom(true, true, true, false);
/** Whether a press reaches the engine at once, or is claimed and waits until it is repeated. */
const arrives = fc.constantFrom(true, true, true, true, true, true, true, false);

const kinds = {
  'check-in': fc.record({ kind: fc.constant('check-in'), visitId: whose, settles }),
  /** One of the moves that are allowed now. */
  move: fc.record({
    kind: fc.constant('move'),
    visitId: whose,
    which: mostly,
    variant: which,
    arrives,
    settles,
  }),
  /** Any move by anybody, whether or not it is allowed, seen at any revision. */
  wish: fc.record({
    kind: fc.constant('wish'),
    visitId: whose,
    name: fc.constantFrom(...moveNames.filter((name) => name !== 'expire')),
    by: fc.constantFrom(officer, visitor),
    variant: which,
    off: fc.constantFrom(0, 0, -1, 1),
    arrives,
    settles,
  }),
  /** A press that got no answer, or was told to try again, is sent once more. */
  repeat: fc.record({ kind: fc.constant('repeat'), which, settles }),
  wait: fc.record({
    kind: fc.constant('wait'),
    ms: fc.oneof(fc.nat(3_000), fc.nat(90_000), fc.nat(400_000)),
    settles,
  }),
  /** Until the next timer fires, or a moment before or after; not much longer than people wait. */
  timer: fc.record({ kind: fc.constant('timer'), past: fc.constantFrom(0, 1, -1, 500, 5_000), settles }),
  task: fc.record({ kind: fc.constant('task'), visitId: whose }),
  activity: fc.record({
    kind: fc.constant('activity'),
    which,
    how: fc.constantFrom('answered' as const, 'unanswered' as const, 'failed' as const),
  }),
  settle: fc.record({ kind: fc.constant('settle') }),
  restart: fc.record({ kind: fc.constant('restart') }),
  typing: fc.record({ kind: fc.constant('typing'), visitId: whose }),
  acknowledge: fc.record({ kind: fc.constant('acknowledge'), visitId: whose }),
  closing: fc.record({
    kind: fc.constant('closing'),
    inMs: fc.integer({ min: -60_000, max: 3_600_000 }),
    settles,
  }),
  look: fc.record({ kind: fc.constant('look'), settles }),
  lose: fc.record({ kind: fc.constant('lose'), visitId: whose }),
  'roll-back': fc.record({
    kind: fc.constant('roll-back'),
    visitId: whose,
    tasks: fc.integer({ min: 1, max: 4 }),
  }),
  copy: fc.record({ kind: fc.constant('copy') }),
  restore: fc.record({ kind: fc.constant('restore') }),
};

type Kinds = typeof kinds;
/** The next thing that happens. */
export type Choice = {
  [Kind in keyof Kinds]: Kinds[Kind] extends fc.Arbitrary<infer C> ? C : never;
}[keyof Kinds];

const weights: Readonly<Record<keyof Kinds, number>> = {
  'check-in': 4,
  move: 48,
  wish: 6,
  repeat: 6,
  wait: 6,
  timer: 10,
  task: 6,
  activity: 8,
  settle: 5,
  restart: 3,
  typing: 2,
  acknowledge: 1,
  closing: 1,
  look: 2,
  lose: 1,
  'roll-back': 1,
  copy: 1,
  restore: 1,
};

const choice: fc.Arbitrary<Choice> = fc.oneof(
  ...Object.entries(kinds).map(([kind, arbitrary]) => ({
    weight: weights[kind as keyof Kinds],
    arbitrary: arbitrary as fc.Arbitrary<Choice>,
  })),
);

/** A day at a small office: its terms, its clocks, and what happens in order. */
export interface Story {
  readonly terms: {
    readonly slaBasis: (typeof slaBases)[number];
    readonly undoSeconds: number;
    readonly escalationRepeatMinutes: number;
    readonly minutesOpen: number;
    /** Absent in visits that older versions started. */
    readonly closingTurnMs: number | undefined;
  };
  readonly skewMs: number;
  readonly shiftMs: number;
  readonly choices: readonly Choice[];
}

/** Any day. */
export const stories: fc.Arbitrary<Story> = fc.record({
  terms: fc.record({
    slaBasis: fc.constantFrom(...slaBases),
    undoSeconds: fc.constantFrom(120, 10),
    escalationRepeatMinutes: fc.constantFrom(0, 1, 5),
    minutesOpen: fc.constantFrom(240, 60, 12),
    closingTurnMs: fc.constantFrom(0, 25_000, undefined),
  }),
  skewMs: fc.constantFrom(0, 0, 0, 2_000, -2_000),
  shiftMs: fc.constantFrom(0, 86_400_000),
  choices: fc.array(choice, { maxLength: 50, size: 'max' }),
});
