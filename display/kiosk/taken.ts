import { html, nothing, svg } from 'lit';
import type { Ticket } from '../../wire/visitors/visitors.ts';
import { dateOf, timeOf } from '../ui/words/format.ts';
import { isLoopback, qrOf } from '../ui/qr.ts';
import { kioskWords } from './words.ts';

/** The number that was taken `at`, how long it may take, and where to follow it under the office's address `base`. */
export function taken(
  { ticket, at }: { readonly ticket: Ticket; readonly at: Date },
  { base, done }: { readonly base: string; readonly done: () => void },
) {
  const texts = kioskWords();
  const { label, ahead, estimate, statusUrl } = ticket;
  return html`<section class="result">
    <div>
      <h1>${texts.yourNumber}</h1>
      <p class="number">${label}</p>
      <p class="ahead">${texts.ahead(ahead)}</p>
      ${
        estimate
          ? html`<p class="ahead">${texts.range(estimate.lowMinutes, estimate.highMinutes)}</p>`
          : nothing
      }
      <p>${dateOf(at)}, ${timeOf(at)}</p>
      <p>${texts.wait} ${texts.bringId}</p>
    </div>
    <div class="follow">
      ${follow(new URL(statusUrl, base))}
      <button class="primary" @click=${done}>${texts.done}</button>
    </div>
  </section>`;
}

function follow(url: URL) {
  const texts = kioskWords();
  if (isLoopback(url)) {
    return html`<p class="notice">${texts.local}</p>
      <a class="button" href=${url.href} target="_blank" rel="noreferrer">${texts.openPage}</a>`;
  }
  const { size, path } = qrOf(url.href);
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${texts.scan}>
      ${svg`<path d=${path} />`}
    </svg>
    <p>${texts.scan}</p>`;
}
