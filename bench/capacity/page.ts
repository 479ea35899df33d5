import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { lineLimits } from '../../api/sockets/lines.ts';
import { mostOfProcessor } from './needs.ts';
import type { CapacityResult } from './result.ts';
import {
  carriedTable,
  checkedTable,
  digits,
  keptTable,
  linesTable,
  machine,
  needsTable,
  office,
  restTable,
  visitTable,
} from './tables.ts';
import { pressesOfVisit } from './visitors.ts';

const file = fileURLToPath(new URL('../../docs/capacity.md', import.meta.url));

/** Writes `docs/capacity.md`. */
export async function writePage(result: CapacityResult): Promise<void> {
  await writeFile(file, toPage(result));
}

/** The figures of a run as a page for somebody who buys machines. */
function toPage(result: CapacityResult): string {
  const { first, kept } = result;
  const { p50, p95 } = first.all.pressMs;
  const rungs = first.ladders.board.map(({ lines }) => lines).join(', ');
  return `# Capacity

Which machines Kunjung takes for how many offices. Written by \`npm run bench:capacity\`, which starts the product, measures what a visit, an open
screen and a kept visit cost, predicts twice the load from that, and checks the prediction. The figures hold for machines like the one they were measured on;
run it on yours.

${provenance(result)}

## What to buy

An office here has ${office.boards} board, ${office.desks} tablets of officers, and a phone for everybody who is there; ${percent(office.busiestHour)} of a day's visits come within its busiest hour, people stay
${office.stayMinutes} minutes, it is open ${office.daysAYear} days a year, and ${office.years} years are kept. Cores and memory are what the busiest hour takes with half of the
processors and a fifth of the memory free. Disk is both stores with a fifth free, without backups, softcopies and attachments of complaints.

${needsTable(result)}

One server for all is \`npm start\` ([install.md](install.md)); where it says none, its single api would need more than half a core. Otherwise PostgreSQL and the engine stand apart
([cluster.md](cluster.md)): apis and workers spread over so many machines of ${machine.cores} cores and ${machine.memoryGb} GB, but PostgreSQL is one server that has to be as large as told, and so is the engine as it was
measured. The engine's figures are the embedded one's: see [what was not measured](#what-was-not-measured).

## What one machine of ${machine.cores} cores and ${machine.memoryGb} GB carries

${carriedTable(result)}

It does so with half of its processors free, which a closing of all at once, what follows an outage, backups and the reports of a year take now and then.

## What was measured

### A visit

Processor time of a whole visit from the number to the door: ${pressesOfVisit - 1} moves and a rating, with its mails and its end. First without any screen; then
what it takes besides in an office with one screen of each kind, and for each further screen.

${visitTable(result)}

With all screens and ${digits(first.all.visitsPerSecond)} visits a second a press took ${p50} ms (p50), ${p95} ms (p95).

### What is there without a press

${restTable(result)}

A worker takes memory for the 2,000 visits it remembers (\`WORKER_CACHE\`), not for more.

### An open screen

A line of a screen to an api (Socket.IO over WebSocket), measured with ${rungs} of each kind while nothing changed. How many one api could hold if it did nothing
else follows from half of a core and the memory of the machine above. An address may have ${lineLimits.ofAddress}.

${linesTable(result)}

### A kept visit

What each ended visit leaves, as it lies on the disk, with indexes and with row versions that await vacuuming.

${keptTable(result)}

What the database holds back of its log stays below ${digits(kept.log / 2 ** 30)} GB (\`max_wal_size\`).

## How it was checked

The first point was ${first.offices} offices with ${digits(first.all.visitsPerSecond)} visits a second. From it the second was predicted, on a product started anew: twice as many offices,
screens, people and visits. Where fewer visits a second were reached than were offered, the rest was predicted for those that were. The ratio is what was measured by what was
predicted; a run in which one is further off than told writes no page. Bytes of a visit are not predicted but measured twice, on both products.

${checkedTable(result)}

## How it is reckoned

\`bench/capacity/load.ts\` adds up what a moment costs: rest, people who are there, open lines, and visits times what each takes.
\`bench/capacity/needs.ts\` makes machines of it. How many are there at once is arrivals times stay (Little's law). Half of the processors stay free, since
an answer takes twice as long at ${percent(mostOfProcessor)} and four times as long at 75 %; that is also why a prediction may be wrong by half. An api answers on one thread, so
a machine counts no more than half a core for it. Every api reads what its own screens show, so that part grows with the machines until each screen of an office is on
another ([decision 0114](decisions/0114-capacity-is-predicted.md)). What is kept for some days of the calendar was left on those of them on which an office is open.

## What was not measured

- **A Temporal cluster on PostgreSQL.** The engine's figures are the embedded one's (SQLite in one process). A cluster takes more processor time and memory
  for the same visit, and keeps its histories in PostgreSQL. Measure one before you buy for more than one machine.
- **Several apis and workers.** That their rest and their readings add up is reckoned, not measured.
- **Replicas** of the database, archives of its log, backups: a backup is a file of about what the tables hold, compressed.
- **The launcher** of \`npm start\`, some tens of MB (\`npm run bench:memory\`), and what the system itself takes.
- **A proxy** with TLS before the apis, the network, and pages loaded by browsers (files that a proxy or a browser keeps).
- **The catalogue's search, softcopies, reports and Prometheus**, which \`npm run bench:search\`, \`bench:softcopies\`, \`bench:reports\` and \`bench:year\` measure.
- **Many closings at once**, which \`npm run bench:closing -- 550\` measures.
- **A database of years.** Tables that outgrow the memory are read from the disk; what is asked all day is of today.
`;
}

function provenance({ at, seconds, first }: CapacityResult): string {
  const { cores, memoryGb, node, postgresql, temporal, loadBefore } = first.machine;
  const noise = ': **the machine was not quiet, and processor times are too high**';
  return `Measured ${at.slice(0, 10)} on ${cores} cores and ${memoryGb} GB of memory, which the bench used as well; Node ${node}, PostgreSQL ${postgresql}, Temporal
${temporal} (embedded). Each look took ${seconds} seconds. Before the run ${loadBefore} programs wanted a core on average${loadBefore > cores / 2 ? noise : ''}.`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
