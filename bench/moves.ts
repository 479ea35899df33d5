import { randomUUID } from 'node:crypto';
import { Client, type Connection } from '@temporalio/client';
import { workflowIdOf } from '../domain/visits/messages.ts';
import type { StaffVisit } from '../wire/visits.ts';
import type { Ticket } from '../wire/visitors.ts';
import type { Move } from '../domain/visits/visit.ts';
import { guestBook } from '../test/world/client.ts';
import { moveVisit } from '../workflows/messages.ts';
import type { BenchClient } from './client.ts';
import { medianOf, rounded } from './figures.ts';

const office = '6500';
const roundMs = 3_000;
const rounds = 3;

/** A visit that is served and taken back again and again: each move one update, one event, one transaction. */
interface Lane {
  readonly visitId: string;
  readonly day: string;
  revision: number;
  served: boolean;
}

/** Moves per second through the api and straight to the engine, measured in turn within one run. */
export interface Throughput {
  readonly clients: number;
  readonly api: number;
  readonly engine: number;
  /** Median of the rounds' own ratios, in percent. */
  readonly share: number;
}

/** Registers as many visits as there will be clients. */
export async function openLanes(staff: BenchClient, count: number): Promise<Lane[]> {
  const lanes: Lane[] = [];
  for (let lane = 0; lane < count; lane += 1) {
    const { day } = await staff.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' });
    const called = await staff.post<{ visit: StaffVisit }>(`/api/v1/offices/${office}/calls`, {
      counter: 'FO-1',
    });
    const { visitId, revision } = called.visit;
    await staff.post(`/api/v1/visits/${visitId}/moves`, {
      move: 'submit-guest-book',
      expectedRevision: revision,
      guestBook,
    });
    lanes.push({ visitId, day, revision: revision + 1, served: false });
  }
  return lanes;
}

/** Lets the lanes run side by side, api and engine in turn, and compares. */
export async function compare(options: {
  staff: BenchClient;
  staffId: string;
  connection: Connection;
  lanes: readonly Lane[];
}): Promise<Throughput> {
  const { staff, staffId, connection, lanes } = options;
  const { workflow } = new Client({ connection });

  const throughApi = async (lane: Lane): Promise<void> => {
    const body = { move: nameOf(lane), expectedRevision: lane.revision };
    const { revision } = await staff.post<StaffVisit>(`/api/v1/visits/${lane.visitId}/moves`, body);
    moved(lane, revision);
  };
  const straight = async (lane: Lane): Promise<void> => {
    const move: Move = {
      id: randomUUID(),
      name: nameOf(lane),
      at: Date.now(),
      by: { kind: 'staff', id: staffId },
      expectedRevision: lane.revision,
    };
    const handle = workflow.getHandle(workflowIdOf({ ...lane, office }));
    moved(lane, await handle.executeUpdate(moveVisit, { updateId: move.id, args: [move] }));
  };

  const api: number[] = [];
  const engine: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    api.push(await perSecond(lanes, throughApi));
    engine.push(await perSecond(lanes, straight));
  }
  const shares = api.map((value, round) => (100 * value) / (engine[round] ?? Number.NaN));
  return { clients: lanes.length, api: medianOf(api), engine: medianOf(engine), share: medianOf(shares) };
}

async function perSecond(lanes: readonly Lane[], move: (lane: Lane) => Promise<void>): Promise<number> {
  const start = performance.now();
  const made = await Promise.all(
    lanes.map(async (lane) => {
      let moves = 0;
      for (; performance.now() - start < roundMs; moves += 1) await move(lane);
      return moves;
    }),
  );
  const total = made.reduce((sum, moves) => sum + moves, 0);
  return rounded(total / ((performance.now() - start) / 1000));
}

function nameOf({ served }: Lane): 'serve' | 'undo' {
  return served ? 'undo' : 'serve';
}

function moved(lane: Lane, revision: number): void {
  lane.revision = revision;
  lane.served = !lane.served;
}
