import type { KnownVisit } from '../../domain/visits/messages.ts';
import type { Instant } from '../../domain/time.ts';
import { agree, revisionOf, standingOf } from '../../domain/visits/record.ts';
import { isFinal } from '../../domain/visits/steps.ts';
import { compareVisit, inputFrom, needsWorkflow, recordOf, resumedOf } from './comparison.ts';
import type { Tables, VisitRow } from './database.ts';
import type { Run } from './workflow/run.ts';
import type { World } from './world.ts';

/** What makes rows and runs agree, and tells visits the hours of their office. */
export class Reconciler {
  readonly #world: World;
  /** Counts changes of the calendar and restores. */
  #asked = 0;
  #sent = 0;

  constructor(world: World) {
    this.#world = world;
  }

  changeClosing(closesAt: Instant): void {
    this.#world.closesAt = closesAt;
    this.#asked += 1;
    this.#tellClosing();
  }

  /** Looks at every visit that has anything left to do. */
  async look(): Promise<void> {
    const { database } = this.#world;
    this.#tellClosing();
    for (const row of database.rows) {
      if (!needsWorkflow(row, database.now)) continue;
      const run = this.#world.runOf(row.input.visitId);
      if (run) await this.#compare(run, row);
      else await this.#begin(row);
    }
  }

  /** An older database takes the place of this one; nothing is recorded in it before it was compared. */
  async restore(tables: Tables): Promise<void> {
    const { database, runs } = this.#world;
    database.restore(tables);
    this.#asked += 1;
    const known = [];
    for (const run of runs.values()) {
      if (run.end === 'lost') continue;
      await this.#world.task(run);
      known.push(await run.known());
    }
    let left = known;
    for (let before = Infinity; left.length > 0 && left.length < before;) {
      before = left.length;
      left = left.filter((each) => compareVisit(database, each) === 'blocked');
    }
    this.#world.tell('an older database, compared');
  }

  async #compare(run: Run, row: VisitRow): Promise<void> {
    const { database } = this.#world;
    await this.#world.task(run); // a question is answered behind whatever waits
    if (run.end !== null) return;
    const known = await run.known();
    if (agrees(known, row, database.now)) {
      if (run.activities.length === 0) this.#trust(row);
      return;
    }
    const isAhead = revisionOf(known.record) > revisionOf(recordOf(row));
    if (isAhead && compareVisit(database, known) !== 'behind') return;
    this.#sent += 1;
    run.update({ id: `reconcile-${this.#sent}`, name: 'reconcileVisit', args: [] }, () => undefined);
  }

  /** Begins a visit from its row. One that has just ended agrees with the row, where the engine's clock is ahead and it would begin again and again. */
  async #begin(row: VisitRow): Promise<void> {
    const { database, runs } = this.#world;
    const { visitId } = row.input;
    const last = runs.get(visitId);
    if (last?.end === 'completed' && agrees(await last.known(), row, database.now))
      database.doubted.delete(visitId);
    this.#world.begin(inputFrom(row, database.now));
  }

  /** Both know the same, and nothing of a lost run is still under way that could change the row. */
  #trust({ input }: VisitRow): void {
    const { database, strays } = this.#world;
    if (strays.length === 0) database.doubted.delete(input.visitId);
  }

  #tellClosing(): void {
    const { closesAt } = this.#world;
    for (const { visit, input, ...row } of this.#world.database.rows) {
      const isRunning = !isFinal(visit.step) || (row.callBackUntil ?? 0) > this.#world.database.now;
      if (!isRunning || row.closesAt === closesAt) continue;
      const id = `closing-${closesAt}-${this.#asked}`;
      this.#world
        .runOf(input.visitId)
        ?.update({ id, name: 'changeClosing', args: [{ closesAt }] }, () => undefined);
    }
  }
}

const agrees = (known: KnownVisit, row: VisitRow, now: Instant): boolean =>
  agree(standingOf({ ...known, terms: known.input.terms }), standingOf(resumedOf(row, now)));
