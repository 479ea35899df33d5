import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/connect.ts';
import { presenceEveryMs, removePresence, writePresence } from '../../db/staff/presence.ts';
import type { Tell } from '../limits/tellings.ts';
import { paced } from './pace.ts';

/** Minimum interval between two changes of a desk's counter. */
const restMs = 500;

/** A desk's connection and the counter it works at. */
export interface DeskPresence {
  /** The desk works at this counter from now on. */
  readonly at: (counter: string) => void;
  /** The desk has disconnected. */
  readonly leave: () => void;
}

/** Records in the database at which counter a desk works; the last change wins. */
export function keepPresence(
  { db, tell }: { db: Database; tell: Tell },
  { office, staffId }: { office: string; staffId: string },
): DeskPresence {
  const line = randomUUID();
  let counter: string | null = null;
  let left = false;
  const write = paced(restMs, {
    async work() {
      if (counter === null) return;
      await (left
        ? removePresence(db, { line, office })
        : writePresence(db, { line, office, counter, staffId }));
    },
    failed: (err) => tell({ err, office }, 'counter presence update failed'),
  });
  const timer = setInterval(write, presenceEveryMs);
  return {
    at(next) {
      if (next === counter) return;
      counter = next;
      write();
    },
    leave() {
      clearInterval(timer);
      left = true;
      write();
    },
  };
}
