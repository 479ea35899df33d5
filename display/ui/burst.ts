/** A person does not press two keys within so short a time; a scanner types a label that fast. */
export const burstGapMs = 50;
/** No label is shorter. */
const shortestLabel = 5;

/** What the keys turn out to be: one that a person pressed, or a label that was scanned. */
export interface Typed {
  readonly pressed: (key: string) => void;
  readonly scanned: (text: string) => void;
}

/**
 * Tells the keys of a person from those of a scanner, which types a label and Enter like a keyboard. A single key
 * counts once nothing followed it, so that a label whose first digit is a shortcut does not press it.
 */
export class Burst {
  readonly #typed: Typed;
  #keys = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(typed: Typed) {
    this.#typed = typed;
  }

  /** Takes a key; true when it ended a label, and must not press what has the focus. */
  take(key: string): boolean {
    clearTimeout(this.#timer);
    if (key === 'Enter') return this.#end();
    if (key.length === 1) this.#keys += key;
    this.#timer = setTimeout(() => this.#end(), burstGapMs);
    return false;
  }

  /** Forgets what came so far. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#keys = '';
  }

  #end(): boolean {
    const keys = this.#keys;
    this.#keys = '';
    if (keys.length === 1) this.#typed.pressed(keys);
    if (keys.length < shortestLabel) return false;
    this.#typed.scanned(keys);
    return true;
  }
}
