import { encode } from 'uqr';

/** A QR code as an SVG path in modules, with its quiet zone (level M, 4 modules). */
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

/** Draws a text as QR. A path needs no inline style and no generated markup. */
export function qrOf(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size, path };
}

/** True when a phone cannot open an address: it names this very machine. */
export function isLoopback({ hostname }: { hostname: string }): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
