/** A page that nobody touches locks itself after this long. */
export const lockAfterMs = 180_000;

/** How long before locking an unfinished form is warned about. */
export const shownBeforeLockMs = 30_000;

/** Events of a page for its forms: it locks soon, somebody came back, it is locked now. */
export function tellLock(event: 'lock-soon' | 'lock-off' | 'locked'): void {
  document.dispatchEvent(new CustomEvent(event));
}
