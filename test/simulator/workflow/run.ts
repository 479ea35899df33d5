import { isDeepStrictEqual } from 'node:util';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface.js';
import type { KnownVisit, VisitInput } from '../../../domain/visits/messages.ts';
import type { Instant } from '../../../domain/time.ts';
import { mustHold } from '../broken.ts';
import { commandsOf, queryAnswerOf, type Command, type UpdateAnswer } from './commands.ts';
import {
  activationOf,
  activityAnswered,
  activityGivenUp,
  again,
  inOrder,
  patchKnown,
  queryOf,
  started,
  timerFired,
  updated,
  type Job,
} from './jobs.ts';
import type { Sandbox } from './sandbox.ts';

/** An activity that was asked for and has not been answered to the workflow. */
export interface Activity {
  readonly seq: number;
  readonly type: string;
  readonly args: readonly unknown[];
  /** Until when it is tried; null for ever. */
  readonly until: Instant | null;
  readonly isLocal: boolean;
}

/** A workflow task in the history: what was told, and what the workflow made of it. */
interface Task {
  readonly at: Instant;
  readonly jobs: readonly Job[];
  readonly commands: readonly Command[];
  readonly flags: readonly number[];
}

interface Update {
  readonly answered: (answer: UpdateAnswer) => void;
  answer: UpdateAnswer | null;
}

/** One run of a visit's workflow, with what the engine and a worker keep of it. */
export class Run {
  readonly workflowId: string;
  readonly input: VisitInput;
  readonly #sandbox: Sandbox;
  readonly #runId: string;
  readonly #startedAt: Instant;
  #history: Task[] = [];
  #pending: Job[];
  #timers = new Map<number, Instant>();
  #activities = new Map<number, Activity>();
  #updates = new Map<string, Update>();
  /** In the memory of a worker; null until a worker has replayed it. */
  #cached: Workflow | null = null;
  /** What it answered when it was asked last, as long as nothing happened since. */
  #known: KnownVisit | null = null;
  /** Null while it runs. */
  end: 'completed' | 'failed' | 'lost' | null = null;
  /** Whether it was set back to before a breach that its row knows. */
  forgotBreach = false;

  constructor(
    sandbox: Sandbox,
    begun: { workflowId: string; runId: string; input: VisitInput; at: Instant },
  ) {
    this.#sandbox = sandbox;
    this.workflowId = begun.workflowId;
    this.input = begun.input;
    this.#runId = begun.runId;
    this.#startedAt = begun.at;
    this.#pending = [started(begun.input)];
  }

