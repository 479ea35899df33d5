import type { ReactiveControllerHost } from 'lit';
import type { Problem } from '../../wire/http/problem.ts';
import type { DeskVisit } from '../../wire/visits.ts';
import { Command } from '../ui/line/command.ts';
import { showsDone } from './done-rules.ts';

/** The tablet's command. One without an answer counts as done once the desk shows its effect. */
export class DeskCommand extends Command {
  readonly #visits: () => readonly DeskVisit[] | null;

  /** `visits` reads what the desk shows now, null while it shows nothing. */
  constructor(host: ReactiveControllerHost & EventTarget, visits: () => readonly DeskVisit[] | null) {
    super(host, { pausesMs: [400, 800, 1_600], busyAfterMs: 150 });
    this.#visits = visits;
  }

  hostUpdate(): void {
    const visits = this.#visits();
    if (visits && this.unsent && showsDone(visits, this.unsent)) this.forget();
  }

  /** Why the last command was refused, in the officer's words; null while it may still be answered. */
  get refusal(): Problem | null {
    return this.unsent ? null : this.problem;
  }
}
