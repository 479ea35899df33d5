const reloadAfterMs = 10_000;
let leaving = false;

/**
 * Waits for the script of a form. After an upgrade of the server its name has changed, and a browser that could not
 * fetch a script once does not ask for it again: then the page reloads, which drafts survive. Never soon after loading, so that a fault cannot reload it endlessly.
 */
export async function bring(script: Promise<unknown>): Promise<void> {
  try {
    await script;
  } catch {
    if (leaving || performance.now() < reloadAfterMs) return; // the next rendering comes here again
    const answer = await fetch('/livez', { cache: 'no-store' }).catch(() => null);
    if (!answer?.ok || leaving) return;
    leaving = true;
    location.reload();
  }
}
