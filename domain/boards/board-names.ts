/** Boards an office takes for its own without being asked: as many as a big hall has, and no more. */
export const automaticBoards = 20;

/** Names that may wait for a supervisor; who finds no place is accepted by its name all the same. */
export const waitingBoards = 20;

/** How an office stands to a board's name. */
export const boardStandings = ['accepted', 'waiting', 'removed'] as const;
export type BoardStanding = (typeof boardStandings)[number];

/**
 * What becomes of a name that comes and is not accepted yet. `mayEnter` when it needs no supervisor: the office
 * is open to every device, or the board is a paired one.
 */
export function standingOf(name: {
  readonly mayEnter: boolean;
  readonly removed: boolean;
  /** Other names that were accepted by themselves, and that wait. */
  readonly automatic: number;
  readonly waiting: number;
}): BoardStanding | 'unlisted' {
  const { mayEnter, removed, automatic, waiting } = name;
  if (removed) return 'removed';
  if (mayEnter && automatic < automaticBoards) return 'accepted';
  return waiting < waitingBoards ? 'waiting' : 'unlisted';
}
