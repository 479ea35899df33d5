import { execFile } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { createBoardRegister } from '../../api/sockets/board-register.ts';
import { businessText } from '../../api/metrics/exposition.ts';
import { createFiguresSource } from '../../api/metrics/figures-source.ts';
import { createProcessMetrics, metricsText } from '../../api/metrics/metrics.ts';
import { createDatabase } from '../../db/connect.ts';
import { readFigures } from '../../db/supervision/figures.ts';
import { freePort } from '../../process/free-port.ts';
import { serveMetrics } from '../../process/metrics-server.ts';
import { rounded, spreadOf, type Spread } from '../measuring/figures.ts';
import { msOf } from '../measuring/measure.ts';

const scrapes = 12;
/** Longer than figures are kept, so that scrapes ask the database. */
const betweenMs = 5_200;
const readings = 5;

/** What `/metrics` costs: time until the last byte, size, and how long it held up the event loop of its process. */
export interface Scrape {
  readonly series: number;
  readonly bytes: number;
  readonly scrapeMs: Spread;
  readonly longestPauseMs: number;
  /** The database's and the writing's share, which a thread of its own has. */
  readonly figuresMs: Spread;
}

/** Scrapes a database as Prometheus does, from another process. */
export async function scrape(url: string): Promise<Scrape> {
  await using stack = new AsyncDisposableStack();
  const log = pino({ level: 'error' });
  const { db, pool } = createDatabase({ url, max: 2, log, patienceMs: 60_000 });
  stack.defer(() => pool.end());
  const figuresMs: number[] = [];
  for (let count = 0; count < readings; count += 1) {
    figuresMs.push(await msOf(async () => businessText(await readFigures(db))));
  }

  const figures = stack.use(createFiguresSource({ url, logLevel: 'error' }));
  const boards = createBoardRegister({ db, told: () => undefined, painted: () => undefined });
  const up = {
    database: 'up',
    engine: 'up',
    worker: 'up',
    listener: 'up',
    clocks: 'up',
    engineAheadSeconds: 0,
  } as const;
  const text = metricsText({ figures, own: createProcessMetrics(), boards, pool, readParts: async () => up });
  const port = await freePort();
  stack.use(await serveMetrics({ variable: 'METRICS_PORT', port, text, log }));
  const outside = scrapeFromOutside(`http://127.0.0.1:${port}/metrics`);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable(); // the other process is on its way: starting it is none of the scrapes' cost
  const found = await outside;
  delay.disable();
  const last = found.at(-1);
  return {
    series: last?.series ?? 0,
    bytes: last?.bytes ?? 0,
    scrapeMs: spreadOf(found.slice(1).map(({ ms }) => ms)),
    longestPauseMs: rounded(delay.max / 1e6),
    figuresMs: spreadOf(figuresMs),
  };
}

/** Reads a page again and again in a process that does not share our event loop; the first reading warms up. */
async function scrapeFromOutside(url: string): Promise<{ ms: number; bytes: number; series: number }[]> {
  const script = `
    const found = [];
    for (let count = 0; count <= ${scrapes}; count += 1) {
      const askedAt = performance.now();
      const text = await (await fetch(${JSON.stringify(url)})).text();
      const ms = performance.now() - askedAt;
      const series = text.split('\\n').filter((line) => line && !line.startsWith('#')).length;
      found.push({ ms, bytes: text.length, series });
      await new Promise((resolve) => setTimeout(resolve, ${betweenMs}));
    }
    console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as { ms: number; bytes: number; series: number }[];
}