  get activities(): readonly Activity[] {
    return [...this.#activities.values()];
  }

  get hasWork(): boolean {
    return this.end === null && this.#pending.length > 0;
  }

  /** When the next timer fires, or an activity is given up. */
  get nextAt(): Instant | null {
    const times = [
      ...this.#timers.values(),
      ...this.activities.flatMap(({ until }) => (until === null ? [] : until)),
    ];
    return times.length === 0 ? null : Math.min(...times);
  }

  /** How many tasks its history has. */
  get length(): number {
    return this.#history.length;
  }

  /** Fires what is due: timers in their order, activities whose time is over. */
  fire(now: Instant): void {
    const due = [...this.#timers].filter(([, at]) => at <= now);
    for (const [seq] of due.toSorted(([, one], [, other]) => one - other)) {
      this.#timers.delete(seq);
      this.#pending.push(timerFired(seq));
    }
    for (const { seq, type, until } of this.activities) {
      if (until === null || until > now) continue;
      this.#activities.delete(seq);
      this.#pending.push(activityGivenUp(seq, type));
    }
  }

  /** Sends an update; one with a known id is tied to the first. A refusal by the validator is forgotten. */
  update(
    request: { id: string; name: string; args: readonly unknown[] },
    answered: Update['answered'],
  ): void {
    const { id, name, args } = request;
    const known = this.#updates.get(id);
    if (known) {
      if (known.answer) answered(known.answer);
      return;
    }
    this.#updates.set(id, { answered, answer: null });
    this.#pending.push(updated(id, name, args));
  }

  /** An activity's answer reaches the engine. */
  answer(activity: Activity, value: unknown): void {
    if (this.#activities.delete(activity.seq)) this.#pending.push(activityAnswered(activity, value));
  }

  /** A worker carries out the next task. */
  async task(now: Instant): Promise<void> {
    const workflow = this.#cached ?? (await this.#replayed());
    const jobs = inOrder(this.#pending.splice(0));
    const known = this.#history.at(-1)?.flags ?? [];
    const completion = await workflow.activate(
      activationOf({ at: now, jobs, isReplaying: false, flags: known }),
    );
    this.#cached = workflow;
    this.#known = null;
    const task = {
      at: now,
      jobs,
      commands: commandsOf(completion),
      flags: completion.successful?.usedInternalFlags ?? [],
    };
    const refused = refusedIn(task);
    const kept = withoutRefused(task, refused);
    if (kept.jobs.length > 0 || kept.commands.length > 0) this.#history.push(kept);
    this.#carryOut(kept.commands, now);
    for (const command of task.commands) {
      if (command.kind === 'answer') this.#updates.get(command.update)?.answered(command.answer);
    }
    for (const id of refused) this.#updates.delete(id);
    if (this.end === null) return;
    await this.known();
    await this.evict();
    const open = [...this.#updates].filter(([, { answer }]) => answer === null).map(([id]) => id);
    mustHold(open.length === 0, 'a visit does not end before it has answered', this.end, open);
  }

  /** Asks the workflow what it knows; also after it has ended. */
  async known(): Promise<KnownVisit> {
    if (this.#known) return this.#known;
    this.#cached ??= await this.#replayed();
    this.#known = queryAnswerOf(await this.#cached.activate(queryOf('knownVisit'))) as KnownVisit;
    return this.#known;
  }

  /** The worker that has it in its memory is gone. */
  async evict(): Promise<void> {
    await this.#cached?.dispose();
    this.#cached = null;
  }

  /** The engine forgets its last tasks, and whatever came since. */
  async rollBack(tasks: number): Promise<void> {
    await this.evict();
    this.#known = null;
    const history = this.#history.slice(0, this.#history.length - tasks);
    this.#history = [];
    this.#pending = [];
    this.#timers.clear();
    this.#activities.clear();
    this.#updates.clear();
    this.end = null;
    for (const task of history) {
      this.#history.push(task);
      for (const job of task.jobs) this.#take(job);
      this.#carryOut(task.commands, task.at);
    }
  }

  /** The engine has lost it, or somebody has ended it. */
  async lose(): Promise<void> {
    await this.evict();
    this.end = 'lost';
  }

  /** The workflow as its history makes it again: it must ask for the same. */
  async #replayed(): Promise<Workflow> {
    const { workflowId } = this;
    const workflow = await this.#sandbox.begin({ workflowId, runId: this.#runId, at: this.#startedAt });
    for (const [index, { at, jobs, commands, flags }] of this.#history.entries()) {
      const patches = commands.flatMap((command) => (command.kind === 'patch' ? patchKnown(command.id) : []));
      const told = [...patches, ...jobs.map(again)];
      const completion = await workflow.activate(activationOf({ at, jobs: told, isReplaying: true, flags }));
      const repeated = commandsOf(completion);
      mustHold(isDeepStrictEqual(repeated, commands), `replay: task ${index} differs`, commands, repeated);
    }
    return workflow;
  }

  #take({ fireTimer, resolveActivity, doUpdate }: Job): void {
    if (fireTimer) this.#timers.delete(fireTimer.seq ?? 0);
    if (resolveActivity) this.#activities.delete(resolveActivity.seq ?? 0);
    if (doUpdate) this.#updates.set(doUpdate.id ?? '', { answered: () => undefined, answer: null });
  }

  #carryOut(commands: readonly Command[], at: Instant): void {
    for (const command of commands) {
      switch (command.kind) {
        case 'activity': {
          const { seq, type, args, forMs, isLocal } = command;
          const until = forMs === null ? null : at + forMs;
          this.#activities.set(seq, { seq, type, args, until, isLocal });
          break;
        }
        case 'timer':
          this.#timers.set(command.seq, at + command.ms);
          break;
        case 'cancel-timer':
          this.#timers.delete(command.seq);
          break;
        case 'answer': {
          const update = this.#updates.get(command.update);
          if (update) update.answer = command.answer;
          break;
        }
        case 'end':
          mustHold((command.failure ?? 'unseen') === 'unseen', 'only what nobody saw fails', command.failure);
          this.end = command.failure === null ? 'completed' : 'failed';
          break;
        case 'accept':
        case 'patch':
        case 'mark':
      }
    }
  }
}

/** The updates that a validator refused: they leave no trace in the history. */
function refusedIn({ jobs, commands }: Task): Set<string> {
  const refused = new Set(jobs.flatMap(({ doUpdate }) => doUpdate?.id ?? []));
  for (const command of commands) if (command.kind === 'accept') refused.delete(command.update);
  return refused;
}

function withoutRefused(task: Task, refused: ReadonlySet<string>): Task {
  return {
    ...task,
    jobs: task.jobs.filter(({ doUpdate }) => !refused.has(doUpdate?.id ?? '')),
    commands: task.commands.filter((command) => !(command.kind === 'answer' && refused.has(command.update))),
  };
}
