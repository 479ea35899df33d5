import { randomUUID } from 'node:crypto';
import { Client, type Connection } from '@temporalio/client';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { Move } from '../../domain/visits/visit.ts';
import { guestBook } from '../../test/world/client.ts';
import { moveVisit } from '../../workflows/messages.ts';
import type { BenchClient } from '../client.ts';
import { medianOf, rounded } from '../measuring/figures.ts';
import { perPress, readProcessorTimes, type ProcessorTimes } from '../measuring/processors.ts';
import type { BenchStack } from '../stack.ts';

const roundMs = 3_000;
const rounds = 3;
/** Of each measurement, new ones every time: a story of hundreds of moves is no visit. */
const visitsAtOnce = 16;

/** A visit that is served and taken back again and again: each move one update, one event, one transaction. */
interface OpenVisit {
  readonly visitId: string;
  readonly office: string;
  readonly day: string;
  revision: number;
  served: boolean;
}

/** What is measured in turn within one run, through the api and straight to the engine. */
export interface Throughput {
  readonly clients: number;
  readonly apiPerSecond: number;
  readonly enginePerSecond: number;
  /** Median of the rounds' own ratios, in percent. */
  readonly share: number;
  /** What each part computed for one press, in milliseconds, through the api and straight to the engine; medians. */
  readonly processorMs: { readonly api: ProcessorTimes; readonly engine: ProcessorTimes };
}

/** How many presses there were in how much time, and what they cost. */
export interface Round {
  readonly perSecond: number;
  readonly processorMs: ProcessorTimes;
}

/** Compares rounds through the api with the rounds straight to the engine beside them. */
export function throughputOf(
  clients: number,
  { api, engine }: { readonly api: readonly Round[]; readonly engine: readonly Round[] },
): Throughput {
  const middle = (of: readonly Round[]): number => medianOf(of.map(({ perSecond }) => perSecond));
  const shares = api.map(({ perSecond }, nth) => (100 * perSecond) / (engine[nth]?.perSecond ?? Number.NaN));
  return {
    clients,
    apiPerSecond: middle(api),
    enginePerSecond: middle(engine),
    share: medianOf(shares),
    processorMs: { api: middleTimes(api), engine: middleTimes(engine) },
  };
}

function middleTimes(of: readonly Round[]): ProcessorTimes {
  const middle = (name: keyof ProcessorTimes): number =>
    medianOf(of.map(({ processorMs }) => processorMs[name]));
  return {
    api: middle('api'),
    worker: middle('worker'),
    engine: middle('engine'),
    database: middle('database'),
    bench: middle('bench'),
  };
}

/** Lets so many clients move visits side by side, through the api and straight to the engine in turn, and compares. */
export async function compareMoves(options: {
  stack: BenchStack;
  staff: BenchClient;
  staffId: string;
  connection: Connection;
  office: string;
  clients: number;
}): Promise<Throughput> {
  const { stack, staff, staffId, connection, office, clients } = options;
  const { workflow } = new Client({ connection });

  const throughApi = async (visit: OpenVisit): Promise<void> => {
    const body = { move: nameOf(visit), expectedRevision: visit.revision };
    const { revision } = await staff.post<StaffVisit>(`/api/v1/visits/${visit.visitId}/moves`, body);
    moved(visit, revision);
  };
  const straight = async (visit: OpenVisit): Promise<void> => {
    const move: Move = {
      id: randomUUID(),
      name: nameOf(visit),
      at: Date.now(),
      by: { kind: 'staff', id: staffId },
      expectedRevision: visit.revision,
    };
    const handle = workflow.getHandle(workflowIdOf(visit));
    moved(visit, await handle.executeUpdate(moveVisit, { updateId: move.id, args: [move] }));
  };
  const measured = async (move: (visit: OpenVisit) => Promise<void>): Promise<Round> => {
    const visits = await openVisits(staff, office);
    const lanes = Array.from({ length: clients }, (_none, lane) =>
      visits.filter((_visit, nth) => nth % clients === lane),
    );
    return movedFor(stack, lanes, move);
  };

  const made: { api: Round[]; engine: Round[] } = { api: [], engine: [] };
  for (let round = 0; round < rounds; round += 1) {
    made.api.push(await measured(throughApi));
    made.engine.push(await measured(straight));
  }
  return throughputOf(clients, made);
}

/** Visitors whose guest book is filled. */
async function openVisits(staff: BenchClient, office: string): Promise<OpenVisit[]> {
  const open = async (): Promise<OpenVisit> => {
    const { day } = await staff.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' });
    const called = await staff.post<{ visit: StaffVisit }>(`/api/v1/offices/${office}/calls`, {
      counter: 'FO-1',
    });
    const { visitId, revision } = called.visit;
    const body = { move: 'submit-guest-book', expectedRevision: revision, guestBook };
    await staff.post(`/api/v1/visits/${visitId}/moves`, body);
    return { visitId, office, day, revision: revision + 1, served: false };
  };
  const visits: OpenVisit[] = [];
  for (let count = 0; count < visitsAtOnce; count += 1) visits.push(await open());
  return visits;
}

/** Each lane moves its visits in turn, one after the other. */
async function movedFor(
  stack: BenchStack,
  lanes: readonly (readonly OpenVisit[])[],
  move: (visit: OpenVisit) => Promise<void>,
): Promise<Round> {
  const before = await readProcessorTimes(stack);
  const start = performance.now();
  const made = await Promise.all(
    lanes.map(async (visits) => {
      let moves = 0;
      for (; performance.now() - start < roundMs; moves += 1) {
        const visit = visits[moves % visits.length];
        if (visit) await move(visit);
      }
      return moves;
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const total = made.reduce((sum, moves) => sum + moves, 0);
  const processorMs = perPress(before, await readProcessorTimes(stack), total);
  return { perSecond: rounded(total / seconds), processorMs };
}

function nameOf({ served }: OpenVisit): 'serve' | 'undo' {
  return served ? 'undo' : 'serve';
}

function moved(visit: OpenVisit, revision: number): void {
  visit.revision = revision;
  visit.served = !visit.served;
}
