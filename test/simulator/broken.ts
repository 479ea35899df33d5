/** Something that must never happen has happened. */
export class BrokenInvariant extends Error {
  override name = 'BrokenInvariant';
}

/** Throws unless it holds. */
export function mustHold(holds: boolean, invariant: string, ...facts: unknown[]): asserts holds {
  if (!holds) throw new BrokenInvariant([invariant, ...facts.map(toText)].join('\n  '));
}

function toText(fact: unknown): string {
  return JSON.stringify(fact, (_key, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value,
  );
}
