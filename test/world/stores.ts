import { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { needsWorkflow } from '../../db/visits/stores/comparisons.ts';
import { readResumed } from '../../db/visits/stores/records.ts';
import { workflowIdOf, type KnownVisit, type VisitKey } from '../../domain/visits/messages.ts';
import { agree, standingOf, type ResumedVisit } from '../../domain/visits/record.ts';
import { searchAttributeNames } from '../../process/search-attributes.ts';
import { knownVisit, visitStart } from '../../workflows/messages.ts';
import type { visitWorkflow } from '../../workflows/index.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

type Visit = Omit<VisitKey, 'office'>;

/** What happens to the two stores of a world, and how they compare. */
export function storesOf(world: World) {
  const client = () => new Client({ connection: world.connection });
  const idOf = (visit: Visit): string => workflowIdOf({ ...visit, office: world.office });

  /** What the visit's workflow knows; null when there is none. */
  const known = (visit: Visit): Promise<KnownVisit | null> =>
    client()
      .workflow.getHandle(idOf(visit))
      .query(knownVisit)
      .catch(() => null);

  const isRunning = async (visit: Visit): Promise<boolean> => {
    const { status } = await client().workflow.getHandle(idOf(visit)).describe();
    return status.name === 'RUNNING';
  };

  /** The engine has an older state of the visit, as a file does that lost its last moments. */
  const goBack = async (visit: Visit, to: (now: ResumedVisit) => ResumedVisit): Promise<void> => {
    const input = await readResumed(world.db, visit.visitId);
    if (!input) throw new Error('no such visit');
    const resumed = to(input.resumed);
    await client().workflow.start<typeof visitWorkflow>('visitWorkflow', {
      ...visitStart(
        { ...input, resumed },
        { taskQueue: world.taskQueue, attributes: new Set(searchAttributeNames) },
      ),
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  };

  return {
    known,
    goBack,

    /** The engine has the visit no longer: it was lost, or an operator ended its workflow. */
    async loseWorkflow(visit: Visit): Promise<void> {
      await client().workflow.getHandle(idOf(visit)).terminate('lost');
    },

    /** The engine loses a visit's last move. */
    loseMove: (visit: Visit): Promise<void> =>
      goBack(visit, ({ record, ...now }) => ({
        ...now,
        undoUntil: null,
        record: { ...record, moves: record.moves.slice(0, -1) },
      })),

    /** Waits until the engine's list, which is written a moment later, has the visit's workflow as one that runs. */
    async untilListed(visit: Visit): Promise<void> {
      const { runId } = await client().workflow.getHandle(idOf(visit)).describe();
      const query = `WorkflowId = "${idOf(visit)}" AND ExecutionStatus = "Running"`;
      await until('the engine lists the workflow', async () => {
        for await (const listed of client().workflow.list({ query })) if (listed.runId === runId) return true;
        return false;
      });
    },

    /** Waits until both stores know the same of these visits, and each that has something left to do is carried on. */
    async untilAgreed(...visits: Visit[]): Promise<void> {
      for (const visit of visits) {
        await until(`the stores agree on ${visit.visitId}`, async () => {
          const [row, engine] = await Promise.all([readResumed(world.db, visit.visitId), known(visit)]);
          if (!row || !engine) return false;
          const theirs = standingOf({ ...engine, terms: engine.input.terms });
          if (!agree(theirs, standingOf(row.resumed))) return false;
          return (await isRunning(visit)) || !(await needsWorkflow(world.db, visit.visitId));
        });
      }
    },

    /** Copies the whole database aside. */
    async backUp(): Promise<Backup> {
      const { rows } = await sql<{ name: string }>`
        select c.relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
      `.execute(world.db);
      const tables = rows.map(({ name }) => name);
      await sql`create schema aside`.execute(world.db);
      for (const table of tables) {
        await sql`create table ${sql.table(`aside.${table}`)} as table ${sql.table(`public.${table}`)}`.execute(
          world.db,
        );
      }
      return { tables };
    },

    /** Puts the copy in the database's place; it must be compared with the engine again. */
    async restore({ tables }: Backup): Promise<void> {
      await world.db.transaction().execute(async (trx) => {
        await sql`set local session_replication_role = replica`.execute(trx);
        for (const table of tables) {
          await sql`delete from ${sql.table(`public.${table}`)}`.execute(trx);
          await sql`insert into ${sql.table(`public.${table}`)} overriding system value table ${sql.table(`aside.${table}`)}`.execute(
            trx,
          );
        }
        await sql`delete from comparison`.execute(trx);
      });
      await sql`drop schema aside cascade`.execute(world.db);
    },
  };
}

interface Backup {
  readonly tables: readonly string[];
}
