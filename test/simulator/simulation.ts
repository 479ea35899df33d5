import { refusalOf } from '../../domain/visits/moves.ts';
import { isFinal, type MoveName } from '../../domain/visits/steps.ts';
import type { Actor } from '../../domain/visits/visit.ts';
import type { Instant } from '../../domain/time.ts';
import type { Carry } from './activities.ts';
import { BrokenInvariant, mustHold } from './broken.ts';
import { needsWorkflow } from './comparison.ts';
import { visitors, type Choice, type Story } from './choices.ts';
import type { Tables, VisitRow } from './database.ts';
import { checkAtRest, checkOver, checkRows } from './invariants.ts';
import { People, pick } from './people.ts';
import { Reconciler } from './reconciler.ts';
import type { Sandbox } from './workflow/sandbox.ts';
import { World } from './world.ts';

const officer: Actor = { kind: 'staff', id: 'officer' };
const visitor: Actor = { kind: 'visitor' };
const longestWaitMs = 420_000;
/** Looks after which everything must agree, and timers after which every visit must have ended. */
const most = { looks: 4, timers: 400 } as const;

/** One day, from its story: plays it, heals what was lost, and waits for its end. Throws a broken invariant with what happened. */
export async function simulate(sandbox: Sandbox, story: Story, carry?: Carry): Promise<readonly string[]> {
  const { shiftMs, skewMs, terms } = story;
  const world = new World(sandbox, { shiftMs, skewMs, openMs: terms.minutesOpen * 60_000 }, carry);
  const day = new Day(world, story);
  try {
    for (const choice of story.choices) {
      await day.happens(choice);
      checkRows(world);
    }
    await day.heal();
    await day.close();
    return world.told;
  } catch (error) {
    if (!(error instanceof BrokenInvariant)) throw error;
    throw new BrokenInvariant([error.message, '', ...world.told].join('\n'), { cause: error });
  } finally {
    await world.end();
  }
}

class Day {
  readonly #world: World;
  readonly #people: People;
  readonly #reconciler: Reconciler;
  /** The last copy of the database, as long as the engine has lost nothing since: both at once cannot be mended. */
  #copy: Tables | null = null;

  constructor(world: World, { terms }: Story) {
    const { minutesOpen: _minutesOpen, closingTurnMs, ...rest } = terms;
    const fixed = { slaSeconds: 300, slaWarnSeconds: 240, noShowSeconds: 300, typingHoldSeconds: 180 };
    this.#world = world;
    this.#people = new People(world, { terms: { ...fixed, ...rest }, closingTurnMs });
    this.#reconciler = new Reconciler(world);
  }

  async happens(choice: Choice): Promise<void> {
    await this.#play(choice);
    if (!('settles' in choice) || !choice.settles) return;
    await this.#rest();
  }

  /** Whatever was lost comes back by itself. */
  async heal(): Promise<void> {
    const { database, strays } = this.#world;
    strays.splice(0); // what lost runs had asked for is done by now, or never will be
    await this.#rest();
    for (let looks = 0; looks < most.looks; looks += 1) {
      await this.#reconciler.look();
      await this.#rest();
    }
    for (const row of database.rows) {
      const isAgreed = !database.doubted.has(row.input.visitId);
      mustHold(
        isAgreed || !needsWorkflow(row, database.now),
        'the stores agree again by themselves',
        row.visit,
      );
    }
    this.#people.checkAnswered();
  }

