import type { Cipher } from '../../db/sealing/cipher.ts';
import { readClock } from '../../db/clock.ts';
import type { Command } from '../../db/commands.ts';
import type { Database } from '../../db/connect.ts';
import { storeGuestBook, storeNote } from '../../db/visitors/guest-books.ts';
import type { Actor, Move } from '../../domain/visits/visit.ts';
import type { MoveBody } from '../../wire/visits.ts';

const recallGoodForMs = 10_000;

type WithoutRevision<T> = T extends unknown ? Omit<T, 'expectedRevision'> : never;

/** A requested move, before it has an id and a time; a visitor's move names no revision. */
export type MoveRequest = WithoutRevision<MoveBody> & { readonly expectedRevision: number | null };

/** Stores a move's personal data under the command's id, in the command's transaction. */
export function storing(
  { cipher, mailIsOn }: { cipher: Cipher; mailIsOn: boolean },
  visitId: string,
  move: MoveRequest,
): ((trx: Database, command: Command) => Promise<void>) | undefined {
  switch (move.move) {
    case 'submit-guest-book':
      return (trx, { id: commandId }) =>
        storeGuestBook(trx, cipher, { commandId, visitId, guestBook: move.guestBook, mailIsOn });
    case 'deposit':
      return (trx, { id: commandId }) =>
        storeNote(trx, cipher, { commandId, visitId, kind: 'id-last4', text: move.idLast4 });
    case 'resolve-custody':
      return (trx, { id: commandId }) =>
        storeNote(trx, cipher, { commandId, visitId, kind: 'reason', text: move.reason });
    default:
      return undefined;
  }
}

/** The move for the engine, without personal data. */
export async function toMove(
  db: Database,
  request: MoveRequest,
  { command, by }: { command: Command; by: Actor },
): Promise<Move> {
  const { id, at } = command;
  const base = { id, at, by, expectedRevision: request.expectedRevision };
  switch (request.move) {
    case 'deposit':
      return { ...base, name: 'deposit', idType: request.idType, locker: request.locker };
    case 'change-locker':
      return { ...base, name: 'change-locker', locker: request.locker };
    case 'skip-locker':
      return { ...base, name: 'skip-locker', reason: request.reason };
    case 'serve':
      return request.counter === undefined
        ? { ...base, name: 'serve' }
        : { ...base, name: 'serve', counter: request.counter };
    case 'transfer':
      return { ...base, name: 'transfer', counter: request.counter };
    case 'return-id':
      return { ...base, name: 'return-id', lockerKey: request.lockerKey };
    case 'resolve-custody':
      return { ...base, name: 'resolve-custody', cause: request.cause };
    case 'recall':
      return { ...base, name: 'recall', validUntil: (await readClock(db)) + recallGoodForMs };
    default:
      return { ...base, name: request.move };
  }
}
