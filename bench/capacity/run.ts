import { retentionHours } from '../../deploy/provision/engine.ts';
import { keep } from '../measuring/measure.ts';
import { numbersOrExit } from '../measuring/numbers.ts';
import { compare, foretell } from './check.ts';
import { costsOf } from './costs.ts';
import { loadOf, partNames } from './load.ts';
import { writePage } from './page.ts';
import { secondPoint, watchFirstPoint, watchSecondPoint } from './points.ts';
import { keptDays } from './stores.ts';
import { looksOf, reasonsAgainst } from './verdict.ts';

/*
 * What a visit, an open screen and a kept visit cost, and which machines that makes for how many offices: `npm run bench:capacity`,
 * or `-- 5` for looks of five seconds instead of 25. Eight minutes on a machine that does nothing else. Writes `docs/capacity.md`; when a look
 * cannot have been measured, or twice the load costs something else than the first point foretold, it says so, writes no page and exits with 1.
 */

const { seconds } = numbersOrExit({ seconds: { usual: 25 } });

const first = await watchFirstPoint(seconds);
const costs = costsOf(first);
console.log('Predicted of the second point:', loadOf(costs, secondPoint));

const { watched, bytes } = await watchSecondPoint(seconds);
const { visitsPerSecond } = watched;
const checked = compare(
  foretell(costs, { moment: secondPoint, reached: visitsPerSecond, bytes: first.bytes }),
  { visitsPerSecond, cost: watched, bytes },
);
const kept = {
  tables: first.bytes.tables,
  keptDays,
  officeDay: first.officeDay,
  log: first.log,
  engine: first.bytes.engine + first.bytes.visibility,
  engineDays: retentionHours / 24,
};
const result = {
  at: new Date().toISOString(),
  seconds,
  first,
  costs,
  kept,
  second: { watched, bytes },
  checked,
};
await keep('capacity', result);

const looks = looksOf(first, watched);
console.log('Processor time of each look, in ms a second:');
console.table(Object.fromEntries(looks.map(({ what, cost: { ms } }) => [what, ms])), [...partNames, 'bench']);
console.log('Memory at its end, in MB:');
console.table(Object.fromEntries(looks.map(({ what, cost: { mb } }) => [what, mb])), [...partNames]);
console.log('The second point:');
console.table(checked);
console.log(`Before the run ${first.machine.loadBefore} programs wanted a core on average.`);

const reasons = reasonsAgainst({ looks, checked });
if (reasons.length === 0) {
  await writePage(result);
  console.log('docs/capacity.md is written.');
} else {
  for (const reason of reasons) console.error(reason);
  console.error('docs/capacity.md stays as it is; .bench/capacity.json has what was measured.');
  process.exitCode = 1;
}
