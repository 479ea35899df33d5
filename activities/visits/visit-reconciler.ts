import type { Database } from '../../db/connect.ts';
import type { Lease } from '../../db/processes/lease.ts';
import {
  forgetFaults,
  holdNumbers,
  markChecked,
  markCompared,
  noteFault,
  readCompared,
  readIncarnation,
  readNoted,
  type ComparedVisit,
} from '../../db/visits/stores/comparisons.ts';
import { workflowIdOf, type VisitKey } from '../../domain/visits/messages.ts';
import type { VisitEvents } from '../events.ts';
import { createRounds } from './rounds.ts';
import { createWithoutRow } from './without-row.ts';
import { each, hasSettled, type Difference, type Found, type VisitComparison } from './visit-comparison.ts';

/** Longer than from one look to the next; after a crash another worker looks this much later. */
export const visitLease = { job: 'visits', seconds: 8 } as const;

/** Workflows that a look may list, on average of many looks: more of them are listed less often, a few each time. */
const listedALook = 250;
/** Visits that are asked and put right before the lease is looked at again. */
const batchSize = 32;
/** For how long one look asks in a round; the next goes on, with a new list of running workflows. */
const asksForMs = 10_000;
/** For how long a workflow may leave questions unanswered before it is started again. */
const silentForMs = 15_000;
/** How often all workflows are asked before those that do not answer are left out. */
const mostTries = 3;

/**
 * Makes every open visit and its workflow agree, and goes on by itself after either store was lost. One worker at a
 * time does it, for as long as it has the lease. In peace a look counts the running workflows, now and then lists
 * them, and asks a few questions; after a start, a failure, a break of the line to the engine or a difference every
 * visit is asked.
 */
