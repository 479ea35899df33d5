import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { createVisitComparison } from '../../../activities/visits/visit-comparison.ts';
import { readResumed } from '../../../db/visits/stores/records.ts';
import { workflowIdOf } from '../../../domain/visits/messages.ts';
import type { Move } from '../../../domain/visits/visit.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import { searchAttributeNames } from '../../../process/search-attributes.ts';
import { moveVisit } from '../../../workflows/messages.ts';
import type { visitWorkflow } from '../../../workflows/index.ts';
import { answered } from '../../world/answered.ts';
import { emptyHall, serveVisitor } from '../../world/desk.ts';
import { storesOf } from '../../world/stores.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld({ undoSeconds: 60, noShowSeconds: 600 });
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const stores = storesOf(world);

afterEach(() => emptyHall(staff));

const workflowOf = ({ visitId, day }: Ticket) =>
  new Client({ connection: world.connection }).workflow.getHandle<typeof visitWorkflow>(
    workflowIdOf({ visitId, day, office: world.office }),
  );

/** Lets nothing be written to a table while the condition holds. */
async function refuseWriting(table: string, condition: string): Promise<AsyncDisposable> {
  await sql`
    create function refuse_writing() returns trigger language plpgsql as $$
    begin raise exception 'refused by the test'; end $$
  `.execute(world.db);
  await sql`
    create trigger refused before insert on ${sql.table(table)} for each row when (${sql.raw(condition)})
      execute function refuse_writing()
  `.execute(world.db);
  return {
    async [Symbol.asyncDispose]() {
      await sql`drop function refuse_writing cascade`.execute(world.db);
    },
  };
}

describe('an older database whose visits cannot be written back yet', () => {
  test('gives none of their numbers to anybody else', async () => {
    const backup = await stores.backUp();
    const { body: lost } = await visitor.takeTicket();
    await stores.untilListed(lost);
    {
      await using _refusing = await refuseWriting('visit', `new.id = '${lost.visitId}'`);
      await stores.restore(backup);
      const key = randomUUID();
      const { body: next } = await answered('a number', () => visitor.takeTicket({}, key));
      expect(next.number).toBe(lost.number + 1);
      expect(await readResumed(world.db, lost.visitId)).toBeNull();
    }
    await stores.untilAgreed(lost);
    expect((await staff.readVisit(lost)).step).toBe('waiting');
  });

  test('gets a move that waits for them once they are there', async () => {
    const backup = await stores.backUp();
    const { ticket, visit } = await serveVisitor({ visitor, staff });
    const { resumed } = (await readResumed(world.db, ticket.visitId)) ?? {};
    const by = resumed?.record.moves.at(-1)?.move.by;
    if (!by) throw new Error('nobody served the visitor');
    const move: Move = {
      id: randomUUID(),
      name: 'skip-locker',
      reason: 'no-bag',
      at: Date.now(),
      by,
      expectedRevision: visit.revision,
    };
    const workflow = workflowOf(ticket);
    await stores.untilListed(ticket);
    let moving: Promise<number>;
    {
      await using _refusing = await refuseWriting('unmatched_visit', 'true'); // so that no comparison comes to its end
      await stores.restore(backup);
      moving = workflow.executeUpdate(moveVisit, { args: [move] });
      await until('the move is tried again', async () => {
        const { raw } = await workflow.describe();
        return raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 1);
      });
    }
    expect(await moving).toBe(visit.revision + 1);
    await stores.untilAgreed(ticket);
    const after = await readResumed(world.db, ticket.visitId);
    expect(after?.resumed.record.moves.at(-1)).toMatchObject({ move: { id: move.id }, step: 'serving' });
  });
});

describe('a workflow that knows more moves, but others than the row', () => {
  test('takes over the row by itself', async () => {
    const { ticket, visit } = await serveVisitor({ visitor, staff });
    await stores.goBack(ticket, ({ record, ...now }) => {
      const before = record.moves.slice(0, -1);
      const last = record.moves.at(-1);
      if (!last) throw new Error('nobody served the visitor');
      const other = { ...last, move: { ...last.move, id: randomUUID() } };
      const { at, by } = last.move;
      const more: Move = {
        id: randomUUID(),
        name: 'skip-locker',
        reason: 'no-bag',
        at,
        by,
        expectedRevision: null,
      };
      return { ...now, record: { ...record, moves: [...before, other, { move: more, step: 'serving' }] } };
    });
    await stores.untilAgreed(ticket);
    expect((await staff.readVisit(ticket)).revision).toBe(visit.revision);
    expect((await stores.known(ticket))?.record?.moves).toHaveLength(visit.revision - 1);
  });
});

describe('a run that cannot go on', () => {
  test('is ended by its own id: the run that has taken its place goes on', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const workflow = workflowOf(ticket);
    const { runId: broken } = await workflow.describe();
    await stores.loseWorkflow(ticket);
    await stores.untilAgreed(ticket);
    const { runId: next } = await workflow.describe();
    expect(next).not.toBe(broken);

    const comparison = createVisitComparison({
      db: world.db,
      client: new Client({ connection: world.connection }),
      taskQueue: world.taskQueue,
      searchAttributes: async () => new Set(searchAttributeNames),
    });
    const visit = { visitId: ticket.visitId, day: ticket.day, office: world.office };
    await expect(comparison.mend({ visit, fault: 'silent', runId: broken })).rejects.toThrow();
    const { runId, status } = await workflow.describe();
    expect([runId, status.name]).toEqual([next, 'RUNNING']);
  });
});
