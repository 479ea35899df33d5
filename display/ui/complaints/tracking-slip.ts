import { css, html, nothing, svg } from 'lit';
import { isLoopback, qrOf } from '../qr.ts';
import { inLanguage } from '../words/words.ts';

const id = {
  follow: 'Ikuti pengaduan dan baca jawabannya di',
  scan: 'QR halaman pengaduan',
};
const en: typeof id = {
  follow: 'Follow the complaint and read the answer at',
  scan: 'QR code of the complaint’s page',
};

/** The page of a complaint as it is written down: without the code, which stands by itself. */
export function writtenAddress(statusUrl: string): string {
  const { host, pathname } = new URL(statusUrl);
  return `${host}${pathname}`;
}

/**
 * Where a complaint is followed up, for a screen and for paper: its address, and a QR code that opens it. The code of the
 * complaint stands in the QR behind `#`, which no server is told, and on the same paper in letters.
 */
export function trackingSlip(statusUrl: string) {
  const texts = inLanguage({ id, en });
  const { size, path } = qrOf(statusUrl);
  return html`<div class="slip">
    ${
      isLoopback(new URL(statusUrl))
        ? nothing
        : html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${texts.scan}>
            ${svg`<path d=${path} />`}
          </svg>`
    }
    <p>${texts.follow} <b>${writtenAddress(statusUrl)}</b></p>
  </div>`;
}

/** The look of those. */
export const slipStyles = css`
  .slip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-4);
    overflow-wrap: anywhere;
  }
  .slip p {
    flex: 1 1 200px;
  }
  .qr {
    flex: none;
    width: 144px;
    height: 144px;
    background: var(--paper);
    border: 1px solid var(--hair);
    border-radius: var(--radius-m);
  }
`;
