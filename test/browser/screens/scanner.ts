/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Types as a scanner does: all at once, as far as the page's clock goes, and then Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((typed) => {
    let target: Element | null = document.activeElement;
    while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
    const at = target ?? document.body;
    const press = (key: string): boolean =>
      at.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
    for (const key of typed) {
      if (press(key) && at instanceof HTMLInputElement) {
        at.value += key;
        at.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      }
    }
    if (!press('Enter')) return;
    if (at instanceof HTMLInputElement) at.form?.requestSubmit();
    else if (at instanceof HTMLElement) at.click();
  }, text);
}
