import type { Asked, Heard } from './history.ts';
import { countTold, rules, type Broken } from './rules.ts';

const mostLines = 40;
const mostBroken = 20;
/** What happened shortly before a mark belongs to it. */
const beforeMs = 2_000;

/** What a run did, for its last words. */
export interface Account {
  readonly seed: number;
  readonly minutes: number;
  /** The faults that happened, each round with those that happened together. */
  readonly rounds: readonly (readonly number[])[];
  /** Why others did not. */
  readonly notRun: ReadonlyMap<number, string>;
  readonly broken: readonly Broken[];
  /** Measured on the way, in the order of measuring. */
  readonly figures: readonly string[];
}

/** What broke in one round: the seed, the faults, the rules and what was heard of those they are about. */
export function toReport(
  { seed, round, broken }: { seed: number; round: readonly number[]; broken: readonly Broken[] },
  heard: Heard,
): string {
  const told = broken
    .slice(0, mostBroken)
    .map(({ rule, what, visits }) => `  ${rule} (${rules[rule]}): ${what} ${visits.map(shortId).join(' ')}`);
  const more = broken.length > mostBroken ? [`  … and ${broken.length - mostBroken} more`] : [];
  return [
    `Seed ${seed}, fault ${round.join(' with ')}: ${broken.length} broken`,
    ...told,
    ...more,
    'What was heard:',
    ...storyOf(heard, new Set(broken.flatMap(({ visits }) => visits))),
  ].join('\n');
}

/** The last lines of what concerns these visits, between the marks; of everything when it is about none. */
function storyOf({ asked, marks }: Heard, visits: ReadonlySet<string>): string[] {
  const concerns = ({ visitId, at }: Asked): boolean =>
    visits.size === 0
      ? marks.some((mark) => Math.abs(mark.at - at) < beforeMs)
      : visitId !== null && visits.has(visitId);
  const lines = [
    ...asked.filter(concerns).map((entry) => ({ at: entry.at, text: lineOf(entry) })),
    ...marks.map(({ at, text }) => ({ at, text: `--- ${text}` })),
  ];
  return lines
    .toSorted((one, other) => one.at - other.at)
    .slice(-mostLines)
    .map(({ at, text }) => `  ${secondsOf(at)} ${text}`);
}

function lineOf({ who, what, status, tookMs, told }: Asked): string {
  const answer = status ?? 'no answer';
  const revision = told?.kind === 'move' ? ` (revision ${told.revision})` : '';
  const number = told?.kind === 'ticket' ? ` (${told.label} ${shortId(told.visitId)})` : '';
  return `${who}: ${what} -> ${answer}${revision}${number}, ${Math.round(tookMs)} ms`;
}

const shortId = (id: string): string => id.slice(0, 8);
const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)} s`.padStart(10);

/** The last words of a run. */
export function toSummary(account: Account, { asked, shown }: Heard): string {
  const { seed, minutes, rounds, notRun, broken, figures } = account;
  const times = Map.groupBy(rounds, (round) => round.join('+'));
  const alone = [...times].filter(([name]) => !name.includes('+'));
  const mixed = [...times].filter(([name]) => name.includes('+'));
  const told = Object.entries(countTold(asked)).map(([kind, count]) => `${kind} ${count}`);
  const presses = asked.filter(({ key }) => key !== null);
  const unanswered = presses.filter(({ status }) => status === null || status === 503).length;
  const slowest = Math.max(0, ...asked.flatMap(({ status, tookMs }) => (status === null ? [] : [tookMs])));
  const listOf = (rounds: typeof alone): string =>
    rounds.map(([name, each]) => `${name} ×${each.length}`).join(', ') || 'none';
  return [
    `Seed ${seed}: ${minutes.toFixed(1)} minutes, ${presses.length} presses, of which ${unanswered} without an answer or 503`,
    `Answered with success: ${told.join(', ')}; ${shown.length} snapshots on boards; slowest answer ${Math.round(slowest)} ms`,
    `Faults alone: ${listOf(alone)}`,
    `Faults mixed: ${listOf(mixed)}`,
    ...[...notRun].map(([number, why]) => `Not run: ${number}: ${why}`),
    ...figures,
    broken.length === 0 ? 'No rule was broken.' : `${broken.length} broken rules, told above.`,
  ].join('\n');
}
