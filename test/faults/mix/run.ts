import { faults } from './faults.ts';
import { openGround } from './ground.ts';
import { readOptions, type Options } from './options.ts';
import { createPlay } from './play.ts';
import { toSummary } from './report.ts';

/*
 * Real processes, people who press, and what may fail in a data centre: `npm run faults -- --minutes 30 --seed 7`, or
 * `--only 5,6` for some faults, each alone; `--together` for mixes alone. Ends with code 1 when a rule was broken or nothing was played, and takes along whatever it started.
 */

const known = faults.map(({ number }) => number);
const options = readOptions(process.argv.slice(2), { known, random: Math.random });
if (typeof options === 'string') {
  console.error(`${options}\nUsage: npm run faults -- [--minutes 30] [--seed 7] [--only 5,6] [--together]`);
  process.exit(2);
}
process.exit(await playAs(options)); // after a signal, what still waits for something would keep the process

/** Answers the exit code. */
async function playAs(options: Options): Promise<number> {
  const stopping = new AbortController();
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        stopping.abort();
        resolve('stopped');
      });
    }
  });
  const { seed, minutes, only } = options;
  console.log(`faults: seed ${seed}, ${minutes} minutes`);
  await using ground = await openGround(seed, stopping.signal);
  const chosen = faults.filter(({ number }) => only === null || only.includes(number));
  const run = createPlay(ground, { options, faults: chosen });
  const end = await Promise.race([run.play(), stopped]);
  stopping.abort();
  console.log(toSummary(run.account(), ground.history.heard));
  if (end === 'stopped') {
    console.log('Stopped by a signal before the time was over.');
    return 130;
  }
  const { broken, rounds, notRun } = run.account();
  const isShown = rounds.length > 0 && (only === null || notRun.size === 0);
  if (!isShown) console.log('Not everything that was asked for was played: this shows nothing.');
  return broken.length === 0 && isShown ? 0 : 1;
}
