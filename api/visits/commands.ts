import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { pickNext, releaseReservation } from '../../db/visits/calls.ts';
import type { Command, CommandStore } from '../../db/commands.ts';
import type { Database, Transaction } from '../../db/connect.ts';
import { readClock } from '../../db/clock.ts';
import { isCounter } from '../../db/offices/codes.ts';
import type { OfficeNow } from '../../db/offices/offices.ts';
import type { Cipher } from '../../db/sealing/cipher.ts';
import type { CommandAnswer } from '../../db/schema.ts';
import { readTicketRequest, storingTicketRequest, ticketInputOf } from '../../db/visits/tickets.ts';
import { checkInPatienceMs, type VisitKey } from '../../domain/visits/messages.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { Language } from '../../domain/language.ts';
import type { Actor } from '../../domain/visits/visit.ts';
import { ProblemError } from '../http/problem.ts';
import type { ProblemName } from '../../wire/http/problems.ts';
import type { Engine, EngineCommand } from '../engine.ts';
import type { AskedCommand } from '../http/handler.ts';
import { sendAgreed } from './agreement.ts';
import { storing, toMove, type MoveRequest } from './move-requests.ts';

/** How many visitors one press tries to call. */
const callTries = 3;
const callAgainAfterMs = 250;

/** Claims a command, calls the engine, stores the outcome. Answers are read from PostgreSQL. */
export function createCommands(deps: {
  db: Database;
  cipher: Cipher;
  store: CommandStore;
  engine: Engine;
  /** Whether addresses in guest books are checked by mail. */
  mailIsOn: boolean;
}) {
  const { db, cipher, store, engine, mailIsOn } = deps;

  const engineCommandOf = (command: Command): EngineCommand => ({
    id: command.id,
    attempt: command.attempt,
    nextAttempt: (attempt) => store.nextAttempt(command, attempt),
  });

  /** Throws the stored refusal of a repeated key. */
  const refuseAgain = (command: Command): void => {
    const refusal = command.answer?.refusal;
    if (refusal !== undefined) throw new RememberedRefusal(refusal as ProblemName, command);
  };

  /** Runs the engine's part and stores a refusal before it is answered. */
  const remembering = async (command: Command, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== null) await store.settle(command, 409, refusal);
      throw error;
    }
  };

  return {
    /**
     * Carries out a command without the engine, once per key. `work` writes and settles the command in the
     * given transaction; a repeat waits for it.
     */
    async once(
      { visitId = null, ...asked }: AskedCommand & { readonly visitId?: string | null },
      work: (trx: Transaction, command: Command) => Promise<void>,
    ): Promise<Command> {
      const command = await store.take({ ...asked, visitId });
      const done = command.status === null ? await store.carryOut(command, work, refusalOf) : command;
      refuseAgain(done);
      return done;
    },

    /** Takes a number. Returns the visit's id; the same key takes the same number. */
    async takeTicket(asked: {
      office: OfficeNow;
      service: string;
      priority: Priority | null;
      language: Language;
      scope: string;
      key: string;
      request: string;
    }): Promise<string> {
      const { office, service, priority, language, scope, key, request } = asked;
      const visitId = randomUUID();
      const wanted = { visitId, office, service, priority, language };
      // while the office is closed nothing new is stored, so that nobody can fill the database at night
      const known = office.opening.ticketsOpen ? null : await store.find({ scope, key, request });
      if (!office.opening.ticketsOpen && !known) {
        throw new ProblemError('office-closed', { opensAt: office.opening.opensAt });
      }
      const command =
        known ??
        (await store.take({ scope, key, request, visitId, at: office.now }, storingTicketRequest(wanted)));
      refuseAgain(command);
      const claimedId = command.visitId ?? visitId; // a repeat gets the first one's
      if (command.status !== null) return claimedId;
      await remembering(command, async () => {
        const request = command.fresh ? ticketInputOf(wanted) : await readTicketRequest(db, claimedId);
        // opening as of the request, so that a repeat is judged like the first; but never after closing
        const wasOpen = office.openingAt(command.at).ticketsOpen;
        if (!wasOpen || office.now >= request.terms.closesAt) {
          throw new ProblemError('office-closed', { opensAt: office.opening.opensAt });
        }
        const { clockShiftMs, closingTurnMs } = office;
        const input = { ...request, clockShiftMs, closingTurnMs, patienceMs: checkInPatienceMs };
        await engine.checkIn(input, engineCommandOf(command), {
          now: office.now,
          readNow: () => readClock(db),
        });
      });
      return claimedId;
    },

    /** Makes a move on a visit. Personal data is stored under the command's id first. */
    async move(asked: {
      target: VisitKey;
      by: Actor;
      scope: string;
      key: string;
      request: string;
      move: MoveRequest;
    }): Promise<void> {
      const { target, by, scope, key, request, move } = asked;
      const { visitId } = target;
      const command = await store.take(
        { scope, key, request, visitId },
        storing({ cipher, mailIsOn }, visitId, move),
      );
      refuseAgain(command);
      if (command.status !== null) return;
      const engineCommand = engineCommandOf(command);
      const attempted = { name: move.move, by, expectedRevision: move.expectedRevision };
      await remembering(command, () =>
        sendAgreed({ db, engine }, { target, move: attempted }, async (to, again) => {
          const attempt = again ? await engineCommand.nextAttempt(command.attempt) : command.attempt;
          await engine.move(to, { ...engineCommand, attempt }, () => toMove(db, move, { command, by }));
        }),
      );
    },

    /**
     * Calls the next number to a counter. Visitors whose workflow cannot call them now are passed over in the same
     * press; the answer names them. Null when the office has no such counter.
     */
    async callNext(asked: {
      office: string;
      counter: string;
      by: Actor;
      scope: string;
      key: string;
      request: string;
    }): Promise<CalledNext | null> {
      const { office, counter, by, scope, key, request } = asked;
      const holds = isCounter(office, counter);
      let command = await store.takeIf({ scope, key, request, visitId: null }, { holds });
      if (!command) return null;
      const passedOver = new Set<string>();
      for (let tries = 0; tries < callTries; tries += 1) {
        refuseAgain(command);
        if (command.status !== null) return { visitId: command.visitId, passedOver: [] };
        const pick = await pickNext(db, {
          command,
          office,
          counter,
          except: [...passedOver],
        });
        if (pick.kind !== 'busy') for (const visitId of pick.passedOver) passedOver.add(visitId);
        if (pick.kind === 'nobody') {
          if (passedOver.size > 0) break; // somebody waits
          await store.settle(command, 200, {}, null);
          return { visitId: null, passedOver: [] };
        }
        if (pick.kind === 'busy') {
          command = await store.read(command);
          if (command.status !== null) continue; // our earlier try has just been recorded
          await store.settle(command, 409, { refusal: 'counter-busy', visitId: pick.visitId });
          throw new RememberedRefusal('counter-busy', await store.read(command));
        }
        const { target, attempt, at, validUntil } = pick;
        const { visitId } = target;
        try {
          const { id } = command;
          const call = { id, name: 'call', counter, callId: id, by, expectedRevision: null } as const;
          await sendAgreed({ db, engine }, { target, move: call }, (to, again) => {
            const updateId = `call-${id}-${attempt}${again ? '-again' : ''}`;
            return engine.moveOnce(to, updateId, { ...call, at, validUntil });
          });
          return { visitId, passedOver: [...passedOver] };
        } catch (error) {
          if (!(error instanceof ProblemError) || statusIsUncertain(error)) throw error;
          await releaseReservation(db, command); // it no longer waits, or the counter is busy: pick again
          if (doesNotMove.has(error.problem)) passedOver.add(visitId);
          if (error.problem === 'too-late') await pause(callAgainAfterMs * (tries + 1));
          command = await store.read(command);
        }
      }
      throw new ProblemError('engine-unavailable');
    },
  };
}

/** Who was called, or nobody; and who stood before them and could not be called now. */
export interface CalledNext {
  readonly visitId: string | null;
  readonly passedOver: readonly string[];
}

/** Problems of one visitor's workflow, not of the counter or of time. */
const doesNotMove: ReadonlySet<ProblemName> = new Set(['not-found', 'revision-conflict', 'move-not-allowed']);

export type Commands = ReturnType<typeof createCommands>;

/** The problem of a stored refusal. */
export class RememberedRefusal extends ProblemError {
  readonly command: Command;
  constructor(problem: ProblemName, command: Command) {
    super(problem, command.answer?.opensAt === undefined ? {} : { opensAt: command.answer.opensAt });
    this.command = command;
  }
}

/** What is stored of a refusal; null when the error is something else. */
function refusalOf(error: unknown): CommandAnswer | null {
  if (!(error instanceof ProblemError) || !error.isConflict) return null;
  const { opensAt } = error.extras;
  return { refusal: error.problem, ...(opensAt === undefined ? {} : { opensAt }) };
}

/** After these the call may still happen: the key keeps its visitor. */
function statusIsUncertain({ problem }: ProblemError): boolean {
  return problem === 'engine-unavailable' || problem === 'internal-error';
}
