import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { Random } from '../../../domain/demo/random.ts';
import type { Part } from '../../../deploy/embedded/part.ts';
import type { Board } from '../../../wire/boards.ts';
import type { HallBoard } from '../../world/hall-board.ts';
import { until } from '../../world/until.ts';
import { kill } from '../stack.ts';
import type { Ground } from './ground.ts';
import type { RuleName } from './rules.ts';
import type { Scheduled } from './schedule.ts';

/** What a fault is told, and tells, while it happens. */
export interface Moment {
  /** How long it lasts. */
  readonly forMs: number;
  /** Whether nothing else is wrong. */
  readonly alone: boolean;
  readonly random: Random;
  /** Notes what was done or seen. */
  readonly mark: (text: string) => void;
  /** Notes a figure for the last words. */
  readonly figure: (text: string) => void;
  /** Notes a rule that did not hold. */
  readonly broken: (rule: RuleName, what: string) => void;
}

/** One fault of the table. */
export interface Fault extends Scheduled {
  readonly title: string;
  /** Why it cannot be done on this machine; null when it can. */
  readonly prevented?: (ground: Ground) => string | null;
  /** Does it, waits until it shows, lets it last, and takes it back. The hall is open, and all is well before. */
  readonly happen: (ground: Ground, moment: Moment) => Promise<void>;
}

/** Longer than anything of ours takes to come back, and than what else may be away at the same time; a busy machine is slow. */
export const patience = { withinMs: 300_000 };

/** Waits until something was answered 503, or not at all: everybody may be waiting for a list just now. */
export async function untilRefused({ history }: Ground): Promise<void> {
  const from = history.now();
  await until(
    'something is refused or gets no answer',
    async () =>
      history.heard.asked.findLast(({ at, status }) => at >= from && (status === null || status === 503)),
    patience,
  );
}

/** Waits until so many presses were answered with success. */
export async function untilAnswered({ history }: Ground, presses: number): Promise<void> {
  const from = history.heard.asked.length;
  await until(
    `${presses} presses are answered`,
    async () => history.heard.asked.slice(from).filter(({ told }) => told !== null).length >= presses,
    patience,
  );
}

/** Waits until every api says that numbers can be given out. */
export async function untilReady({ apis }: Ground): Promise<void> {
  for (const { base } of apis) {
    await until(`${base} is ready`, async () => (await fetch(`${base}/readyz`)).status === 200, patience);
  }
}

/** Waits until the database answers. */
export async function untilDatabase({ stack }: Ground): Promise<void> {
  await until(
    'the database answers',
    async () => (await sql`select 1`.execute(stack.db)).rows.length,
    patience,
  );
}

/** Waits until the launcher has started a part again. */
export async function untilRestarted(part: Part, former: number | undefined): Promise<void> {
  await until('a part is started again', async () => part.pid() !== former, patience);
}

/** Kills a part, and again whenever it is started, until it is told to leave it alone. */
export function keepDead(part: Part): () => void {
  let killed: number | undefined;
  const again = (): void => {
    if (part.pid() === killed) return; // it is gone, and its number may be another's by now
    killed = part.pid();
    kill(part);
  };
  again();
  const timer = setInterval(again, 20);
  return () => clearInterval(timer);
}

const tryAgainMs = 200;

/** Does something at the moment when the next change was committed. */
export async function atCommit<T>({ stack }: Ground, then: () => T): Promise<T> {
  const giveUpAt = performance.now() + patience.withinMs;
  while (performance.now() < giveUpAt) {
    const listener = new Client({ connectionString: stack.databaseUrl });
    const { promise, resolve } = Promise.withResolvers<{ readonly done: T } | null>();
    listener.on('error', () => resolve(null)); // the database may be killed meanwhile
    listener.on('end', () => resolve(null));
    listener.once('notification', () => resolve({ done: then() }));
    const late = setTimeout(() => resolve(null), giveUpAt - performance.now());
    try {
      await listener.connect();
      await listener.query('listen kunjung');
      const heard = await promise;
      if (heard) return heard.done;
    } catch {
      // as above
    } finally {
      clearTimeout(late);
      listener.removeAllListeners('notification');
      await listener.end();
    }
    await pause(tryAgainMs);
  }
  throw new Error('waited in vain: a change is committed');
}

/** What is promised of a board that has its line. */
export const currentWithinMs = 5_000;

/** Waits until a board shows what the office is; answers for how many milliseconds. */
export async function untilCurrent({ stack }: Ground, board: HallBoard): Promise<number> {
  const beganAt = performance.now();
  const client = stack.client();
  const { body: now } = await until(
    'an api tells what the office is',
    async () => {
      const answer = await client.send<Board>(client.inOffice('/board'));
      return answer.status === 200 && answer;
    },
    patience,
  );
  const isReached = (shown: Board | null): boolean =>
    shown !== null && (shown.epoch !== now.epoch || shown.revision >= now.revision);
  await until('a board is current', async () => isReached(board.shown()), patience);
  return Math.round(performance.now() - beganAt);
}
