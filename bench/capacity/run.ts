import { retentionHours } from '../../deploy/provision/engine.ts';
import { keep } from '../measure.ts';
import { compare } from './check.ts';
import { costsOf } from './costs.ts';
import { loadOf } from './load.ts';
import { writePage } from './page.ts';
import { secondPoint, watchFirstPoint, watchSecondPoint } from './points.ts';
import { keptDays } from './stores.ts';

/*
 * What a visit, an open screen and a kept visit cost, and which machines that makes for how many offices: `npm run bench:capacity`,
 * or `-- 5` for looks of five seconds instead of 25. Writes `docs/capacity.md`. Eight minutes on a machine that does nothing else. Exits
 * with 1 when twice the load costs something else than the first point foretold.
 */

const [seconds = 25] = process.argv.slice(2).map(Number);

const first = await watchFirstPoint(seconds);
const costs = costsOf(first);
const predicted = {
  visitsPerSecond: secondPoint.visitsPerSecond,
  cost: loadOf(costs, secondPoint),
  bytes: first.bytes,
};
console.log('Predicted of the second point:', predicted);

const { watched, bytes } = await watchSecondPoint(seconds);
const checked = compare(predicted, { visitsPerSecond: watched.visitsPerSecond, cost: watched, bytes });
console.table(checked);
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
await writePage(result);
for (const { what, ratio } of checked.filter(({ holds }) => !holds)) {
  console.error(`${what}: ${ratio.toFixed(2)} times what was predicted`);
}
process.exitCode = checked.every(({ holds }) => holds) ? 0 : 1;
