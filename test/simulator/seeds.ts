import fc from 'fast-check';
import type { Carry } from './activities.ts';
import { stories, type Story } from './choices.ts';
import type { Sandbox } from './workflow/sandbox.ts';
import { simulate } from './simulation.ts';

/** What broke, in the shortest story of this seed that still breaks. */
export interface Failure {
  readonly seed: number;
  readonly story: Story;
  readonly shrunk: number;
  readonly message: string;
}

/** Plays the day of a seed; null when every invariant holds. */
export async function playSeed(sandbox: Sandbox, seed: number, carry?: Carry): Promise<Failure | null> {
  const property = fc.asyncProperty(stories, async (story) => {
    await simulate(sandbox, story, carry);
  });
  const details = await fc.check(property, { seed, numRuns: 1, unbiased: true });
  if (!details.failed) return null;
  const [story] = details.counterexample ?? [];
  if (!story) throw new Error('fast-check failed without an example', { cause: details.errorInstance });
  const { errorInstance, numShrinks } = details;
  return { seed, story, shrunk: numShrinks, message: String(errorInstance) };
}

/** How a failure is told to whoever looks for its cause. */
export function toReport({ seed, story, shrunk, message }: Failure): string {
  return [
    `Seed ${seed} breaks an invariant. Again: npm run simulate -- --seed ${seed}`,
    `Its story, shrunk ${shrunk} times: ${JSON.stringify(story, null, 1)}`,
    message,
  ].join('\n\n');
}
