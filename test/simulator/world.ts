import type { Instant } from '../../domain/time.ts';
import { workflowIdOf, type VisitInput } from '../../domain/visits/messages.ts';
import { carryOut, type Carry } from './activities.ts';
import { mustHold } from './broken.ts';
import { ModelDatabase } from './database.ts';
import { Run, type Activity } from './workflow/run.ts';
import type { Sandbox } from './workflow/sandbox.ts';

/** What the clocks show, and how far the database's is from the engine's. */
export interface Clocks {
  /** As tests shift days; the visit's workflow knows it. */
  readonly shiftMs: number;
  /** Nobody knows it. */
  readonly skewMs: number;
}

/** Times before this never happen. */
const beginning: Instant = Date.UTC(2026, 0, 5, 1);
/** More tasks than this without time passing, or in one visit's life, and a workflow goes round in circles. */
const mostTasks = { atOnce: 500, ever: 4_000 } as const;

/** The engine with its runs, the database, and the time: everything but the people. */
export class World {
  readonly #sandbox: Sandbox;
  readonly #clocks: Clocks;
  readonly #carryOut: Carry;
  readonly database: ModelDatabase;
  /** The latest run of each visit. */
  readonly runs = new Map<string, Run>();
  /** Activities whose run is lost; a worker may still be at them. */
  readonly strays: Activity[] = [];
  /** What happened, a line each. */
  readonly told: string[] = [];
  now = beginning;
  /** The office's closing time, as its calendar has it. */
  closesAt: Instant;
  /** Runs that were begun, for their ids. */
  #begun = 0;
  #tasks = { atOnce: 0, ever: 0 };

  constructor(sandbox: Sandbox, clocks: Clocks & { readonly openMs: number }, carry: Carry = carryOut) {
    this.#sandbox = sandbox;
    this.#clocks = clocks;
    this.#carryOut = carry;
    this.closesAt = this.engineNow + clocks.openMs;
    this.database = new ModelDatabase(() => this.now + clocks.shiftMs + clocks.skewMs);
  }

  get clockShiftMs(): number {
    return this.#clocks.shiftMs;
  }

  /** The time by which a workflow decides. */
  get engineNow(): Instant {
    return this.now + this.#clocks.shiftMs;
  }

  tell(line: string): void {
    this.told.push(`${((this.now - beginning) / 1000).toFixed(3).padStart(10)} s  ${line}`);
  }

  /** Time passes; nothing else happens meanwhile. */
  wait(ms: number): void {
    if (ms <= 0) return;
    this.now += ms;
    this.#tasks.atOnce = 0;
  }

  /** When the next timer of any run fires. */
  get nextAt(): Instant | null {
    const times = this.running.flatMap(({ nextAt }) => nextAt ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  get running(): readonly Run[] {
    return [...this.runs.values()].filter(({ end }) => end === null);
  }

  /** The run of a visit that has not ended. */
  runOf(visitId: string): Run | undefined {
    return this.running.find(({ input }) => input.visitId === visitId);
  }

  begin(input: VisitInput): Run {
    this.#begun += 1;
    const runId = `run-${this.#begun}`;
    const run = new Run(this.#sandbox, { workflowId: workflowIdOf(input), runId, input, at: this.now });
    this.runs.set(input.visitId, run);
    this.tell(`${input.visitId}: ${runId} begins${input.resumed ? ' from the row' : ''}`);
    return run;
  }

  async task(run: Run): Promise<void> {
    run.fire(this.now);
    if (!run.hasWork) return;
    this.#tasks = { atOnce: this.#tasks.atOnce + 1, ever: this.#tasks.ever + 1 };
    const { atOnce, ever } = this.#tasks;
    mustHold(atOnce <= mostTasks.atOnce && ever <= mostTasks.ever, 'no workflow goes round in circles');
    await run.task(this.now);
    if (run.end !== null) this.tell(`${run.input.visitId}: ${run.end}`);
  }

  /** A worker carries out an activity; `how` says what becomes of it. */
  carry(run: Run | null, activity: Activity, how: 'answered' | 'unanswered' | 'failed'): void {
    if (how === 'failed' && activity.type !== 'tellEscalation') return;
    const value = this.#carryOut(this.database, activity, how !== 'failed');
    this.tell(`${activity.type} ${how}: ${JSON.stringify(value)}`);
    if (how === 'answered' && run) run.answer(activity, value);
  }

  /** Workers do whatever can be done now. */
  async settle(): Promise<void> {
    // one run after the other: what one does never gives another work
    for (const run of this.running) {
      run.fire(this.now);
      while (run.end === null && (run.hasWork || run.activities.length > 0)) {
        await this.task(run);
        for (const activity of run.activities) this.carry(run, activity, 'answered');
      }
    }
  }

  /** The engine loses a run, or somebody ends it. What its workers were at goes on. */
  async lose(run: Run): Promise<void> {
    this.strays.push(...run.activities);
    await run.lose();
    this.tell(`${run.input.visitId}: lost`);
  }

  async end(): Promise<void> {
    for (const run of this.runs.values()) await run.evict();
  }
}
