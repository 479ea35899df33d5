const apartMs = 5_000;

let waiting: string | null = null;
let lastSaid = -Infinity;

/** Announces a text to screen readers, in the page's one live region; the newest wins. */
export function announce(text: string): void {
  const pending = waiting !== null;
  waiting = text;
  if (!pending) setTimeout(speak, Math.max(0, lastSaid + apartMs - performance.now()));
}

function speak(): void {
  const region = document.getElementById('status');
  if (region) region.textContent = waiting;
  waiting = null;
  lastSaid = performance.now();
}
