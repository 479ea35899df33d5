import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Random } from '../../../domain/demo/random.ts';
import { seeded } from '../../../domain/demo/random.ts';
import type { Part } from '../../../deploy/embedded/part.ts';
import { hangBoard, type HallBoard } from '../../world/hall-board.ts';
import { createMovingLine, type MovingLine } from '../../world/outside/moving-line.ts';
import { shiftClock } from '../../world/postgres/shift-clock.ts';
import { createCrowd, nothingYet } from '../crowd.ts';
import type { CommitProxy } from '../commit-proxy.ts';
import { startStack, type Stack } from '../stack.ts';
import { layWal, openDisks, type Disks } from './disks.ts';
import { createHall, type Hall } from './hall.ts';
import { createHistory, type History } from './history.ts';

/** The product with two of everything that may be there twice, and everybody who uses it. */
export interface Ground extends AsyncDisposable {
  readonly stack: Stack;
  readonly apis: readonly { readonly part: () => Part; readonly base: string; readonly metrics: string }[];
  readonly workers: readonly {
    readonly part: () => Part;
    readonly metrics: string;
    readonly proxy: CommitProxy;
  }[];
  /** Between our processes and the database. */
  readonly line: MovingLine;
  readonly history: History;
  readonly hall: Hall;
  readonly boards: readonly { readonly name: string; readonly board: HallBoard }[];
  readonly random: Random;
  /** Where everything is kept, or why it is kept on the machine's own disk. */
  readonly disks: Disks | string;
  /** What our processes wrote. */
  readonly logFile: string;
  /** How far the database's clock is from real time, in milliseconds, and how it is set. */
  readonly shiftMs: () => number;
  /** How far it was at this moment of real time. */
  readonly shiftAt: (moment: number) => number;
  readonly shiftClock: (milliseconds: number) => Promise<void>;
}

/** Short enough that promises are broken and numbers lapse while a fault lasts. */
const policy = { slaSeconds: 8, slaWarnSeconds: 5, noShowSeconds: 15, undoSeconds: 3 };
const crowdsInAll = 4;
/** How often a press that was not answered is repeated. */
const repeatEveryMs = 400;

/** Starts everything; nobody presses yet. */
export async function openGround(seed: number, signal: AbortSignal): Promise<Ground> {
  await using building = new AsyncDisposableStack();
  const folder = await mkdtemp(`${tmpdir()}/kunjung-faults-`);
  building.defer(() => rm(folder, { recursive: true, force: true }));
  const logFile = `${folder}/processes.log`; // not on the disk that becomes full
  const log = building.use(await open(logFile, 'a', 0o600));
  const disks = await openDisks(folder);
  const own =
    typeof disks === 'string'
      ? {}
      : { within: building.use(disks).data.folder, prepare: (dataDir: string) => layWal(disks.wal, dataDir) };
  const line = building.use(await createMovingLine());
  const stack = building.use(
    await startStack({ env: { LOG_LEVEL: 'info' }, policy, line, otherwise: { ...own, output: log.fd } }),
  );
  const secondApi = await stack.another('api/server.ts');
  const secondWorker = await stack.another('activities/worker.ts');
  const apis = [
    { part: () => stack.parts.api, base: stack.base, metrics: stack.metrics.api },
    { part: () => secondApi.part, base: secondApi.base, metrics: secondApi.metrics },
  ];
  const history = createHistory();
  const boards = apis.map(({ base }, index) => {
    const name = `papan-${index + 1}`;
    const onShown = (board: Parameters<History['showed']>[1]): void => history.showed(name, board);
    return { name, board: building.use(hangBoard({ base, office: stack.office, name, onShown })) };
  });
  const acknowledged = nothingYet();
  const random = seeded(seed);
  const crowds = await Promise.all(
    Array.from({ length: crowdsInAll }, async (_none, index) => {
      const at = { base: apis[index % apis.length]?.base ?? stack.base, office: stack.office };
      return createCrowd({
        visitor: history.client(`visitor ${index + 1}`, at),
        staff: await history.client(`desk ${index + 1}`, at).signIn(index % 2 === 0 ? 'staff' : 'supervisor'),
        random: seeded(seed + index + 1),
        acknowledged,
        patience: { withinMs: Infinity, everyMs: repeatEveryMs, signal },
      });
    }),
  );
  const shifts = [{ from: -Infinity, ms: 0 }];
  const shiftAt = (moment: number): number => shifts.findLast(({ from }) => from <= moment)?.ms ?? 0;
  const moving = building.move();
  return {
    stack,
    apis,
    workers: [
      { part: stack.worker, metrics: stack.metrics.worker, proxy: stack.workerProxy },
      { part: () => secondWorker.part, metrics: secondWorker.metrics, proxy: secondWorker.proxy },
    ],
    line,
    history,
    hall: createHall({ crowds, random: seeded(seed - 1), signal }),
    boards,
    random,
    disks,
    logFile,
    shiftMs: () => shiftAt(Infinity),
    shiftAt,
    async shiftClock(milliseconds) {
      await shiftClock(stack.db, milliseconds);
      shifts.push({ from: Date.now(), ms: milliseconds });
    },
    [Symbol.asyncDispose]: () => moving.disposeAsync(),
  };
}
