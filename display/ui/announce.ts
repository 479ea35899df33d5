/** Says something to screen readers, in the page's one live region; the newest wins. */
export function announce(text: string): void {
  const region = document.getElementById('status');
  if (region) region.textContent = text;
}
