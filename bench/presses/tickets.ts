import { randomBytes, randomUUID } from 'node:crypto';
import { Client, WithStartWorkflowOperation, type Connection } from '@temporalio/client';
import { checkInGoodForMs } from '../../api/engine.ts';
import { createCipher } from '../../db/sealing/cipher.ts';
import { createCommandStore } from '../../db/commands.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { storingTicketRequest, ticketInputOf } from '../../db/visits/tickets.ts';
import { checkInPatienceMs, visitTaskQueue, type VisitInput } from '../../domain/visits/messages.ts';
import { searchAttributeNames } from '../../process/search-attributes.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { visitWorkflow } from '../../workflows/index.ts';
import { checkIn, visitStart } from '../../workflows/messages.ts';
import type { BenchClient } from '../client.ts';
import { rounded } from '../measuring/figures.ts';
import { throughputOf, type Round, type Throughput } from './moves.ts';
import { perPress, readProcessorTimes } from '../measuring/processors.ts';
import type { BenchStack } from '../stack.ts';

const atOnce = 16;
const bursts = 8;
const rounds = 3;

/** Somebody who is to get a number. */
type Wish = () => Promise<unknown>;

/** One office of each measurement: nobody waits there yet. */
export const ticketOffices = Array.from({ length: 2 * rounds }, (_none, nth) => String(7100 + nth));

/** Lets sixteen people take a number at once, again and again, through the api and straight to the engine in turn. */
export async function compareTickets(options: {
  stack: BenchStack;
  staff: BenchClient;
  connection: Connection;
}): Promise<Throughput> {
  const { stack, staff, connection } = options;
  const { db } = stack;
  const { workflow } = new Client({ connection });
  const store = createCommandStore({ db, cipher: createCipher(randomBytes(32)) }); // nobody repeats these keys

  const throughApi =
    (office: string): Wish =>
    () =>
      staff.post<Ticket>(`/api/v1/offices/${office}/visits`, { service: 'P' });

  /** Claims a key as the api would, so that the engine alone is left. */
  const straight = async (code: string): Promise<Wish> => {
    const office = await readOfficeNow(db, code);
    if (!office) throw new Error(`no office ${code}`);
    const visitId = randomUUID();
    const asked = { visitId, office, service: 'P', priority: null, language: 'id' } as const;
    const { id: commandId } = await store.take(
      { scope: 'bench', key: randomUUID(), request: '', visitId, at: office.now },
      storingTicketRequest(asked),
    );
    const input: VisitInput = { ...ticketInputOf(asked), clockShiftMs: 0, patienceMs: checkInPatienceMs };
    return () =>
      workflow.executeUpdateWithStart(checkIn, {
        updateId: `check-in-${commandId}`,
        args: [{ commandId, validUntil: Date.now() + checkInGoodForMs }],
        startWorkflowOperation: new WithStartWorkflowOperation<typeof visitWorkflow>('visitWorkflow', {
          ...visitStart(input, { taskQueue: visitTaskQueue, attributes: new Set(searchAttributeNames) }),
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
        }),
      });
  };

  const made: { api: Round[]; engine: Round[] } = { api: [], engine: [] };
  const offices = ticketOffices.values();
  for (let round = 0; round < rounds; round += 1) {
    const [office = '', other = ''] = [offices.next().value, offices.next().value];
    const wishes = Array.from({ length: atOnce * bursts }, () => throughApi(office));
    made.api.push(await fulfilled(stack, wishes));
    const straightWishes: Wish[] = [];
    for (let count = 0; count < atOnce * bursts; count += 1) straightWishes.push(await straight(other));
    made.engine.push(await fulfilled(stack, straightWishes));
  }
  return throughputOf(atOnce, made);
}

/** Sixteen at a time; the next ones when the last of them has a number. */
async function fulfilled(stack: BenchStack, wishes: readonly Wish[]): Promise<Round> {
  const before = await readProcessorTimes(stack);
  const start = performance.now();
  for (let first = 0; first < wishes.length; first += atOnce) {
    await Promise.all(wishes.slice(first, first + atOnce).map((wish) => wish()));
  }
  const seconds = (performance.now() - start) / 1000;
  const processorMs = perPress(before, await readProcessorTimes(stack), wishes.length);
  return { perSecond: rounded(wishes.length / seconds), processorMs };
}
