import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing } from 'lit';
import { announce } from '../ui/announce.ts';
import { insist, newKey } from '../ui/api.ts';
import { words } from '../ui/words.ts';
import type { Problem } from '../../domain/visit/views.ts';
import { adminWords } from './words.ts';

const pausesMs = [500, 1_500];

/** Sends one form at a time and tells how it went, in words that stand at the form. */
export class Sender implements ReactiveController {
  busy = false;
  #problem: Problem | null = null;
  #state: 'quiet' | 'saved' | 'unanswered' = 'quiet';
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#state = 'quiet';
  }

  /** Sends a command; `done` gets the answer. */
  async send(
    path: string,
    { method = 'PUT', body }: { method?: 'PUT' | 'POST'; body: object },
    done: (value: never) => void = () => undefined,
  ): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#problem = null;
    this.#state = 'quiet';
    this.#host.requestUpdate();
    const reply = await insist<unknown>(path, { method, body, key: newKey() }, pausesMs);
    this.busy = false;
    if (reply.kind === 'ok') {
      this.#state = 'saved';
      announce(adminWords().saved);
      done(reply.value as never);
    } else if (reply.kind === 'refused') this.#problem = reply.problem;
    else this.#state = 'unanswered';
    this.#host.requestUpdate();
  }

  /** What became of the last form. `lineOf` names a fault's place when its pointer says little. */
  outcome(placeOf: (pointer: string) => string = (pointer) => pointer) {
    const problem = this.#problem;
    if (problem) {
      return html`<div class="notice bad" role="alert">
        <strong>${problem.title}</strong>
        ${
          problem.errors
            ? html`<ul>
                ${problem.errors.map(({ pointer, message }) => html`<li>${placeOf(pointer)}: ${message}</li>`)}
              </ul>`
            : nothing
        }
      </div>`;
    }
    if (this.#state === 'saved') return html`<p class="notice ok">${adminWords().saved}</p>`;
    return this.#state === 'unanswered' ? html`<p class="notice bad">${words().unreachable}</p>` : nothing;
  }
}
