import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import * as z from 'zod';
import { ownPort } from '../../world/programs/own-port.ts';
import { until } from '../../world/until.ts';

const run = promisify(execFile);

/** Whether Prometheus and its tool are here. Where a build server decides, they must be. */
export async function hasPrometheus(): Promise<boolean> {
  try {
    await run('prometheus', ['--version']);
    await run('promtool', ['--version']);
    return true;
  } catch {
    process.stderr.write(
      '\n*** NOT RUN: no `prometheus` and `promtool` on PATH, the queries were not asked ***\n\n',
    );
    return false;
  }
}

const answer = z.object({
  status: z.string(),
  data: z.object({
    resultType: z.enum(['vector', 'matrix', 'scalar']),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]).optional(),
        values: z.array(z.tuple([z.number(), z.string()])).optional(),
      }),
    ),
  }),
});

/** A series of an answer: its labels and its values in their order. */
export interface Answered {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

export interface Prometheus extends AsyncDisposable {
  instant(query: string, at: number): Promise<Answered[]>;
  range(query: string, span: { from: number; to: number; stepSeconds: number }): Promise<Answered[]>;
}

/** What a Prometheus knows: a past of OpenMetrics texts, and pages it reads every second, by job. */
export interface Knowledge {
  readonly past?: Iterable<string>;
  readonly pages?: Readonly<Record<string, string>>;
}

/** A Prometheus on a free port. */
export async function startPrometheus({ past = [], pages = {} }: Knowledge): Promise<Prometheus> {
  await using building = new AsyncDisposableStack();
  const folder = await mkdtemp(`${tmpdir()}/kunjung-prometheus-`);
  building.defer(() => rm(folder, { recursive: true, force: true }));
  const [data, part, config] = [`${folder}/data`, `${folder}/part.txt`, `${folder}/prometheus.yml`];
  for (const text of past) {
    await writeFile(part, text);
    await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', part, data]);
  }
  const scrape_configs = Object.entries(pages).map(([job_name, page]) => ({
    job_name,
    static_configs: [{ targets: [new URL(page).host] }],
  }));
  await writeFile(
    config,
    JSON.stringify({ global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs }),
  );

  const port = await ownPort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=400d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  building.defer(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  await until('Prometheus to be ready', async () => (await fetch(`${base}/-/ready`)).ok, {
    withinMs: 30_000,
  });

  const ask = async (path: string, parameters: Record<string, string>): Promise<Answered[]> => {
    const response = await fetch(`${base}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${parameters['query']}: ${JSON.stringify(body)}`);
    return answer.parse(body).data.result.map(({ metric, value, values }) => ({
      labels: metric,
      values: (values ?? (value ? [value] : [])).map(([, number]) => Number(number)),
    }));
  };
  const stack = building.move();
  return {
    instant: (query, at) => ask('query', { query, time: String(at / 1000) }),
    range: (query, { from, to, stepSeconds }) =>
      ask('query_range', {
        query,
        start: String(from / 1000),
        end: String(to / 1000),
        step: String(stepSeconds),
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
