import { beforeAll, describe, expect, test } from 'vitest';
import { carryOut, type Carry } from './activities.ts';
import type { Choice } from './choices.ts';
import { openSandbox, type Sandbox } from './workflow/sandbox.ts';
import { playSeed, toReport, type Failure } from './seeds.ts';
import { simulate } from './simulation.ts';

/** The same ones each time, so that a red run tells of the change it was for; others are played by `npm run simulate`. */
const seeds = 500;
/** Far longer than they take, also on a machine that does other things. */
const patience = { timeout: 300_000 };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, 60_000);

/** The first of some seeds that breaks an invariant. */
async function findBroken(from: number, carry?: Carry): Promise<Failure | null> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const failure = await playSeed(sandbox, seed, carry);
    if (failure) return failure;
  }
  return null;
}

describe('simulated days', () => {
  test('break no invariant', patience, async () => {
    const failure = await findBroken(1);
    expect(failure === null ? 'none' : toReport(failure)).toBe('none');
  });
});

const terms = {
  slaBasis: 'service-start',
  undoSeconds: 120,
  escalationRepeatMinutes: 0,
  minutesOpen: 240,
  closingTurnMs: 0,
} as const;
const day = { terms, skewMs: 0, shiftMs: 0 };
const move = {
  kind: 'move',
  visitId: 'visit-1',
  which: 0,
  variant: 0,
  arrives: true,
  settles: true,
} as const;
const nextTimer = { kind: 'timer', past: 0, settles: true } as const;

describe('what seeds have found', () => {
  test('a call that reaches its visit together with the number leaves it its place in the queue', async () => {
    const choices: Choice[] = [
      { ...move, settles: false },
      { kind: 'task', visitId: 'visit-1' },
      { kind: 'wait', ms: 1, settles: false },
      { kind: 'activity', which: 0, how: 'answered' },
      move,
    ];
    await simulate(sandbox, { ...day, choices });
  });

  test('a breach that comes again after one was taken back is told, also when the engine was lost between', async () => {
    const choices: Choice[] = [
      ...Array.from({ length: 4 }, () => move), // a number, a call, an arrival, a guest book
      nextTimer, // the warning
      nextTimer, // the breach
      move, // a service start, which is in time to the second
      { kind: 'lose', visitId: 'visit-1' },
    ];
    await simulate(sandbox, { ...day, terms: { ...terms, slaBasis: 'access' }, choices });
  });

  test('a breach is withdrawn outside too when the office turns out to have closed before it', async () => {
    const choices: Choice[] = [
      { ...move, settles: false },
      { kind: 'closing', inMs: 0, settles: true },
      move, // a call
      move, // an arrival
      { ...move, arrives: false }, // a guest book that is on its way while the promise is broken
      nextTimer,
      { kind: 'repeat', which: 0, settles: true },
    ];
    await simulate(sandbox, { ...day, choices });
  });

  test('a number that is answered after an older database took the place of its own is written back', async () => {
    const choices: Choice[] = [
      { ...move, settles: false },
      { kind: 'copy' },
      { kind: 'task', visitId: 'visit-1' },
      { kind: 'activity', which: 0, how: 'answered' },
      { kind: 'restore' },
    ];
    await simulate(sandbox, { ...day, choices });
  });

  test('a visit whose undo is over by the engine, and not yet by a database behind it, is begun from its row and ends', async () => {
    const choices: Choice[] = [
      move,
      { kind: 'roll-back', visitId: 'visit-1', tasks: 1 },
      { ...move, which: 1 }, // cancelled
      nextTimer,
    ];
    await simulate(sandbox, { ...day, skewMs: -2_000, choices });
  });
});

describe('a database that', () => {
  const found = async (carry: Carry): Promise<Failure> => {
    const failure = await findBroken(1, carry);
    expect(failure).not.toBeNull();
    return failure as Failure;
  };

  test('answers a move it has not recorded is found, in the shortest story', patience, async () => {
    const { message, story } = await found((database, activity, isTaken) => {
      const [recorded] = activity.args as [{ move?: { name: string } }];
      return recorded.move?.name === 'arrive' ? { refusal: null } : carryOut(database, activity, isTaken);
    });
    expect(message).toContain('what is answered is recorded');
    expect(story.choices).toHaveLength(3); // check-in, call, arrive
  });

  test('forgets a notice is found', patience, async () => {
    const { message, story } = await found((database, activity, isTaken) =>
      activity.type === 'recordNotice' ? null : carryOut(database, activity, isTaken),
    );
    expect(message).toContain('workflow and row agree');
    expect(story.choices.length).toBeLessThan(8);
  });
});
