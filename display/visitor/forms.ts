const reloadAfterMs = 10_000;
let leaving = false;

/**
 * Waits for the script of a form. After the server was upgraded it is not there any more under the name that
 * this page knows; then the page is loaded anew, which a draft outlives. Never soon after it was loaded, so
 * that a fault cannot load it without end.
 */
export async function bring(script: Promise<unknown>): Promise<void> {
  try {
    await script;
  } catch {
    if (leaving || performance.now() < reloadAfterMs) return; // the next drawing asks again
    const answer = await fetch('/livez', { cache: 'no-store' }).catch(() => null);
    if (!answer?.ok || leaving) return;
    leaving = true;
    location.reload();
  }
}
