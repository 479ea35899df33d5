import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../../domain/demo/random.ts';
import { untilAnswered, untilReady, type Fault } from './fault.ts';
import type { Ground } from './ground.ts';
import type { Options } from './options.ts';
import { readFacts } from './readings.ts';
import { toReport, type Account } from './report.ts';
import { brokenRules, type Broken } from './rules.ts';
import { fits, lengthOf, mixOf, scaleOf, shuffled, type Round } from './schedule.ts';

/** How long the stores, the boards and the metrics may take to agree once everybody rests. */
const settlesWithinMs = 60_000;
const lookAgainMs = 1_000;
/** Presses before a fault, so that it meets people in the midst of something. */
const pressesBefore = 20;

/** Plays faults until the time is over: each alone once, then mixes. What happened so far is in the account at any time. */
export function createPlay(
  ground: Ground,
  { options, faults }: { options: Options; faults: readonly Fault[] },
) {
  const { minutes, seed, only, together } = options;
  const { history, hall } = ground;
  const timeMs = minutes * 60_000;
  const random = seeded(seed);
  const scale = scaleOf(faults, timeMs);
  const told = new Set<string>();
  const rounds: number[][] = [];
  const notRun = new Map<number, string>();
  const allBroken: Broken[] = [];
  const figures: string[] = [];

  const leftMs = (): number => timeMs - history.now();
  const isNew = (one: Broken): boolean => !told.has(JSON.stringify(one));

  /** What does not hold by the end of the time that the stores may take to agree. */
  const look = async (): Promise<Broken[]> => {
    const giveUpAt = performance.now() + settlesWithinMs;
    for (;;) {
      const isLast = performance.now() > giveUpAt;
      try {
        const found = brokenRules(history.heard, await readFacts(ground)).filter(isNew);
        if (found.length === 0 || isLast) return found;
      } catch (error) {
        if (isLast) throw error; // something is still on its way back
      }
      await pause(lookAgainMs);
    }
  };

  const playRound = async (round: Round<Fault>): Promise<void> => {
    const beganAt = history.now();
    const found: Broken[] = [];
    const numbers = round.map(({ number }) => number);
    hall.open();
    await untilAnswered(ground, pressesBefore);
    await Promise.all(
      round.map(async (fault) => {
        const { number, title } = fault;
        history.mark(`${number} begins: ${title}`);
        try {
          await fault.happen(ground, {
            forMs: lengthOf(fault, round.length === 1 ? scale : 0),
            alone: round.length === 1,
            random,
            mark: (text) => history.mark(`${number}: ${text}`),
            figure: (text) => figures.push(text),
            broken: (rule, what) => found.push({ rule, what, visits: [] }),
          });
        } catch (error) {
          found.push({ rule: 'heals', what: `${number}: ${messageOf(error)}`, visits: [] });
        }
        history.mark(`${number} is over`);
      }),
    );
    await untilReady(ground);
    await untilAnswered(ground, pressesBefore);
    await hall.rest();
    history.mark('everybody rests');
    found.push(...(await look()));
    for (const one of found) told.add(JSON.stringify(one));
    rounds.push(numbers);
    allBroken.push(...found);
    const seconds = Math.round((history.now() - beganAt) / 1000);
    const presses = history.heard.asked.filter(({ at, key }) => at >= beganAt && key !== null).length;
    console.log(`${numbers.join('+')}: ${seconds} s, ${presses} presses, ${found.length} broken`);
    if (found.length > 0) console.log(toReport({ seed, round: numbers, broken: found }, history.heard));
  };

  const playAll = async (): Promise<void> => {
    const possible: Fault[] = [];
    for (const fault of shuffled(random, faults)) {
      const prevented = fault.prevented?.(ground) ?? null;
      if (prevented !== null) {
        notRun.set(fault.number, prevented);
        continue;
      }
      possible.push(fault);
      if (together) continue;
      if (fits([fault], { scale, leftMs: leftMs() })) await playRound([fault]);
      else notRun.set(fault.number, 'no time was left');
    }
    if (only !== null && !together) return;
    for (;;) {
      const short = possible.filter((fault) => fits([fault], { scale: 0, leftMs: leftMs() }));
      const mix = mixOf(random, short);
      if (mix.length < 2) break;
      await playRound(mix);
    }
  };

  return {
    /** Ends when the time is over, or when the product does not come back at all. */
    async play(): Promise<void> {
      try {
        await playAll();
      } catch (error) {
        const broken: Broken[] = [{ rule: 'heals', what: messageOf(error), visits: [] }];
        allBroken.push(...broken);
        console.log(toReport({ seed, round: [], broken }, history.heard));
      }
    },

    /** What was done so far. */
    account: (): Account => ({
      seed,
      minutes: history.now() / 60_000,
      rounds,
      notRun,
      broken: allBroken,
      figures,
    }),
  };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${messageOf(error.cause)})`;
}
