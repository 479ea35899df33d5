import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/connect.ts';
import { holdsLease, releaseLease } from '../../db/lease.ts';
import {
  forgetFault,
  forgetFaults,
  holdNumbers,
  markChecked,
  markCompared,
  noteFault,
  readAhead,
  readIncarnation,
  type ComparedVisit,
} from '../../db/visits/comparisons.ts';
import type { VisitEvents } from '../events.ts';
import { each, type Difference, type VisitComparison } from './visit-comparison.ts';

/** Visits that each look asks for their revision while nothing is wrong. */
const askedALook = 10;
/** Longer than from one look to the next; after a crash another worker looks this much later. */
const leaseSeconds = 8;
/** For how long a workflow may leave questions unanswered before it is started again. */
const silentForMs = 15_000;
/** How often all workflows are asked before those that do not answer are left out. */
const mostTries = 3;

/**
 * Makes every open visit and its workflow agree, and goes on by itself after either store was lost. One worker at a
 * time does it. In peace a look costs one list of running workflows and a few questions; after a start, a failure or
 * a difference every visit is asked.
 */
export function createVisitReconciler(deps: {
  db: Database;
  comparison: VisitComparison;
  events: VisitEvents;
}) {
  const { db, comparison, events } = deps;
  const holder = randomUUID();
  let asksAll = true;
  /** Comparisons at the start that some workflow did not answer. */
  let tries = 0;
  /** Visits that this round has asked already. */
  let asked = new Set<string>();

  const lease = { job: 'visits', holder };
  const isMine = (): Promise<boolean> => holdsLease(db, { ...lease, seconds: leaseSeconds });

  /** Puts the visits right; answers the ids of those that still differ. */
  const mendAll = async (differences: readonly Difference[]): Promise<string[]> => {
    const still = await each(differences, async (difference): Promise<string | null> => {
      const { visit, fault } = difference;
      const forMs = await noteFault(db, visit, fault);
      if (fault === 'silent' && forMs < silentForMs) return visit.visitId;
      try {
        await comparison.mend(difference);
        await forgetFault(db, visit.visitId);
        events.visitMended(visit.visitId, fault);
        return null;
      } catch (err) {
        events.visitNotMended(visit, { fault, forMs, err });
        return visit.visitId;
      }
    });
    return still.filter((visitId) => visitId !== null);
  };

  /** The next visits of this round. */
  const nextOf = (open: readonly ComparedVisit[]): ComparedVisit[] => {
    if (asksAll) return [...open];
    const fresh = open.filter(({ visit }) => !asked.has(visit.visitId));
    return fresh.slice(0, askedALook);
  };

  return {
    /**
     * Compares the database with all that the engine knows, after each start of the database. Every worker does it,
     * because numbers wait for the first that has; doing it twice changes nothing.
     */
    async compareStart(): Promise<void> {
      const incarnation = await readIncarnation(db);
      if (incarnation.compared) return;
      const { differences, unasked } = await comparison.ahead(incarnation);
      await holdNumbers(
        db,
        differences.flatMap(({ known }) => known ?? []),
      );
      let still = await mendAll(differences);
      // a locker or a counter that one visit needs may be freed by another
      if (still.length > 0)
        still = await mendAll(differences.filter(({ visit }) => still.includes(visit.visitId)));
      // a workflow that never answers must not close the office for good
      if (unasked.length > 0 && (tries += 1) < mostTries) throw new Error('not every workflow answered');
      tries = 0;
      for (const visit of unasked) await noteFault(db, visit, 'ahead');
      await markCompared(db, incarnation.name);
      asksAll = true;
      const failed = still.length + unasked.length;
      events.storesCompared({ writtenBack: differences.length - still.length, failed });
    },

    /** Looks for open visits whose workflow is missing, knows something else or does not answer. */
    async look(): Promise<void> {
      if (!(await isMine()) || !(await readIncarnation(db)).compared) return;
      try {
        const open = await comparison.readOpen();
        const next = nextOf(open);
        const { differences, unasked } = await comparison.survey(open, next);
        const before = await comparison.stillAhead(await readAhead(db));
        const found = [...differences, ...before.differences];
        const still = await mendAll(found);
        const silent = [...unasked, ...before.unasked].map(({ visitId }) => visitId);
        await forgetFaults(db, [...still, ...silent]);
        asksAll = found.length > still.length || unasked.length > 0;
        if (unasked.length > 0 && unasked.length === next.length) throw new Error('no workflow answered');
        for (const { visit } of next) asked.add(visit.visitId);
        if (open.every(({ visit }) => asked.has(visit.visitId))) asked = new Set();
        await markChecked(db); // each look: a round over thousands of open visits takes minutes
      } catch (error) {
        asksAll = true;
        throw error;
      }
    },

    /** Lets another worker look at once. */
    stop: () => releaseLease(db, lease),
  };
}
