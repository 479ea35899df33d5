import type { Answer } from './client.ts';
import { until, type Patience } from './until.ts';

/** Repeats a command with its key until the product has answered it, however long a part is away. */
export function answered<T>(
  what: string,
  send: () => Promise<Answer<T>>,
  patience: Patience = { withinMs: 45_000 },
): Promise<Answer<T>> {
  return until(
    what,
    async () => {
      const answer = await send();
      if (answer.status >= 500 && answer.status !== 503) {
        throw new Error(`${what} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      return answer.status !== 503 && answer;
    },
    patience,
  );
}