  /** The office closes, cards that are left are given back, and every timer runs out. */
  async close(): Promise<void> {
    for (let timers = 0; timers < most.timers; timers += 1) {
      const { nextAt, now } = this.#world;
      if (nextAt === null) break;
      this.#world.wait(nextAt - now);
      await this.#rest();
    }
    for (const { visit } of this.#world.database.rows) {
      if (isFinal(visit.step)) continue;
      this.#people.move(visit.id, { name: 'return-id', by: officer });
    }
    await this.#rest();
    for (let timers = 0; this.#world.nextAt !== null; timers += 1) {
      mustHold(timers < most.timers, 'every timer runs out');
      this.#world.wait(this.#world.nextAt - this.#world.now);
      await this.#rest();
    }
    checkOver(this.#world);
  }

  async #rest(): Promise<void> {
    await this.#world.settle();
    checkRows(this.#world);
    await checkAtRest(this.#world);
  }

  async #play(choice: Choice): Promise<void> {
    const world = this.#world;
    const { database } = world;
    switch (choice.kind) {
      case 'check-in':
        return this.#people.checkIn(choice.visitId);
      case 'move':
        return this.#move(choice);
      case 'wish':
        return this.#people.move(choice.visitId, choice);
      case 'repeat':
        return this.#people.repeat(choice.which);
      case 'wait':
        return world.wait(choice.ms);
      case 'timer':
        return world.wait(Math.min((world.nextAt ?? world.now) - world.now, longestWaitMs) + choice.past);
      case 'task': {
        const run = world.runOf(choice.visitId);
        return run && world.task(run);
      }
      case 'activity': {
        const asked = world.running.flatMap((run) => run.activities.map((activity) => ({ run, activity })));
        const [first, ...rest] = [...asked, ...world.strays.map((activity) => ({ run: null, activity }))];
        if (!first) return;
        const { run, activity } = pick([first, ...rest], choice.which);
        return world.carry(run, activity, choice.how);
      }
      case 'settle':
        return this.#rest();
      case 'restart':
        world.tell('the worker is started again');
        for (const run of world.running) await run.evict();
        return;
      case 'typing': {
        const row = database.row(choice.visitId);
        return row && database.noteTyping(row);
      }
      case 'acknowledge': {
        const escalation = database.row(choice.visitId)?.escalation;
        if (escalation) escalation.acknowledged = escalation.withdrawnAt === null;
        return;
      }
      case 'closing':
        world.tell('the office gets another closing time');
        return this.#reconciler.changeClosing(world.engineNow + choice.inMs);
      case 'look':
        return this.#reconciler.look();
      case 'lose':
        return this.#lose(choice.visitId, null);
      case 'roll-back':
        return this.#lose(choice.visitId, choice.tasks);
      case 'copy':
        this.#copy = database.copy();
        return;
      case 'restore':
        if (!this.#copy) return;
        for (const visitId of world.runs.keys()) database.doubted.add(visitId);
        return this.#reconciler.restore(this.#copy);
    }
  }

  /** The engine loses a visit, or the last tasks of it. */
  async #lose(visitId: string, tasks: number | null): Promise<void> {
    const run = this.#world.runs.get(visitId);
    if (!run || run.end === 'lost') return;
    this.#copy = null;
    this.#world.database.doubted.add(visitId);
    if (tasks === null || tasks >= run.length) return this.#world.lose(run);
    this.#world.tell(`${visitId}: the engine loses ${tasks} tasks`);
    this.#world.strays.push(...run.activities);
    await run.rollBack(tasks);
    const isTold = this.#world.database.row(visitId)?.notices.has('breach') === true;
    if (isTold && !(await run.known()).notices.breach) run.forgotBreach = true;
  }

  /** Somebody makes a move that is allowed, of this visitor or of the next who has not left. */
  #move({ visitId, which, variant, arrives }: Extract<Choice, { kind: 'move' }>): void {
    const { database } = this.#world;
    const from = visitors.indexOf(visitId);
    for (const next of [...visitors.slice(from), ...visitors.slice(0, from)]) {
      const row = database.row(next);
      if (!row) return this.#people.checkIn(next);
      const allowed = allowedMoves(row, database.now);
      const name = allowed[which] ?? allowed[0];
      if (!name) continue;
      const by = name === 'submit-guest-book' ? visitor : officer;
      return this.#people.move(next, { name, by, variant, arrives });
    }
  }
}

/** What people do mostly comes first. */
const inPractice: readonly MoveName[] = [
  'call',
  'arrive',
  'submit-guest-book',
  'serve',
  'enter',
  'deposit',
  'return-id',
  'leave',
  'undo',
  'finish',
  'skip-locker',
  'change-locker',
  'requeue',
  'transfer',
  'recall',
  'no-show',
  'cancel',
  'resolve-custody',
];

/** What may be done with a visit now. */
function allowedMoves({ visit, closesAt }: VisitRow, at: Instant): MoveName[] {
  const standing = { ...visit, terms: { closesAt } };
  return inPractice.filter(
    (name) => refusalOf(standing, { name, at, by: officer, expectedRevision: null }) === null,
  );
}
