import { html, nothing, type LitElement, type ReactiveControllerHost } from 'lit';
import { announce } from '../ui/announce.ts';
import type { FieldFault } from '../ui/forms/fault-summary.ts';
import { Command } from '../ui/line/command.ts';
import type { Reply } from '../ui/line/api.ts';
import { words } from '../ui/words/words.ts';
import { adminWords } from './words.ts';

/** The controls a pointer refers to by default: the one with the innermost name. */
const innermost = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .filter((part) => !/^\d*$/.test(part))
    .slice(-1);

/** Sends one form at a time and shows the outcome, at the form and at its controls. */
export class Sender extends Command {
  declare protected readonly host: ReactiveControllerHost & LitElement;
  readonly #namesOf: (pointer: string) => readonly string[];
  #saved = false;
  #refused = false;

  constructor(host: ReactiveControllerHost & LitElement, namesOf = innermost) {
    super(host);
    this.#namesOf = namesOf;
  }

  override hostConnected(): void {
    this.#saved = false;
    this.forget();
  }

  /** Focuses the first invalid control. */
  hostUpdated(): void {
    if (!this.#refused) return;
    this.#refused = false;
    this.host.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /** What is wrong with a control of the form, by its name; null when nothing is. */
  faultOf(name: string): string | null {
    const found = this.problem?.errors?.filter(({ pointer }) => this.#namesOf(pointer).includes(name)) ?? [];
    return found.length === 0 ? null : [...new Set(found.map(({ message }) => message))].join(' ');
  }

  protected override sending(): void {
    this.#saved = false;
  }

  protected override answered(reply: Reply<unknown>): void {
    this.#saved = reply.kind === 'ok';
    this.#refused = reply.kind === 'refused';
    if (this.#saved) announce(adminWords().saved);
  }

  /** What was saved is no longer all there is. */
  edited(): void {
    this.#saved = false;
    this.host.requestUpdate();
  }

  /** The outcome of the last form. `placeOf` names the row of a fault, where there are many. */
  outcome(placeOf: (pointer: string) => string | null = () => null) {
    const { problem } = this;
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
    if (this.#saved) return html`<p class="notice ok">${adminWords().saved}</p>`;
    return this.unsent ? html`<p class="notice bad">${words().unreachable}</p>` : nothing;
  }
}
