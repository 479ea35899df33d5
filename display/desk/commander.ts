import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { command, isProblem, mayRepeat, newKey } from '../ui/line/api.ts';
import type { Reply } from '../ui/line/api.ts';
import type { Problem } from '../../wire/problem.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import { showsDone } from './done-rules.ts';

const showBusyAfterMs = 150;
const pausesMs = [400, 800, 1_600];

interface Wish {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly done: (value: never) => void;
}

/** One command in flight; the same key until it is answered. Nothing is shown before the server says so. */
export class Commander implements ReactiveController {
  /** True once a command takes noticeably long. */
  busy = false;
  /** Why the last command was refused, in the officer's words. */
  refusal: Problem | null = null;
  readonly #host: ReactiveControllerHost & EventTarget;
  #inFlight = false;
  #unsent: Wish | null = null;

  readonly #visits: () => readonly DeskVisit[] | null;

  /** `visits` reads what the desk shows now, null while that is nothing. */
  constructor(host: ReactiveControllerHost & EventTarget, visits: () => readonly DeskVisit[] | null) {
    this.#host = host;
    this.#visits = visits;
    host.addController(this);
  }

  /** A command whose answer was lost is done once the desk shows what it did. */
  hostUpdate(): void {
    const visits = this.#visits();
    if (visits && this.#unsent && showsDone(visits, this.#unsent)) this.#unsent = null;
  }

  hostConnected(): void {
    this.refusal = null;
  }

  /** A command that got no answer and waits for "try again". */
  get unsent(): boolean {
    return this.#unsent !== null;
  }

  /** Sends a command unless one is under way; `done` gets the answer. */
  async send(
    path: string,
    body: object,
    done: (value: never) => void,
    method: Wish['method'] = 'POST',
  ): Promise<void> {
    if (this.#inFlight) return;
    await this.#deliver({ method, path, body, key: newKey(), done });
  }

  /** Sends what was not answered again, with its own key. */
  async retry(): Promise<void> {
    if (this.#unsent && !this.#inFlight) await this.#deliver(this.#unsent);
  }

  /** Takes the last refusal off the screen. */
  dismiss(): void {
    this.refusal = null;
    this.#host.requestUpdate();
  }

  async #deliver(wish: Wish): Promise<void> {
    this.#inFlight = true;
    this.refusal = null;
    const timer = setTimeout(() => this.#show(true), showBusyAfterMs);
    const reply = await this.#insist(wish);
    clearTimeout(timer);
    this.#inFlight = false;
    this.#unsent = mayRepeat(reply) ? wish : null;
    this.#show(false);
    if (reply.kind === 'ok') wish.done(reply.value as never);
    else if (isProblem(reply, 'not-signed-in')) this.#host.dispatchEvent(new CustomEvent('session-lost'));
    else if (reply.kind === 'refused' && !mayRepeat(reply)) this.refusal = reply.problem;
    this.#host.requestUpdate();
  }

  async #insist({ method, path, body, key }: Wish): Promise<Reply<unknown>> {
    let reply = await command<unknown>(path, { method, body, key });
    for (const pause of pausesMs) {
      if (!mayRepeat(reply)) return reply;
      const wait = reply.kind === 'refused' ? (reply.retryAfterMs ?? pause) : pause;
      await new Promise((resolve) => setTimeout(resolve, wait));
      reply = await command<unknown>(path, { method, body, key });
    }
    return reply;
  }

  #show(busy: boolean): void {
    this.busy = busy;
    this.#host.requestUpdate();
  }
}
