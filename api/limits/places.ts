import { ProblemError } from '../http/problem.ts';

const comeBackAfterSeconds = 2;

/** Limits what is under way at once, of each sender and in all; refuses the rest with a retry time. A place is free again when it is disposed of. */
export function createPlaces({ ofOne, all }: { readonly ofOne: number; readonly all: number }) {
  const taken = new Map<string, number>();
  let inAll = 0;
  return (sender: string): Disposable => {
    const own = taken.get(sender) ?? 0;
    if (own >= ofOne || inAll >= all)
      throw new ProblemError('too-many-requests', { retryAfterSeconds: comeBackAfterSeconds });
    taken.set(sender, own + 1);
    inAll += 1;
    return {
      [Symbol.dispose]() {
        inAll -= 1;
        const left = (taken.get(sender) ?? 1) - 1;
        if (left > 0) taken.set(sender, left);
        else taken.delete(sender);
      },
    };
  };
}

export type Places = ReturnType<typeof createPlaces>;
