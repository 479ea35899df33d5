/** A page that nobody touches locks itself after this long. */
export const lockAfterMs = 180_000;

/** How long before locking an unfinished form is warned about. */
export const shownBeforeLockMs = 30_000;
