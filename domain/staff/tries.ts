/** How many failed tries are free, and how the pause grows after that. */
export interface TryLimit {
  readonly free: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/**
 * Failed tries at a secret slow further ones down; nobody is ever locked out. A place is a browser that the account
 * has signed in with before, else an address. A known browser is counted separately, so that a stranger,
 * even at the same address, cannot keep an officer from the desk.
 */
export const tryLimits = {
  /** One account from one place. */
  place: { free: 10, firstPauseMs: 30_000, longestPauseMs: 900_000 },
  /** One account from everywhere: guesses spread over many addresses. */
  account: { free: 100, firstPauseMs: 5_000, longestPauseMs: 60_000 },
  /** One address against all accounts; a whole office shares it. */
  address: { free: 200, firstPauseMs: 5_000, longestPauseMs: 60_000 },
  /** Registrations from one address: a class that registers in a lesson shares it, a flood gets one a minute. */
  registration: { free: 100, firstPauseMs: 10_000, longestPauseMs: 60_000 },
  /** Wishes for links to sign in from one address. */
  link: { free: 60, firstPauseMs: 10_000, longestPauseMs: 60_000 },
  /** Registrations, and wishes for links, from everywhere: beyond any day's there is one a second, so that rows stay few. */
  everybody: { free: 3_000, firstPauseMs: 500, longestPauseMs: 1_000 },
  /** Tickets at the tablets of one address that do not exist: misread QR codes are few, guesses many. */
  ticket: { free: 30, firstPauseMs: 10_000, longestPauseMs: 60_000 },
  /** Wishes for copies by one member: more than a day has, for what is taken back and asked for again. */
  softcopy: { free: 60, firstPauseMs: 10_000, longestPauseMs: 60_000 },
  /** The same from one address, which a class shares. */
  softcopies: { free: 300, firstPauseMs: 5_000, longestPauseMs: 60_000 },
  /** Complaints from one address: many people of an office share it, a flood gets one a minute. */
  complaint: { free: 30, firstPauseMs: 10_000, longestPauseMs: 60_000 },
  /** Attachments sent from one address, or fetched: as many complaints with all they may have, then one a minute. */
  attachment: { free: 150, firstPauseMs: 5_000, longestPauseMs: 60_000 },
  /** Wrong secrets of complaints from one address. */
  tracking: { free: 20, firstPauseMs: 5_000, longestPauseMs: 60_000 },
} as const satisfies Record<string, TryLimit>;

/** Failures are forgotten after this long without a new one. */
export const forgottenAfterMs = 3_600_000;

/** How long tries are refused after a number of consecutive failures. */
export function pauseAfter(failures: number, limit: TryLimit): number {
  const { free, firstPauseMs, longestPauseMs } = limit;
  return failures < free ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - free));
}
