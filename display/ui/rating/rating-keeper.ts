import type { ReactiveControllerHost } from 'lit';
import type { OwnRating, Rating, RatingSheet } from '../../../wire/ratings.ts';
import type { VisitView } from '../../../wire/visitors/visitors.ts';
import { failureOf, type Asked, type Reply } from '../line/api.ts';
import { Command } from '../line/command.ts';

/** Where a rating is read and kept: by its ticket, or on a tablet of the office. */
export interface RatingWay {
  readonly read: () => Promise<Reply<OwnRating>>;
  readonly keep: (rating: Rating) => Asked<'PUT /visits/{token}/rating' | 'PUT /rating-sheet'>;
  /** The answer to what was kept. */
  readonly kept?: (answer: VisitView | RatingSheet) => void;
  /** Somebody has put this rating away, or its day is over. */
  readonly gone?: () => void;
}

/** What changes with an answer; a comment only where one was written. */
type Change = Partial<Omit<Rating, 'from'>>;

/**
 * A rating while it is answered. Every answer is sent at once, with all others; while one is under way the next ones
 * wait, and the newest state goes. Nothing is asked before it is known what was answered before.
 */
export class RatingKeeper {
  answers: OwnRating | null = null;
  /** Why the answers could not be read. */
  unread = '';
  readonly #command: Command;
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #way: () => RatingWay;
  #comment: string | null | undefined;
  #isBehind = false;
  #keeping: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost & EventTarget, way: () => RatingWay) {
    this.#host = host;
    this.#way = way;
    this.#command = new Command(host, { pausesMs: [500, 1_000, 2_000] });
  }

  /** True while an answer has not reached the server. */
  get isUnsent(): boolean {
    return this.#isBehind && !this.#keeping;
  }

  /** What the server had against the last answer. */
  get failure(): string {
    return this.#command.problem?.title ?? '';
  }

  async read(): Promise<void> {
    const reply = await this.#way().read();
    if (reply.kind === 'ok') this.answers = reply.value;
    this.unread = reply.kind === 'ok' ? '' : failureOf(reply);
    this.#host.requestUpdate();
  }

  /** Takes an answer, which is shown at once and sent; resolves when the server has it, or could not be reached. */
  answer({ comment, ...change }: Change): Promise<void> {
    if (!this.answers) return Promise.resolve();
    this.answers = {
      ...this.answers,
      ...change,
      commented: comment === undefined ? this.answers.commented : comment !== null,
    } as OwnRating;
    if (comment !== undefined) this.#comment = comment;
    this.#isBehind = true;
    this.#host.requestUpdate();
    return this.send();
  }

  /** Sends what the server does not have yet. */
  send(): Promise<void> {
    this.#keeping ??= this.#keep().finally(() => {
      this.#keeping = null;
      this.#host.requestUpdate();
    });
    return this.#keeping;
  }

  async #keep(): Promise<void> {
    while (this.#isBehind && this.answers) {
      const { overall, skm } = this.answers;
      const comment = this.#comment;
      this.#isBehind = false;
      let isKept = false;
      const asked = this.#way().keep({ overall, skm, ...(comment === undefined ? {} : { comment }) });
      await this.#command.send(asked, (answer) => {
        isKept = true;
        if (this.#comment === comment) this.#comment = undefined;
        this.#way().kept?.(answer);
      });
      if (isKept) continue;
      this.#isBehind = true;
      if (this.#command.isRefusedAs('not-found') || this.#command.isRefusedAs('visit-over'))
        this.#way().gone?.();
      return;
    }
  }
}
