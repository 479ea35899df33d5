import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { readClock } from '../../../db/clock.ts';
import type { Database } from '../../../db/connect.ts';
import { readViolations } from '../../../db/rules/invariants.ts';
import { metrics } from '../../../domain/metrics.ts';
import { visitOf } from '../../../domain/visits/messages.ts';
import { finalSteps } from '../../../domain/visits/steps.ts';
import type { Board } from '../../../wire/boards.ts';
import { guestBook } from '../../world/client.ts';
import { freeText } from '../crowd.ts';
import { readExposition } from '../../world/exposition.ts';
import type { BoardFact, Facts, FigureFact, VisitFact } from './facts.ts';
import type { Ground } from './ground.ts';

/** Reads everything that the rules compare, once everybody rests. */
export async function readFacts(ground: Ground): Promise<Facts> {
  const { db } = ground.stack;
  const [running, pages] = await Promise.all([readRunning(ground), readPages(ground)]);
  const [visits, events, notices, cards, counters, rated] = await Promise.all([
    readVisits(db),
    db
      .selectFrom('visit_event')
      .select(['visit_id as visitId', 'revision', 'move', 'counter', 'command_id as commandId'])
      .execute(),
    db
      .selectFrom('visit_notice')
      .select(['visit_id as visitId', 'kind', 'at'])
      .where('withdrawn_at', 'is', null)
      .execute(),
    db
      .selectFrom('custody')
      .select(['visit_id as visitId', 'locker'])
      .where('returned_at', 'is', null)
      .where('resolved_at', 'is', null)
      .execute(),
    db.selectFrom('ticket_counter').select(['office', 'service', 'day', 'last']).execute(),
    db.selectFrom('rating').select('visit_id').execute(),
  ]);
  return {
    now: await readClock(db),
    visits,
    events,
    notices,
    cards,
    counters,
    rated: rated.map(({ visit_id }) => visit_id),
    running: running.map(({ visitId }) => visitId),
    misled: running.flatMap(({ visitId, begunAt }) => {
      const byMs = Math.abs(ground.shiftAt(begunAt) - ground.shiftMs());
      return byMs === 0 ? [] : [{ visitId, byMs }];
    }),
    views: await readViolations(db),
    boards: await readBoards(ground),
    figures: await compareFigures(ground, pages),
    leaks: await findLeaks(ground, pages),
  };
}

async function readVisits(db: Database): Promise<VisitFact[]> {
  const rows = await db
    .selectFrom('visit')
    .innerJoin('policy', (join) =>
      join.onRef('policy.office', '=', 'visit.office').onRef('policy.version', '=', 'visit.policy_version'),
    )
    .selectAll('visit')
    .select('policy.body')
    .execute();
  return rows.map((row) => ({
    ...row,
    times: {
      taken: row.created_at,
      called: row.called_at,
      registered: row.registered_at,
      served: row.served_at,
      entered: row.entered_at,
      ended: row.ended_at,
    },
    terms: { ...row.body, closesAt: row.closes_at },
    changesUntil: latestOf(row.undo_until, row.call_back_until),
  }));
}

const latestOf = (...times: (number | null)[]): number | null =>
  times.reduce((latest, time) => (time !== null && time > (latest ?? -Infinity) ? time : latest), null);

/** The visits whose workflow runs, and since when in real time. */
export async function readRunning({
  stack,
}: Ground): Promise<{ readonly visitId: string; readonly begunAt: number }[]> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    const running: { visitId: string; begunAt: number }[] = [];
    const query = 'WorkflowType = "visitWorkflow" AND ExecutionStatus = "Running"';
    for await (const { workflowId, startTime } of new Client({ connection }).workflow.list({ query }))
      running.push({ visitId: visitOf(workflowId).visitId, begunAt: startTime.getTime() });
    return running;
  } finally {
    await connection.close();
  }
}

/** What a board shows, without what passes with time alone. */
const contentOf = ({ at: _at, recent: _passing, ...content }: Board): string => JSON.stringify(content);

async function readBoards({ stack, boards }: Ground): Promise<BoardFact[]> {
  const client = stack.client();
  const path = client.inOffice('/board');
  const expected = contentOf((await client.send<Board>(path)).body);
  return boards.map(({ name, board }) => {
    const shown = board.shown();
    return { board: name, shown: shown ? contentOf(shown) : 'nothing', expected };
  });
}

/** The figures of each api, by its address. */
async function readPages({ apis }: Ground): Promise<string[]> {
  return Promise.all(apis.map(async ({ metrics: address }) => (await fetch(address)).text()));
}

async function compareFigures({ stack }: Ground, pages: readonly string[]): Promise<FigureFact[]> {
  const { db, office } = stack;
  const { rows } = await sql<{ outcome: string; visits: number }>`
    select step as outcome, count(*) as visits from visit
    where office = ${office} and (undo_until is null or undo_until <= clock())
      and (call_back_until is null or call_back_until <= clock())
    group by 1
  `.execute(db);
  const counted = new Map(rows.map(({ outcome, visits }) => [outcome, visits]));
  return pages.flatMap((page, index) => {
    const { series } = readExposition(page);
    const ofOffice = series.filter(
      ({ name, labels }) => name === metrics.visits.name && labels['office'] === office,
    );
    return finalSteps.map((outcome) => ({
      figure: `api ${index + 1}, ${metrics.visits.name} ${outcome}`,
      told: ofOffice.find(({ labels }) => labels['outcome'] === outcome)?.value ?? null,
      counted: counted.get(outcome) ?? 0,
    }));
  });
}

/** What no log, metric or history of the engine may hold, besides the link to a visitor's page. */
const personal = [guestBook.email, guestBook.phone ?? '', guestBook.name, freeText];
const inMany = (text: string): string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text),
  Buffer.from(text).toString('base64').slice(0, -4), // its end depends on what follows
];

async function findLeaks({ stack, history, logFile }: Ground, pages: readonly string[]): Promise<string[]> {
  const names = (await readdir(stack.dataDir)).filter((name) => /^temporal\.|\.log$/.test(name));
  const paths = [logFile, ...names.map((name) => `${stack.dataDir}/${name}`)];
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), content: await readFile(path) })),
  );
  const places = [...files, ...pages.map((page) => ({ name: 'metrics', content: Buffer.from(page) }))];
  const token = history.lastToken();
  const marks = [...personal, ...(token === null ? [] : [token])].flatMap(inMany);
  return places.filter(({ content }) => marks.some((mark) => content.includes(mark))).map(({ name }) => name);
}