export function createVisitReconciler(deps: {
  db: Database;
  comparison: VisitComparison;
  lease: Lease;
  /** How often the line to the engine broke so far. */
  lineBreaks: () => number;
  events: VisitEvents;
}) {
  const { db, comparison, lease, lineBreaks, events } = deps;
  const rounds = createRounds();
  const withoutRow = createWithoutRow(db);
  let breaks = 0;
  let wasMine = false;
  /** How many workflows may be listed by now. */
  let allowance = Infinity;
  /** Comparisons of this start of the database that some workflow did not answer. */
  let tries = 0;

  /** Asks everybody, and lists all that runs. */
  const beginAnew = (): void => {
    rounds.begin();
    allowance = Infinity;
  };

  /** Puts the visits right, while `mayGoOn`; answers the ids of those that still differ. */
  const mendAll = async (
    differences: readonly Difference[],
    mayGoOn: () => Promise<boolean>,
  ): Promise<string[]> => {
    const still = await each(differences, async (difference): Promise<string | null> => {
      const { visit, fault } = difference;
      if (!(await mayGoOn())) return visit.visitId;
      const forMs = await noteFault(db, visit, fault);
      if (fault === 'silent' && forMs < silentForMs) return visit.visitId;
      try {
        await comparison.mend(difference);
        await forgetFaults(db, [visit.visitId]);
        events.visitMended(visit.visitId, fault);
        return null;
      } catch (err) {
        events.visitNotMended(visit, { fault, forMs, err });
        return visit.visitId;
      }
    });
    return still.filter((visitId) => visitId !== null);
  };

  /**
   * Puts right what was found among these visits, and forgets who agrees. A note is only forgotten by who has just
   * asked its visit: what another worker notes stays.
   */
  const settle = async (visits: readonly VisitKey[], { differences, unasked }: Found): Promise<number> => {
    const still = await mendAll(differences, lease.keep);
    const left = new Set([...still, ...unasked.map(({ visitId }) => visitId)]);
    await forgetFaults(
      db,
      visits.map(({ visitId }) => visitId).filter((visitId) => !left.has(visitId)),
    );
    return differences.length - still.length;
  };

  /**
   * The open visits, and the workflows that run: null when these need not be listed now. They are read before the
   * rows, so that who ends in between is not missing.
   */
  const readBoth = async (
    isDue: boolean,
  ): Promise<{ open: ComparedVisit[]; running: Set<string> | null }> => {
    const running = isDue ? await comparison.listRunning(lease.keep) : null;
    const open = await readCompared(db);
    if (running !== null) {
      allowance = -open.length;
      return { open, running };
    }
    const tooFew = (await comparison.countRunning()) < open.filter(hasSettled).length;
    return tooFew ? readBoth(true) : { open, running };
  };

  /** Looks at all open visits for their workflow, and asks some of them; false when another worker looks now. */
  const lookOnce = async (): Promise<boolean> => {
    const endsAt = performance.now() + asksForMs;
    const noted = await readNoted(db);
    allowance += listedALook;
    const { open, running } = await readBoth(allowance >= 0);

    const unwritten = noted.filter(({ fault }) => fault === 'ahead').map(({ visit }) => visit);
    const isUnwritten = new Set(unwritten.map(({ visitId }) => visitId));
    const lost = running === null ? [] : await withoutRow.among(running, open);
    const ahead = [...unwritten, ...lost.filter(({ visitId }) => !isUnwritten.has(visitId))];
    let mended = await settle(ahead, await comparison.stillAhead(ahead));
    const needed = new Set([...open.map(({ visit }) => visit), ...ahead].map(({ visitId }) => visitId));
    const ids = noted.map(({ visit }) => visit.visitId);
    await forgetFaults(
      db,
      ids.filter((visitId) => !needed.has(visitId)),
    );

    const isNoted = new Set(ids);
    const settled = open.filter(hasSettled);
    const urgent = settled.filter(
      ({ visit }) => running?.has(workflowIdOf(visit)) === false || isNoted.has(visit.visitId),
    );
    const answers = { given: 0, missed: 0 };
    const next = rounds.next(settled);
    for (const { batch, mayWait } of [
      ...batchesOf(urgent).map((batch) => ({ batch, mayWait: false })),
      ...batchesOf(next).map((batch) => ({ batch, mayWait: true })),
    ]) {
      if (mayWait && performance.now() > endsAt) break;
      if (!(await lease.keep())) return false;
      const visits = batch.map(({ visit }) => visit);
      const found = await comparison.survey(batch);
      mended += await settle(visits, found);
      await markChecked(db); // each time: a look that mends thousands of visits takes minutes
      const unanswered = new Set(found.unasked);
      for (const visit of visits) rounds.asked(visit.visitId, !unanswered.has(visit));
      answers.missed += found.unasked.length;
      answers.given += visits.length - found.unasked.length;
    }
    if (answers.missed > 0 && answers.given === 0) throw new Error('no workflow answered');
    if (mended > 0) {
      rounds.hurry();
      allowance = Infinity;
    }
    return lease.keep();
  };

  return {
    /**
     * Compares the database with all that the engine knows, after each start of the database. Every worker does it,
     * because numbers wait for the first that has; doing it twice changes nothing.
     */
    async compareStart(): Promise<void> {
      const incarnation = await readIncarnation(db);
      if (incarnation.compared) {
        tries = 0; // also when another worker has done it
        return;
      }
      const { differences, unasked } = await comparison.ahead(incarnation);
      await holdNumbers(
        db,
        differences.flatMap(({ known }) => known ?? []),
      );
      const always = async (): Promise<boolean> => true;
      let still = await mendAll(differences, always);
      // a locker or a counter that one visit needs may be freed by another
      if (still.length > 0) {
        still = await mendAll(
          differences.filter(({ visit }) => still.includes(visit.visitId)),
          always,
        );
      }
      // a workflow that never answers must not close the office for good
      if (unasked.length > 0 && (tries += 1) < mostTries) throw new Error('not every workflow answered');
      for (const visit of unasked) await noteFault(db, visit, 'ahead');
      await markCompared(db, incarnation.name);
      beginAnew();
      const failed = still.length + unasked.length;
      events.storesCompared({ writtenBack: differences.length - still.length, failed });
    },

    /** Looks for open visits whose workflow is missing, knows something else or does not answer. */
    async look(): Promise<void> {
      const isMine = await lease.take();
      if (isMine && !wasMine) beginAnew(); // what happened meanwhile, another has seen
      wasMine = isMine;
      if (!isMine || !(await readIncarnation(db)).compared) return;
      if (lineBreaks() !== breaks) beginAnew();
      breaks = lineBreaks();
      try {
        wasMine = await lookOnce();
        if (wasMine) await markChecked(db);
      } catch (error) {
        beginAnew();
        throw error;
      }
    },

    /** Lets another worker look at once. */
    stop: () => lease.release(),
  };
}

function batchesOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / batchSize);
  return Array.from({ length: count }, (_none, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
}
