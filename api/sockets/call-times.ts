import type { Database } from '../../db/connect.ts';
import { readCallTimes } from '../../db/visits/calls.ts';
import type { Instant } from '../../domain/time.ts';

/** Boards that report within this time are answered by one reading. */
const gatherMs = 250;

/** The calls of a board's office that were recorded after one time and until another. */
interface Span {
  readonly after: Instant;
  readonly until: Instant;
}

/** When calls were recorded, and the database's time with what `performance.now()` said then. */
export interface CallTimes {
  readonly now: Instant;
  readonly heardAt: number;
  readonly times: readonly Instant[];
}

interface Asked extends Span {
  readonly answer: PromiseWithResolvers<CallTimes>;
}

/** Reads call times for all boards of an office that ask at about the same time, by one statement. */
export function createCallTimes(db: Database): (office: string, span: Span) => Promise<CallTimes> {
  const gathered = new Map<string, Asked[]>();

  const read = async (office: string): Promise<void> => {
    const asked = gathered.get(office) ?? [];
    gathered.delete(office);
    try {
      const { now, times } = await readCallTimes(db, {
        office,
        after: Math.min(...asked.map(({ after }) => after)),
        until: Math.max(...asked.map(({ until }) => until)),
      });
      const heardAt = performance.now();
      for (const { after, until, answer } of asked) {
        answer.resolve({ now, heardAt, times: times.filter((at) => at > after && at <= until) });
      }
    } catch (error) {
      for (const { answer } of asked) answer.reject(error);
    }
  };

  return (office, span) => {
    const answer = Promise.withResolvers<CallTimes>();
    const asked = gathered.get(office);
    if (asked) asked.push({ ...span, answer });
    else {
      gathered.set(office, [{ ...span, answer }]);
      setTimeout(() => void read(office), gatherMs);
    }
    return answer.promise;
  };
}
