import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing } from 'lit';
import { announce } from '../ui/announce.ts';
import { insist, newKey } from '../ui/line/api.ts';
import type { FieldFault } from '../ui/forms/fault-summary.ts';
import { words } from '../ui/words/words.ts';
import type { Problem } from '../../wire/problem.ts';
import { adminWords } from './words.ts';

const pausesMs = [500, 1_500];

/** The controls a pointer speaks of, unless a form knows better: that of the innermost name. */
const innermost = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .filter((part) => !/^\d*$/.test(part))
    .slice(-1);

/** Sends one form at a time and tells how it went, in words that stand at the form and at its controls. */
export class Sender implements ReactiveController {
  busy = false;
  #problem: Problem | null = null;
  #state: 'quiet' | 'saved' | 'unanswered' = 'quiet';
  readonly #host: ReactiveControllerHost & LitElement;
  readonly #namesOf: (pointer: string) => readonly string[];
  #refused = false;

  constructor(host: ReactiveControllerHost & LitElement, namesOf = innermost) {
    this.#host = host;
    this.#namesOf = namesOf;
    host.addController(this);
  }

  hostConnected(): void {
    this.#state = 'quiet';
  }

  /** Leads to the first control that is not right. */
  hostUpdated(): void {
    if (!this.#refused) return;
    this.#refused = false;
    this.#host.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /** What is wrong with a control of the form, by its name; null when nothing is. */
  faultOf(name: string): string | null {
    const found = this.#problem?.errors?.filter(({ pointer }) => this.#namesOf(pointer).includes(name)) ?? [];
    return found.length === 0 ? null : [...new Set(found.map(({ message }) => message))].join(' ');
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
    } else if (reply.kind === 'refused') {
      this.#problem = reply.problem;
      this.#refused = true;
    } else this.#state = 'unanswered';
    this.#host.requestUpdate();
  }

  /** What became of the last form. `placeOf` names the line that a fault stands in, where there are many. */
  outcome(placeOf: (pointer: string) => string | null = () => null) {
    const problem = this.#problem;
    if (problem) {
      const told = ({ pointer, message }: FieldFault): string => {
        const place = placeOf(pointer);
        return place === null ? message : `${place}: ${message}`;
      };
      return html`<div class="notice bad" role="alert">
        <strong>${problem.title}</strong>
        ${
          problem.errors
            ? html`<ul>
                ${[...new Set(problem.errors.map(told))].map((fault) => html`<li>${fault}</li>`)}
              </ul>`
            : nothing
        }
      </div>`;
    }
    if (this.#state === 'saved') return html`<p class="notice ok">${adminWords().saved}</p>`;
    return this.#state === 'unanswered' ? html`<p class="notice bad">${words().unreachable}</p>` : nothing;
  }
}
