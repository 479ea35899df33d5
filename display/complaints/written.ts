import { draftsOf } from '../ui/forms/drafts.ts';

/** A field of the form of a move of a complaint. */
type WrittenField = `${string} ${string} ${string}`;

/** The name under which such a field is kept. */
export const writtenField = (complaint: string, move: string, field: string): WrittenField =>
  `${complaint} ${move} ${field}`;

/**
 * What somebody wrote on complaints and has not sent: it outlives a reload and a page that locked itself, in this tab
 * and for the same person alone.
 */
export class Written {
  readonly #drafts;
  #texts: Partial<Record<WrittenField, string>>;

  constructor(username: string) {
    this.#drafts = draftsOf<WrittenField>('complaint-work', username);
    const { services: _, ...texts } = this.#drafts.read() ?? { services: [] };
    this.#texts = texts;
  }

  /** What stands in a field; empty if nothing does. */
  in(field: WrittenField): string {
    return this.#texts[field] ?? '';
  }

  /** Keeps what stands in a field now; an empty text is none. */
  keep(field: WrittenField, text: string): void {
    const { [field]: _, ...others } = this.#texts;
    this.#texts = text === '' ? others : { ...others, [field]: text };
    if (Object.keys(this.#texts).length === 0) this.#drafts.drop();
    else this.#drafts.keep({ ...this.#texts, services: [] });
  }

  /** Which of these moves of a complaint has something written; null when none has. */
  begun<Move extends string>(complaint: string, moves: readonly Move[]): Move | null {
    const isOf = (move: Move) =>
      Object.keys(this.#texts).some((key) => key.startsWith(`${complaint} ${move} `));
    return moves.find(isOf) ?? null;
  }
}
