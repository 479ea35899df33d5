import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AnswerTo, CommandName } from '../../../wire/http/client.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import type { ProblemName } from '../../../wire/http/problems.ts';
import { fire } from '../events.ts';
import { words } from '../words/words.ts';
import { command, isProblem, mayRepeat, newKey, type Asked, type Reply } from './api.ts';

/** A command with its key, until it is answered. */
interface Wish {
  readonly asked: Asked;
  readonly key: string;
  readonly done: (value: unknown) => void;
}

/** How long a server's `Retry-After` is waited for unseen; a longer one is told to the person instead. */
const longestWaitMs = 5_000;

/**
 * One command at a time, with one key for all its tries. A press makes a new command, or, where `keepsKey` is set,
 * goes on with the same one until it is answered. Nothing is shown before the server says so.
 */
export class Command implements ReactiveController {
  /** True while a command is running; where `busyAfterMs` is set, once it takes that long. */
  busy = false;
  /** What the last command was refused with, in words for people. */
  problem: Problem | null = null;
  protected readonly host: ReactiveControllerHost & EventTarget;
  readonly #pausesMs: readonly number[];
  readonly #busyAfterMs: number;
  readonly #keepsKey: boolean;
  #inFlight = false;
  #unsent: Wish | null = null;
  #isAway = false;

  constructor(
    host: ReactiveControllerHost & EventTarget,
    {
      pausesMs = [500, 1_500],
      busyAfterMs = 0,
      keepsKey = false,
    }: {
      readonly pausesMs?: readonly number[];
      readonly busyAfterMs?: number;
      readonly keepsKey?: boolean;
    } = {},
  ) {
    this.host = host;
    this.#pausesMs = pausesMs;
    this.#busyAfterMs = busyAfterMs;
    this.#keepsKey = keepsKey;
    host.addController(this);
  }

  hostConnected(): void {
    this.problem = null;
  }

  /** The command without a final answer: no network, or a server that asks to retry later. */
  get unsent(): Asked | null {
    return this.#unsent?.asked ?? null;
  }

  /** The message about the last command, besides the faults shown at its fields; empty if none. */
  get failure(): string {
    if (this.problem) return this.problem.errors ? '' : this.problem.title;
    if (this.#isAway) return words().unreachable;
    return this.#unsent ? words().notSent : '';
  }

  /** The faults of the last command's fields. */
  get faults(): NonNullable<Problem['errors']> {
    return this.problem?.errors ?? [];
  }

  /** True when the last command was refused with this problem. */
  isRefusedAs(name: ProblemName): boolean {
    return this.problem?.type === `/problems/${name}`;
  }

  /** Sends a command unless one is running; `done` gets the answer. */
  async send<Name extends CommandName>(
    asked: Asked<Name>,
    done: (value: AnswerTo<Name>) => void = () => undefined,
  ): Promise<void> {
    if (this.#inFlight) return;
    const key = this.#keepsKey && this.#isUnsent(asked) ? this.#unsent?.key : undefined;
    await this.#deliver({ asked, key: key ?? newKey(), done: done as Wish['done'] });
  }

  /** Sends what was not answered again, with its own key. */
  async retry(): Promise<void> {
    if (this.#unsent && !this.#inFlight) await this.#deliver(this.#unsent);
  }

  /** Drops the unanswered command: it is known to be done, or no longer wanted. */
  forget(): void {
    this.#unsent = null;
    this.#isAway = false;
  }

  /** The line is there again: what was not answered keeps its key, and is only told as not sent. */
  lineIsBack(): void {
    this.#isAway = false;
  }

  /** Clears the last refusal. */
  dismiss(): void {
    this.problem = null;
    this.host.requestUpdate();
  }

  /** What a page does when a command leaves, and with whatever comes of it. */
  protected sending?(): void;
  protected answered?(reply: Reply<unknown>): void;

  #isUnsent(asked: Asked): boolean {
    return this.#unsent !== null && JSON.stringify(this.#unsent.asked) === JSON.stringify(asked);
  }

  async #deliver(wish: Wish): Promise<void> {
    this.#inFlight = true;
    this.problem = null;
    this.sending?.();
    const timer = setTimeout(() => this.#show(true), this.#busyAfterMs);
    if (this.#busyAfterMs === 0) this.#show(true);
    const reply = await insist(wish.asked, { key: wish.key, pausesMs: this.#pausesMs });
    clearTimeout(timer);
    this.#inFlight = false;
    this.#unsent = mayRepeat(reply) ? wish : null;
    this.#isAway = this.#unsent !== null;
    if (reply.kind === 'refused') this.problem = reply.problem;
    this.#show(false);
    if (reply.kind === 'ok') wish.done(reply.value);
    if (isProblem(reply, 'not-signed-in')) fire(this.host, 'session-lost');
    this.answered?.(reply);
    this.host.requestUpdate();
  }

  #show(busy: boolean): void {
    this.busy = busy;
    this.host.requestUpdate();
  }
}

/**
 * Sends a command again with the same key, after each pause or as long as the server asks to wait, until something
 * answers it.
 */
async function insist(
  asked: Asked,
  { key, pausesMs }: { readonly key: string; readonly pausesMs: readonly number[] },
): Promise<Reply<unknown>> {
  let reply: Reply<unknown> = await command(asked, { key });
  for (const pause of pausesMs) {
    if (!mayRepeat(reply)) return reply;
    const wait = reply.kind === 'refused' ? (reply.retryAfterMs ?? pause) : pause;
    if (wait > longestWaitMs) return reply;
    await new Promise((resolve) => setTimeout(resolve, wait));
    reply = await command(asked, { key });
  }
  return reply;
}
