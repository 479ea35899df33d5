/** How many boards an office accepts automatically: as many as a big hall has. */
export const automaticBoards = 20;

/** How many names may wait for a supervisor; the others can still be accepted by name. */
export const waitingBoards = 20;

/** The state of a board's name in an office. */
export const boardStandings = ['accepted', 'waiting', 'removed'] as const;
export type BoardStanding = (typeof boardStandings)[number];

/**
 * The new state of a connecting name that is not accepted yet. `mayEnter` when it needs no supervisor: the office
 * is open to every device, or the board is paired.
 */
export function standingOf(name: {
  readonly mayEnter: boolean;
  readonly removed: boolean;
  /** Other names that were accepted automatically, and that wait. */
  readonly automatic: number;
  readonly waiting: number;
}): BoardStanding | 'unlisted' {
  const { mayEnter, removed, automatic, waiting } = name;
  if (removed) return 'removed';
  if (mayEnter && automatic < automaticBoards) return 'accepted';
  return waiting < waitingBoards ? 'waiting' : 'unlisted';
}
