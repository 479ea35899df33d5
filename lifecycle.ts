/**
 * Resolves at the first SIGINT or SIGTERM, or when the launcher's IPC channel closes because it died.
 * Later signals are ignored: a signal to the group arrives twice and must not abort the stop.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}
