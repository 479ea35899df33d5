import { idTypes, keyStates, resolveCauses, skipReasons } from '../../domain/custody/custody.ts';
import type { VisitInput } from '../../domain/visits/messages.ts';
import { isRefusal } from '../../domain/visits/refusals.ts';
import type { MoveName } from '../../domain/visits/steps.ts';
import type { Actor, Move, VisitTerms } from '../../domain/visits/visit.ts';
import type { Instant } from '../../domain/time.ts';
import { mustHold } from './broken.ts';
import type { UpdateAnswer } from './workflow/commands.ts';
import { inputFrom, needsWorkflow } from './comparison.ts';
import type { Run } from './workflow/run.ts';
import type { World } from './world.ts';

/** Something that somebody pressed, claimed at a time of the database. */
export interface Press {
  readonly id: string;
  readonly visitId: string;
  readonly at: Instant;
  readonly name: MoveName | 'check-in';
  /** Makes what is sent; called for each try, because some of it is only good for a while. */
  readonly make: (now: Instant) => object;
  /** Tries that were refused as too late; each has an id of its own. */
  tries: number;
  /** What the last try was answered; null while nobody knows. */
  answer: UpdateAnswer | null;
}

/** A move that somebody wants to make. */
interface Wish {
  readonly name: MoveName;
  readonly by: Actor;
  /** Chooses its arguments. */
  readonly variant?: number;
  /** How wrong the revision is that they saw. */
  readonly off?: number;
  /** False when the claim is all that comes of it before it is repeated. */
  readonly arrives?: boolean;
}

const goodForMs = { 'check-in': 5_000, call: 10_000, recall: 10_000 } as const;

/** What an office's visits are begun with. */
interface OfficeTerms {
  readonly terms: Omit<VisitTerms, 'closesAt'>;
  readonly closingTurnMs: number | undefined;
}

/** Everybody at the office: what they press goes the way of the api, claimed first and sent under the claim's id. */
export class People {
  readonly #world: World;
  readonly #office: OfficeTerms;
  readonly #presses: Press[] = [];

  constructor(world: World, office: OfficeTerms) {
    this.#world = world;
    this.#office = office;
  }

  /** A visitor asks for a number. */
  checkIn(visitId: string): void {
    const { database } = this.#world;
    if (this.#presses.some((press) => press.visitId === visitId)) return;
    if (database.now >= this.#world.closesAt) return;
    database.tables.requests.set(visitId, this.#world.closesAt);
    const id = this.#nextId();
    this.#press({
      id,
      visitId,
      name: 'check-in',
      make: (now) => ({ commandId: id, validUntil: now + goodForMs['check-in'] }),
    });
  }

  /** Somebody makes a move. */
  move(visitId: string, { name, by, variant = 0, off = 0, arrives = true }: Wish): void {
    const row = this.#world.database.row(visitId);
    if (!row) return;
    const base = {
      id: this.#nextId(),
      at: this.#world.database.now,
      by,
      expectedRevision: by.kind === 'staff' ? row.visit.revision + off : null,
    };
    const make: Press['make'] = (now) => moveOf(name, base, { variant, now });
    this.#press({ id: base.id, visitId, name, make }, arrives);
  }

  /** Sends a press once more, as a screen does that got no answer or was told to. */
  repeat(which: number): void {
    const [first, ...rest] = this.#presses.filter(({ answer }) => answer === null || isTooLate(answer));
    if (first) this.#send(pick([first, ...rest], which));
  }

  /** Whatever was lost meanwhile. */
  checkAnswered(): void {
    const { settled } = this.#world.database.tables;
    for (const press of this.#presses) {
      mustHold(
        press.answer?.kind !== 'value' || settled.has(press.id),
        'what was answered stays recorded',
        press,
      );
    }
  }

  #nextId(): string {
    return `press-${this.#presses.length + 1}`;
  }

  #press(made: Pick<Press, 'id' | 'visitId' | 'name' | 'make'>, arrives = true): void {
    const press: Press = { ...made, at: this.#world.database.now, tries: 0, answer: null };
    this.#presses.push(press);
    if (arrives) this.#send(press);
  }

