/**
 * Takes one piece of work after the other: each starts when the one before has ended, however it ended.
 * Whoever decides on a visit decides inside its turn, because the turn before may have changed it.
 */
export function mutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
