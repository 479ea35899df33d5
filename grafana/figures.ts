import { metrics } from '../domain/metrics.ts';
import { lateShare } from '../domain/supervision/late-budget.ts';
import { overallScores } from '../domain/ratings/rating.ts';
import { grown, is, isOneOf, now, share, total } from './promql.ts';

/** The window of the service level, in days of any kind. */
export const longWindow = '28d';

/** Which offices are asked: a condition on the label `office`. */
export interface Offices {
  readonly office: string;
}

const verdictsOf = (verdicts: readonly string[], window: string, { office }: Offices) =>
  total(grown(metrics.slaVisits, window, { where: { office, verdict: isOneOf(verdicts) } }));

/** Visits on which the promise was judged: n = met + breached. */
export const judged = (window: string, offices: Offices): string =>
  verdictsOf(['met', 'breached'], window, offices);

export const breached = (window: string, offices: Offices): string =>
  verdictsOf(['breached'], window, offices);

/** Kept promises by judged ones, over all offices together. */
export const onTime = (window: string, offices: Offices): string =>
  share(verdictsOf(['met'], window, offices), judged(window, offices));

/** `allowedLate` of the judged visits; an increase is not quite a whole number. */
export const allowed = (window: string, offices: Offices): string =>
  `floor(${lateShare} * round(${judged(window, offices)}))`;

/** How many ratings there are. */
export const ratingsGiven = (window: string, { office }: Offices): string =>
  total(grown(metrics.ratings, window, { where: { office } }));

/** Σ score·n / Σ n: one mean of all ratings, not a mean of means. */
export function meanRating(window: string, { office }: Offices): string {
  const weighted = overallScores.map(
    (score) =>
      `${score} * ${total(grown(metrics.ratings, window, { where: { office, score: is(String(score)) } }))}`,
  );
  return share(`(${weighted.join(' + ')})`, ratingsGiven(window, { office }));
}

/** How many seconds the longest-waiting visitor has waited since the guest book; 0 when nobody waits. */
export function longestWait({ office }: Offices): string {
  return `max(time() - (${now(metrics.oldestUnserved, { where: { office } })} > 0)) or vector(0)`;
}
