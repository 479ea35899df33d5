import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ownPort } from '../world/programs/own-port.ts';
import { run, type Program } from '../world/programs/program.ts';
import { until } from '../world/until.ts';

/** One `npm start` on a machine's own data folder. */
export interface Kunjung extends AsyncDisposable {
  readonly base: string;
  /** What its worker counts. */
  readonly workerMetrics: () => Promise<string>;
  readonly program: Program;
}

/** A folder of one test. */
export async function useFolder(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(`${tmpdir()}/kunjung-machine-`);
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the whole product with ports of its own and waits until it says that it is ready. */
export async function startKunjung(env: NodeJS.ProcessEnv, tree?: string): Promise<Kunjung> {
  const port = String(await ownPort());
  const workerPort = String(await ownPort());
  const program = run(['start'], {
    env: {
      PORT: port,
      METRICS_PORT: String(await ownPort()),
      WORKER_METRICS_PORT: workerPort,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      ...env,
    },
    ...(tree !== undefined && { tree }),
  });
  const hasEnded = program.ended.then((code) => {
    throw new Error(`npm start ended ${code}: ${program.err()}${program.out()}`);
  });
  const isReady = until('Kunjung is ready', async () => program.out().includes('Kunjung is ready.'), {
    withinMs: 120_000,
  });
  await Promise.race([isReady, hasEnded]);
  hasEnded.catch(() => undefined); // from here on the end is asked for
  return {
    base: `http://127.0.0.1:${port}`,
    workerMetrics: async () => (await fetch(`http://127.0.0.1:${workerPort}/metrics`)).text(),
    program,
    async [Symbol.asyncDispose]() {
      program.kill('SIGTERM');
      await program.ended;
    },
  };
}
