import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readLabel } from '../../../domain/catalogue/shelf-code.ts';
import type { ShelfItem } from '../../../wire/catalogue/in-room-uses.ts';
import { read, type Reply } from '../../ui/line/api.ts';

/** After so short a pause in typing the collection is asked. */
const pauseMs = 250;
const fewestLetters = 2;
const mostShown = 6;

/** What was found for a text. */
export interface FoundBooks {
  readonly items: readonly ShelfItem[];
  /** Whether the text is what a scanner reads from a label. */
  readonly isLabel: boolean;
  /** Whether the text names one of them and no other. */
  readonly isExact: boolean;
  readonly corrected: string | null;
  readonly closest: boolean;
}

/** Finds publications of the office while a text is typed or scanned; the newest text wins. */
export class BookSearch implements ReactiveController {
  found: FoundBooks | null = null;
  busy = false;
  /** The reply that was no answer, or null. */
  failed: Reply<unknown> | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #office: () => string;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, office: () => string) {
    this.#host = host;
    this.#office = office;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Asks once typing pauses. */
  type(text: string): void {
    clearTimeout(this.#timer);
    if (text.trim().length < fewestLetters) return this.clear();
    this.#timer = setTimeout(() => void this.find(text), pauseMs);
  }

  /** Asks now; null when a newer text was asked for meanwhile, or there was no answer. */
  async find(text: string): Promise<FoundBooks | null> {
    clearTimeout(this.#timer);
    const turn = (this.#asked += 1);
    this.busy = true;
    this.#host.requestUpdate();
    const reply = await findBooks(this.#office(), text.trim());
    if (turn !== this.#asked) return null;
    this.busy = false;
    this.failed = reply.kind === 'ok' ? null : reply;
    this.found = reply.kind === 'ok' ? reply.value : null;
    this.#host.requestUpdate();
    return this.found;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.found = null;
    this.failed = null;
    this.busy = false;
    this.#host.requestUpdate();
  }
}

async function findBooks(office: string, text: string): Promise<Reply<FoundBooks>> {
  if (readLabel(text) !== null) {
    const reply = await read('/offices/{office}/shelf', { office }, { query: { label: text } });
    if (reply.kind !== 'ok') return reply;
    const { items } = reply.value;
    const value = { items, isLabel: true, isExact: items.length === 1, corrected: null, closest: false };
    return { kind: 'ok', value };
  }
  const results = await read('/catalogue', {}, { query: { office, q: text, perPage: mostShown } });
  if (results.kind !== 'ok') return results;
  const { items: hits, enough, corrected, closest } = results.value;
  const publication = hits.map(({ id }) => id);
  if (publication.length === 0)
    return { kind: 'ok', value: { items: [], isLabel: false, isExact: false, corrected, closest } };
  const shelf = await read('/offices/{office}/shelf', { office }, { query: { publication } });
  if (shelf.kind !== 'ok') return shelf;
  const byId = new Map(shelf.value.items.map((item) => [item.id, item]));
  const items = publication.flatMap((id) => byId.get(id) ?? []);
  return { kind: 'ok', value: { items, isLabel: false, isExact: enough === 1, corrected, closest } };
}