  #send(press: Press): void {
    const { database } = this.#world;
    const { id, visitId, name, tries } = press;
    if (database.tables.settled.has(id)) return; // its first answer stands
    const run = this.#world.runOf(visitId) ?? this.#begin(press);
    this.#world.tell(`${visitId}: ${name} (${id}) ${run ? 'is sent' : 'finds nobody'}`);
    if (!run) return;
    const isCheckIn = name === 'check-in';
    const request = {
      id: `${isCheckIn ? 'check-in' : 'move'}-${id}${tries === 0 ? '' : `-${tries}`}`,
      name: isCheckIn ? 'checkIn' : 'moveVisit',
      args: [press.make(database.now)],
    };
    run.update(request, (answer) => this.#answered(press, answer));
  }

  /** A check-in begins its visit; a move goes on with one whose run is gone. */
  #begin({ visitId, name, at }: Press): Run | null {
    const { database, runs, clockShiftMs } = this.#world;
    const row = database.row(visitId);
    if (name !== 'check-in') {
      return row && needsWorkflow(row, database.now) ? this.#world.begin(inputFrom(row, database.now)) : null;
    }
    if (runs.get(visitId)?.end === 'completed') return null;
    const { closingTurnMs } = this.#office;
    const input: VisitInput = {
      visitId,
      office: '6500',
      service: 'P',
      day: '2026-01-05',
      at,
      terms: { ...this.#office.terms, closesAt: database.tables.requests.get(visitId) ?? 0 },
      clockShiftMs,
      ...(closingTurnMs !== undefined && { closingTurnMs }),
      patienceMs: 60_000,
    };
    return this.#world.begin(input);
  }

  /** However late it was carried out, a press counts from when it was claimed, or from the event before it. */
  #checkTime({ id, visitId, at }: Press): void {
    const row = this.#world.database.row(visitId);
    const index = row?.events.findIndex(({ move }) => move.id === id) ?? -1;
    const event = row?.events[index];
    if (!row || !event) return; // the check-in, which is no move
    const before = row.events[index - 1]?.move.at ?? row.input.at;
    mustHold(event.move.at <= Math.max(before, at), 'a press counts from its claim', event.move, {
      before,
      at,
    });
  }

  #answered(press: Press, answer: UpdateAnswer): void {
    press.answer = answer;
    const { database } = this.#world;
    const isRecorded = database.tables.settled.has(press.id);
    this.#world.tell(`${press.visitId}: ${press.name} (${press.id}) is answered ${JSON.stringify(answer)}`);
    if (answer.kind === 'value') {
      // an older database took the place of the one it was recorded in: the comparison writes it back
      mustHold(isRecorded || database.doubted.has(press.visitId), 'what is answered is recorded', press);
      this.#checkTime(press);
      return;
    }
    mustHold(isRefusal(answer.type), 'a refusal is one of ours', answer.type);
    mustHold(!isRecorded || database.doubted.has(press.visitId), 'what is refused is not recorded', press);
    if (isTooLate(answer)) press.tries += 1;
  }
}

const isTooLate = (answer: UpdateAnswer): boolean => answer.kind === 'refused' && answer.type === 'too-late';

const counters = ['FO-1', 'FO-2'] as const;
const lockers = ['01', '02'] as const;

/** One of these, whatever the number. */
export function pick<T>(list: readonly [T, ...T[]], number: number): T {
  return list[number % list.length] ?? list[0];
}

function moveOf(
  name: MoveName,
  base: Pick<Move, 'id' | 'at' | 'by' | 'expectedRevision'>,
  { variant, now }: { readonly variant: number; readonly now: Instant },
): Move {
  const counter = pick(counters, variant);
  switch (name) {
    case 'call':
      return { ...base, name, counter, callId: base.id, validUntil: base.at + goodForMs.call };
    case 'recall':
      return { ...base, name, validUntil: now + goodForMs.recall };
    case 'serve':
      return variant % 3 === 0 ? { ...base, name } : { ...base, name, counter };
    case 'deposit':
      return { ...base, name, idType: pick(idTypes, variant), locker: pick(lockers, variant) };
    case 'change-locker':
      return { ...base, name, locker: pick(lockers, variant) };
    case 'skip-locker':
      return { ...base, name, reason: pick(skipReasons, variant) };
    case 'transfer':
      return { ...base, name, counter };
    case 'return-id':
      return { ...base, name, lockerKey: variant % 7 === 6 ? keyStates[1] : keyStates[0] };
    case 'resolve-custody':
      return { ...base, name, cause: pick(resolveCauses, variant) };
    default:
      return { ...base, name };
  }
}
