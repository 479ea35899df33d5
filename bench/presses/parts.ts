import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Part } from '../../deploy/embedded/part.ts';
import { until } from '../../test/world/until.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { BenchClient } from '../client.ts';
import { rounded } from '../measuring/figures.ts';
import { msOf } from '../measuring/measure.ts';
import { startStack } from '../stack.ts';
import type { Traced } from './trace.ts';

const office = '6500';
const warmUp = 20;
const rounds = 60;

/** The presses that are looked at, in the order of a round; the last one ends the visit. */
const presses = ['ticket', 'call', 'arrival', 'end'] as const;
type Press = Exclude<(typeof presses)[number], 'end'>;

/** Where the time of a press goes, in milliseconds on average: the parts one after the other, which add up to the whole. */
export interface PressParts {
  readonly wholeMs: number;
  /** Between whoever presses and the api. */
  readonly lineMs: number;
  readonly apiMs: number;
  readonly apiDatabaseMs: number;
  /** The engine and the workflow's own code. */
  readonly engineMs: number;
  readonly recordingMs: number;
  readonly apiStatements: number;
  readonly recordingStatements: number;
}

/** Presses one after the other on a stack of their own, without screens, and looks where each spends its time. */
export async function partsOfPresses(): Promise<Record<Press, PressParts>> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(`${tmpdir()}/kunjung-trace-`);
  stack.defer(() => rm(folder, { recursive: true }));
  const { base, parts } = stack.use(
    await startStack({
      BENCH_TRACE: folder,
      NODE_OPTIONS: `--import=${fileURLToPath(new URL('trace.ts', import.meta.url))}`,
    }),
  );
  const staff = await new BenchClient(base).signIn('petugas');
  const wholes: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const ms of await pressInTurn(staff)) wholes.push(ms);
  }
  const [requests, activities] = await Promise.all([tracedBy(parts.api), tracedBy(parts.worker)]);
  const shownOf = (press: Press): PressParts => {
    const wanted = (_value: unknown, index: number, { length }: { readonly length: number }): boolean =>
      index >= length - rounds * presses.length &&
      (index - length + rounds * presses.length) % presses.length === presses.indexOf(press);
    return partsOf({
      wholes: wholes.filter(wanted),
      requests: requests.filter(wanted),
      activities: activities.filter(wanted),
    });
  };
  return { ticket: shownOf('ticket'), call: shownOf('call'), arrival: shownOf('arrival') };

  async function tracedBy(part: Part): Promise<Traced[]> {
    const pid = part.pid();
    if (pid === undefined) throw new Error('a part of the stack is not running');
    process.kill(pid, 'SIGUSR2');
    return until(
      'the trace is written',
      async () => JSON.parse(await readFile(`${folder}/${pid}.json`, 'utf8')) as Traced[],
    );
  }
}

/** One visitor takes a number, is called, comes, and is let go; how long each press took. */
async function pressInTurn(staff: BenchClient): Promise<number[]> {
  let visit: Pick<StaffVisit, 'visitId' | 'revision'> = { visitId: '', revision: 0 };
  const move = async (name: 'arrive' | 'cancel'): Promise<void> => {
    const path = `/api/v1/visits/${visit.visitId}/moves`;
    visit = await staff.post<StaffVisit>(path, { move: name, expectedRevision: visit.revision });
  };
  return [
    await msOf(() => staff.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' })),
    await msOf(async () => {
      const path = `/api/v1/offices/${office}/calls`;
      ({ visit } = await staff.post<{ visit: StaffVisit }>(path, { counter: 'FO-1' }));
    }),
    await msOf(() => move('arrive')),
    await msOf(() => move('cancel')),
  ];
}

function partsOf({
  wholes,
  requests,
  activities,
}: {
  wholes: readonly number[];
  requests: readonly Traced[];
  activities: readonly Traced[];
}): PressParts {
  const whole = meanOf(wholes);
  const ofRequests = (name: keyof Traced): number => meanOf(requests.map((request) => request[name]));
  const ofActivities = (name: keyof Traced): number => meanOf(activities.map((activity) => activity[name]));
  const [inApi, apiDatabase, inEngine] = [ofRequests('ms'), ofRequests('databaseMs'), ofRequests('engineMs')];
  const recording = ofActivities('databaseMs');
  return {
    wholeMs: rounded(whole),
    lineMs: rounded(whole - inApi),
    apiMs: rounded(inApi - apiDatabase - inEngine),
    apiDatabaseMs: rounded(apiDatabase),
    engineMs: rounded(inEngine - recording),
    recordingMs: rounded(recording),
    apiStatements: rounded(ofRequests('statements')),
    recordingStatements: rounded(ofActivities('statements')),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
