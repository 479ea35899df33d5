/** A page that nobody touches locks itself after this long. */
export const lockAfterMs = 180_000;

/** So long before, whoever left a form half filled is warned. */
export const shownBeforeLockMs = 30_000;

/** What a page tells its forms: it locks soon, somebody came back, it is locked now. */
export function tellLock(event: 'lock-soon' | 'lock-off' | 'locked'): void {
  document.dispatchEvent(new CustomEvent(event));
}
