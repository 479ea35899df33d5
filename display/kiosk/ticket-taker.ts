import { defaultServiceOf } from '../../domain/offices/services.ts';
import type { Priority } from '../../domain/visits/queue.ts';
import type { Problem } from '../../wire/http/problem.ts';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { Language } from '../../domain/language.ts';
import { keptText } from '../ui/kept-text.ts';
import { command, mayRepeat, newKey, type Asked, type Reply } from '../ui/line/api.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';

/** After this long without an answer the kiosk says so. */
const lateAfterMs = 8_000;
/** Sent again after this long without an answer; the first request may still be answered. */
const againAfterMs = 3_500;
const pausesMs = [500, 1_000, 2_000, 4_000];
const answerLimitMs = 30_000;
/** How long an abandoned wish is given to the next visitor with the same wish. */
const keptMs = 120_000;
const storedWish = keptText('kiosk number');

/** A wish for a number; key and words stay the same however often it is sent, so it has one outcome. */
interface Wish {
  readonly key: string;
  readonly asked: Asked<'POST /offices/{office}/visits'>;
  /** When it was made, by the kiosk's clock. */
  readonly at: number;
}

/** What became of a wish: a number, a refusal, or nothing yet. */
export type Outcome =
  | { readonly kind: 'ticket'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'late' };

/**
 * Takes numbers from a server that may fall silent. A wish without an answer is remembered: a repeat, a
 * reload, or the next visitor's tap sends the same key, so no number is given twice and none is left over.
 */
export class TicketTaker {
  readonly #tell: (outcome: Outcome) => void;
  /** The wish without an answer. */
  #wish: Wish | null = null;
  /** True while somebody stands here for it. */
  #awaited = false;
  /** The current round of sending; an older round ends. */
  #round = 0;
  #lateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (outcome: Outcome) => void) {
    this.#tell = tell;
  }

  /** Goes on with the wish that a reload interrupted; true when there was one. */
  resume(): boolean {
    const stored = storedWish.read();
    if (stored === null) return false;
    storedWish.drop();
    this.#wish = JSON.parse(stored) as Wish;
    if (!this.#isRecent()) this.#wish = null;
    return this.retry();
  }

  /** Wishes for a number of the office's library. The same wish of somebody who left unanswered goes on instead. */
  take(
    { code: office, services }: Pick<OfficeView, 'code' | 'services'>,
    { priority, language }: { priority: Priority | null; language: Language },
  ): void {
    const left = this.#wish?.asked;
    const isSame =
      left?.params.office === office && (left.body.priority ?? null) === priority && this.#isRecent();
    if (!isSame) {
      const body = { service: defaultServiceOf(services), language, ...(priority ? { priority } : {}) };
      const asked = { name: 'POST /offices/{office}/visits', params: { office }, body } as const;
      this.#wish = { key: newKey(), asked, at: Date.now() };
    }
    this.retry();
  }

  /** Sends the wish again with its key; false when there is none. */
  retry(): boolean {
    const wish = this.#wish;
    if (!wish) return false;
    this.#awaited = true;
    storedWish.keep(JSON.stringify(wish));
    clearTimeout(this.#lateTimer);
    this.#lateTimer = setTimeout(() => this.#late(), lateAfterMs);
    void this.#insist(wish);
    return true;
  }

  /** The visitor left: nothing more is sent or shown. */
  leave(): void {
    this.#awaited = false;
    this.#endRound();
  }

  #late(): void {
    this.#round += 1; // a running request may still be answered; nothing new is sent
    this.#tell({ kind: 'late' });
  }

  async #insist(wish: Wish): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    for (const pause of pausesMs) {
      await Promise.race([this.#ask(wish), sleep(againAfterMs)]);
      await sleep(pause);
      if (round !== this.#round) return;
    }
  }

  async #ask({ key, asked }: Wish): Promise<void> {
    const reply = await command(asked, { key, limitMs: answerLimitMs });
    if (!mayRepeat(reply)) this.#answered(key, reply);
  }

  #answered(key: string, reply: Reply<Ticket>): void {
    if (this.#wish?.key !== key) return; // answered before
    if (reply.kind === 'ok' && !this.#awaited) return; // issued, and nobody is here: the next visitor takes it
    this.#wish = null;
    this.#endRound();
    if (!this.#awaited) return;
    if (reply.kind === 'ok') this.#tell({ kind: 'ticket', ticket: reply.value });
    else if (reply.kind === 'refused') this.#tell({ kind: 'refused', problem: reply.problem });
  }

  #endRound(): void {
    this.#round += 1;
    clearTimeout(this.#lateTimer);
    storedWish.drop();
  }

  #isRecent(): boolean {
    return this.#wish !== null && Math.abs(Date.now() - this.#wish.at) < keptMs;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
