import type { PageShape } from './page-shape.ts';

/** What every page of a copy says, and where its code leads. No person. */
export interface Mark {
  readonly text: string;
  /** The address that tells whether a copy is genuine, as a QR code. */
  readonly address: string;
  /** The request's number. */
  readonly number: string;
}

/** The line of a mark; the day is that of the request, in the office's zone. */
export function markTextOf({ office, number, day }: { office: string; number: string; day: string }): string {
  const date = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', dateStyle: 'long' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return `Perpustakaan PST ${office} · ${number} · ${date}`;
}

/** Where the parts of a mark stand on a page, in points from its lower left corner. */
export interface MarkLayout {
  /** The line at the foot: where it begins, on its base line. */
  readonly line: { readonly x: number; readonly y: number; readonly size: number };
  /** The same line across the page: its middle, and its angle against the horizontal in degrees. */
  readonly across: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly angle: number;
  };
  readonly code: { readonly x: number; readonly y: number; readonly side: number };
}

/** Sizes on a page as wide as A4; a larger page has larger ones. A smaller code could not be read from paper. */
const ordinary = { side: 595, code: 37, line: 7.5, edge: 14 } as const;

/** Lays a mark out within what can be seen of a page. `length` is that of its text at size 1. */
export function layOut({ visible }: PageShape, length: number): MarkLayout {
  const width = visible.right - visible.left;
  const height = visible.top - visible.bottom;
  const least = Math.min(width, height);
  const scale = Math.max(1, least / ordinary.side);
  const margin = Math.min(ordinary.edge * scale, least / 20);
  const side = Math.min(ordinary.code * scale, width / 5, height / 3);
  const room = width - 3 * margin - side;
  const size = Math.min(ordinary.line * scale, room / length, height / 8);
  const diagonal = Math.hypot(width, height) * 0.78;
  return {
    line: { x: visible.left + margin, y: visible.bottom + margin + size * 0.25, size },
    across: {
      x: visible.left + width / 2,
      y: visible.bottom + height / 2,
      size: Math.min(diagonal / length, height / 8),
      angle: (Math.atan2(height, width) * 180) / Math.PI,
    },
    code: { x: visible.right - margin - side, y: visible.bottom + margin, side },
  };
}
