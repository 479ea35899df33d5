import type * as z from 'zod';
import type { Board } from '../../wire/boards.ts';
import { shownMessage } from '../../wire/lines.ts';
import type { Instant } from '../../domain/time.ts';
import { paced } from './pace.ts';

/** Snapshots a board may be behind with its receipts. */
const sentKept = 64;

/** Receipts of one connection are processed twice a second; the newest covers those before it. */
const lookEveryMs = 500;

type Shown = z.output<typeof shownMessage>;

/** A painted snapshot: its own time, and when its receipt arrived (`performance.now()`). */
export interface Painted {
  readonly revision: number;
  readonly at: Instant;
  readonly paintedAt: number;
}

interface Sent {
  readonly nth: number;
  readonly key: string;
  readonly epoch: string;
  readonly revision: number;
  readonly at: Instant;
  paintedAt: number | null;
}

/**
 * What one board was sent and reports as painted. Only sent snapshots count. A page may also paint what it read
 * by HTTP: such a receipt waits until its snapshot was sent, and only one for a state that the office never had
 * is a lie.
 */
export function createReceipts(deps: {
  /** Takes what was painted since the last time, oldest first. */
  take: (painted: readonly Painted[]) => Promise<void>;
  /** Whether the office had this state. */
  existed: (shown: Shown & { epochs: ReadonlySet<string> }) => Promise<boolean>;
  lied: (reason: string) => void;
  failed: (error: unknown) => void;
}) {
  const { take, existed, lied, failed } = deps;
  let sent: Sent[] = [];
  let count = 0;
  let taken = 0;
  let early: (Shown & { paintedAt: number; known: boolean }) | null = null;

  const look = paced(lookEveryMs, {
    async work() {
      const painted = sent.filter(
        (snapshot): snapshot is Sent & Painted => snapshot.paintedAt !== null && snapshot.nth > taken,
      );
      const newest = painted.at(-1);
      if (newest) {
        taken = newest.nth;
        await take(painted);
      }
      if (early && !early.known) {
        const asked = early;
        if (await existed({ ...asked, epochs: new Set(sent.map(({ epoch }) => epoch)) })) asked.known = true;
        else lied('receipt for an unknown snapshot');
      }
    },
    failed,
  });

  return {
    /** A snapshot was sent; its receipt is matched by epoch and revision. */
    sent({ epoch, revision, at }: Pick<Board, 'epoch' | 'revision' | 'at'>): void {
      const wasEarly = early?.epoch === epoch && early.revision === revision;
      const paintedAt = wasEarly ? (early?.paintedAt ?? null) : null;
      const key = keyOf({ epoch, revision });
      count += 1;
      sent = [
        ...sent.slice(1 - sentKept),
        { nth: count, key, epoch, revision, at: Date.parse(at), paintedAt },
      ];
      if (!wasEarly) return;
      early = null;
      look();
    },

    /** The board reports something as painted. */
    told(message: unknown): void {
      const shown = shownMessage.safeParse(message);
      if (!shown.success) {
        lied('malformed receipt');
        return;
      }
      const key = keyOf(shown.data);
      const snapshot = sent.findLast((each) => each.key === key);
      const paintedAt = performance.now();
      if (snapshot) snapshot.paintedAt ??= paintedAt;
      else early = { ...shown.data, paintedAt, known: false };
      look();
    },
  };
}

function keyOf({ epoch, revision }: Shown): string {
  return `${epoch} ${revision}`;
}
