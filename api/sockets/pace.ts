/**
 * Runs `work` at once, but never twice at the same time and, once it has ended, not again for so many milliseconds; whatever was
 * asked meanwhile is answered by one more run. A failure is told and the pace goes on.
 */
export function paced(
  milliseconds: number,
  { work, failed }: { work: () => Promise<void> | void; failed: (error: unknown) => void },
): () => void {
  let resting = false;
  let again = false;
  const run = async (): Promise<void> => {
    resting = true;
    again = false;
    try {
      await work();
    } catch (error) {
      failed(error);
    }
    setTimeout(() => {
      resting = false;
      if (again) void run();
    }, milliseconds).unref();
  };
  return () => {
    if (resting) again = true;
    else void run();
  };
}
