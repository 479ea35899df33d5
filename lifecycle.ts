/**
 * Resolves at the first SIGINT or SIGTERM, or when the launcher's IPC channel closes because it died.
 * Later signals are ignored: a signal to the group arrives twice and must not abort the stop.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.channel?.unref(); // or the open channel alone would keep the process
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
    process.once('disconnect', stop);
  });
}
