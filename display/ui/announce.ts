const apartMs = 5_000;

const waiting = new Map<string, string>();
const lastSaid = new Map<string, number>();

/** Says something to screen readers, in the page's one live region; messages stand apart, the newest wins. */
export function announce(text: string): void {
  say('status', text);
}

/** Says that something failed, in the page's one alert region. */
export function alarm(text: string): void {
  say('alert', text);
}

function say(id: string, text: string): void {
  const pending = waiting.has(id);
  waiting.set(id, text);
  if (pending) return;
  const pause = Math.max(0, (lastSaid.get(id) ?? -Infinity) + apartMs - performance.now());
  if (pause === 0) speak(id);
  else setTimeout(() => speak(id), pause);
}

function speak(id: string): void {
  const region = document.getElementById(id);
  if (region) region.textContent = waiting.get(id) ?? '';
  waiting.delete(id);
  lastSaid.set(id, performance.now());
}
