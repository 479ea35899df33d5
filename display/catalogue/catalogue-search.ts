import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CatalogueResults } from '../../wire/catalogue/catalogue.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { registrationForSearch } from '../ui/catalogue/addresses.ts';
import { isProblem, read, type Reply } from '../ui/line/api.ts';
import { readOffice } from '../ui/office/office.ts';
import { countChosen, toQuery, type Asked } from './asked.ts';
import { examplesOf } from './examples.ts';

/** What was found, and for which question. */
export interface Answer {
  readonly asked: Asked;
  readonly results: CatalogueResults;
}

/**
 * Asks the collection. The newest question wins: an answer to an older one that comes late is dropped. What was
 * found stays until the next answer. Asks again when the line is back.
 */
export class CatalogueSearch implements ReactiveController {
  office: OfficeView | null = null;
  answer: Answer | null = null;
  /** The reply that was no answer to the newest question, or null. */
  failed: Reply<unknown> | null = null;
  busy = false;
  /** Questions that the collection answers, known once its whole was shown in this tab. */
  examples: readonly string[] = [];
  #asked: Asked | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #onAnswer: (answer: Answer) => void;

  constructor(host: ReactiveControllerHost, onAnswer: (answer: Answer) => void) {
    this.#host = host;
    this.#onAnswer = onAnswer;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#retry);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#retry);
    this.#asked = null;
  }

  async ask(asked: Asked): Promise<void> {
    this.#asked = asked;
    this.busy = true;
    this.#host.requestUpdate();
    const reply = await this.#read(asked);
    if (this.#asked !== asked) return;
    if (isProblem(reply, 'registration-needed')) {
      location.replace(registrationForSearch());
      return;
    }
    this.busy = false;
    this.failed = reply.kind === 'ok' ? null : reply;
    if (reply.kind === 'ok') {
      this.answer = { asked, results: reply.value };
      if (asked.text === '' && countChosen(asked) === 0) this.examples = examplesOf(reply.value.items);
      this.#onAnswer(this.answer);
    }
    this.#host.requestUpdate();
  }

  async #read(asked: Asked): Promise<Reply<CatalogueResults>> {
    this.office ??= await readOffice();
    if (!this.office) return { kind: 'unanswered' };
    return read('/catalogue', {}, { query: toQuery(asked, this.office.code) });
  }

  readonly #retry = (): void => {
    if (this.failed && this.#asked) void this.ask(this.#asked);
  };
}
