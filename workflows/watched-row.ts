import { condition, setHandler } from '@temporalio/workflow';
import { lookAgain } from './messages.ts';

/**
 * Looks at a row again and again until it is done with: when the pause that a look answered is over, or when woken.
 * Woken during a look, it looks once more, also when that look found nothing left to do: the row may have been taken up
 * anew meanwhile, and nobody else would look. With `mayLeave` it ends early, so that a long life goes on in a new run.
 */
export async function watchRow(
  look: () => Promise<number | null>,
  mayLeave: () => boolean = () => false,
): Promise<'done' | 'left'> {
  let woken = false;
  setHandler(lookAgain, () => {
    woken = true;
  });
  for (;;) {
    woken = false;
    const pauseMs = await look();
    if (pauseMs === null && !woken) return 'done';
    if (pauseMs !== null) await condition(() => woken, Math.max(1, pauseMs));
    if (mayLeave()) return 'left';
  }
}
