import { css, html, nothing, svg } from 'lit';
import { toCode128 } from '../../domain/catalogue/code-128.ts';
import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import type { ShelfLabel } from '../../wire/catalogue/shelf-labels.ts';
import { qrOf } from '../ui/qr.ts';

const quiet = 10;
const barHeight = 30;

/** A label for a book: where it stands, what it is, and both codes. Without `base` no phone could open an address. */
export function shelfLabel(label: ShelfLabel, base: string | null) {
  const { id, code, title, year, number, shelf } = label;
  const { size, path } = qrOf(base === null ? code : publicationAddress(base, id));
  return html`<article class="label" lang="id">
    <p class="shelf">${shelf ?? nothing}</p>
    <svg class="qr" viewBox="0 0 ${size} ${size}" aria-hidden="true">${svg`<path d=${path} />`}</svg>
    <div class="name">
      <p class="title">${title}</p>
      <p class="number">${[year, number].filter((part) => part !== null).join(' · ')}</p>
    </div>
    <div class="bars">
      ${barcode(code)}
      <p class="digits">${code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</p>
    </div>
  </article>`;
}

function barcode(code: string) {
  let at = quiet;
  const path = toCode128(code).map((width, index) => {
    const bar = index % 2 === 0 ? `M${at} 0h${width}v${barHeight}h-${width}z` : '';
    at += width;
    return bar;
  });
  return html`<svg viewBox="0 0 ${at + quiet} ${barHeight}" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<path d=${path.join('')} />`}
  </svg>`;
}

export const labelStyles = css`
  .label {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / 21mm minmax(0, 1fr);
    gap: 0.6mm 1.5mm;
    width: 70mm;
    height: 37mm;
    padding: 3.5mm 4mm 3mm;
    overflow: hidden;
    color: #000;
    background: #fff;
  }
  .label p {
    line-height: 1.15;
  }
  .label .shelf {
    grid-column: 1 / -1;
    min-height: 4.2mm;
    overflow: hidden;
    font-size: 3.6mm;
    font-weight: 600;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .label svg {
    fill: #000;
    shape-rendering: crispedges;
  }
  .qr {
    grid-row: 2 / 4;
    align-self: center;
    width: 21mm;
    height: 21mm;
  }
  .label .title {
    display: -webkit-box;
    overflow: hidden;
    font-size: 2.6mm;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .label .number {
    margin-top: 0.3mm;
    font-size: 2.3mm;
  }
  .bars svg {
    display: block;
    width: 39mm;
    height: 8.5mm;
  }
  .digits {
    font-family: var(--mono);
    font-size: 2.6mm;
    text-align: center;
  }
`;
