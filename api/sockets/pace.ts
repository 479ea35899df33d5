/**
 * Throttles `work`: runs it at once, but never concurrently and not again within the interval after it has ended.
 * Requests in between are answered by one more run. A failure goes to `failed` and does not stop it.
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
