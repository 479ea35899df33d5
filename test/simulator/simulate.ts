import { parseArgs } from 'node:util';
import { openSandbox } from './workflow/sandbox.ts';
import { playSeed, toReport } from './seeds.ts';

/*
 * Simulated days, one for each seed: `npm run simulate -- --seeds 50000`, from `--from` on, or a single one again
 * with `--seed`. Ends at the first seed that breaks an invariant, with code 1.
 */

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } },
});
const first = whole(values.seed ?? values.from ?? `${Math.trunc(Math.random() * 2 ** 30)}`);
const count = values.seed === undefined ? whole(values.seeds ?? '500') : 1;

const sandbox = await openSandbox();
const startedAt = performance.now();
console.log(`${count} seeds from ${first}`);
for (let seed = first; seed < first + count; seed += 1) {
  const failure = await playSeed(sandbox, seed);
  if (failure) {
    console.log(toReport(failure));
    process.exitCode = 1;
    break;
  }
  const played = seed - first + 1;
  if (played % 1_000 === 0 || played === count)
    console.log(`${played} played, ${perMinute(played)} a minute`);
}

function whole(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  console.error(`"${text}" is no number of seeds, and no seed`);
  process.exit(2);
}

function perMinute(played: number): number {
  return Math.round((played / (performance.now() - startedAt)) * 60_000);
}
