import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CatalogueSuggestions } from '../../wire/catalogue/catalogue.ts';
import { read } from '../ui/line/api.ts';

/** A text that may be meant. */
export type Suggestion = CatalogueSuggestions['suggestions'][number];

/**
 * Reads what may be meant by what is being typed. One request is on its way at any time: what is typed meanwhile is
 * asked for when its answer is here, the last of it only. Without an answer there are no suggestions, and no word of it.
 */
export class SuggestionReader implements ReactiveController {
  suggestions: readonly Suggestion[] = [];
  #wanted: { readonly text: string; readonly office: string } | null = null;
  #isAsking = false;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.forget();
  }

  /** Reads suggestions for a text of at least two letters. */
  ask(text: string, office: string): void {
    if (text.trim().length < 2) {
      this.forget();
      return;
    }
    this.#wanted = { text, office };
    if (!this.#isAsking) void this.#askWanted();
  }

  /** Shows nothing, and drops the answer that is on its way. */
  forget(): void {
    this.#wanted = null;
    this.#show([]);
  }

  async #askWanted(): Promise<void> {
    this.#isAsking = true;
    for (let asked = this.#wanted; asked;) {
      const reply = await read(
        '/catalogue/suggestions',
        {},
        { query: { q: asked.text, office: asked.office } },
      );
      if (this.#wanted === asked) {
        this.#wanted = null;
        this.#show(reply.kind === 'ok' ? reply.value.suggestions : []);
      }
      asked = this.#wanted;
    }
    this.#isAsking = false;
  }

  #show(suggestions: readonly Suggestion[]): void {
    this.suggestions = suggestions;
    this.#host.requestUpdate();
  }
}
