import type { Log } from './log.ts';

/** Runs `work` now and then again and again, never twice at once; a failure is logged and tried again. */
export function every(
  milliseconds: number,
  { name, work, log }: { name: string; work: () => Promise<void>; log: Log },
): AsyncDisposable {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let current = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (err) {
      log.warn({ err, job: name }, 'regular job failed');
    }
    if (!ended) timer = setTimeout(start, milliseconds);
  };
  const start = (): void => {
    current = run();
  };
  start();
  return {
    async [Symbol.asyncDispose]() {
      ended = true;
      clearTimeout(timer);
      await current;
    },
  };
}
