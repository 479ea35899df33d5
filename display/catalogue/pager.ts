import { html, nothing } from 'lit';
import { searchWords } from './words.ts';

/** Pages beside the current one that are offered. */
const around = 1;

/** Links to the other pages of results: the first, the last, and those around this one. */
export function pager(of: {
  readonly page: number;
  readonly pages: number;
  readonly addressOf: (page: number) => string;
  readonly go: (page: number) => void;
}) {
  const { page, pages } = of;
  if (pages < 2) return nothing;
  const texts = searchWords();
  const link = (to: number, kind: string, text: unknown) =>
    html`<a
      class="button ${kind}"
      href=${of.addressOf(to)}
      aria-label=${kind === '' ? texts.page(to) : nothing}
      aria-current=${to === page ? 'page' : nothing}
      @click=${(event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser's own: another tab
        event.preventDefault();
        of.go(to);
      }}
      >${text}</a
    >`;
  const shown = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (to) => to === 1 || to === pages || Math.abs(to - page) <= around,
  );
  return html`<nav class="pager" aria-label=${texts.paging}>
    ${page > 1 ? link(page - 1, 'beside', texts.previous) : nothing}
    ${shown.map(
      (to, index) =>
        html`${to - (shown[index - 1] ?? 0) > 1 ? html`<span aria-hidden="true">…</span>` : nothing}${link(to, '', to)}`,
    )}
    ${page < pages ? link(page + 1, 'beside', texts.next) : nothing}
  </nav>`;
}
