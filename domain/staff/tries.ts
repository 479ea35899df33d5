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
} as const satisfies Record<string, TryLimit>;

/** Failures are forgotten after this long without a new one. */
export const forgottenAfterMs = 3_600_000;

/** How long tries are refused after a number of consecutive failures. */
export function pauseAfter(failures: number, limit: TryLimit): number {
  const { free, firstPauseMs, longestPauseMs } = limit;
  return failures < free ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - free));
}
