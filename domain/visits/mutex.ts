/**
 * Runs work one after the other; each starts when the one before has ended or failed. Decisions on a visit are made
 * while holding it, because the holder before may have changed the visit.
 */
export function mutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
