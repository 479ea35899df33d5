import type { ReadingTerminal } from './reading-terminal.ts';

/** Whether this page stands on the terminal of a reading room: its address says so (`?terminal=1`), and hands it on. */
export const isTerminal = (): boolean => new URLSearchParams(location.search).get('terminal') === '1';

/** Starts anew for the next person, because this one said so. */
export const leaveTerminal = (): void =>
  void document.querySelector<ReadingTerminal>('reading-terminal')?.leave();

/**
 * Makes a page of the collection one of the terminal, where its address asks for it: larger controls, no way out of the
 * collection, and back to the start once nobody is there.
 */
export function startTerminal(): void {
  if (!isTerminal()) return;
  document.documentElement.classList.add('terminal');
  void import('./reading-terminal.ts').then(() => {
    document.body.append(document.createElement('reading-terminal'));
  });
}
