import { pathOf } from '../pages.mjs';
import { readableSigns } from '../readable-signs.ts';

/** The reference of a complaint, as its complainant is told it: `ADU-6500-2026-0007`. */
export function referenceOf({ office, year, n }: { office: string; year: number; n: number }): string {
  return `ADU-${office}-${year}-${String(n).padStart(4, '0')}`;
}

/** Signs of a secret: 32 to the sixteenth cannot be guessed. */
export const secretLength = 16;

/** A secret made of random bytes, of which it needs as many as it has signs. */
export function secretOf(bytes: Uint8Array): string {
  return Array.from(
    bytes.subarray(0, secretLength),
    (byte) => readableSigns[byte % readableSigns.length],
  ).join('');
}

/** A secret as it is shown: in groups of four. */
export const shownSecret = (secret: string): string => secret.replaceAll(/(.{4})(?!$)/g, '$1 ');

/** A secret as somebody types it, whatever its case, blanks and dashes; null when it is none. */
export function toSecret(text: string): string | null {
  const signs = text.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
  return signs.length === secretLength && /^[2-9A-HJ-NP-Z]+$/.test(signs) ? signs : null;
}

/** A reference as somebody types it: any case, any dash, leading noughts left out; null when it is none. */
export function toReference(text: string): string | null {
  const signs = text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]+/gu, '-');
  const [, office, year, n] = /^(?:ADU-)?(\d{4})-(\d{4})-(\d{1,9})$/.exec(signs) ?? [];
  return office === undefined ? null : referenceOf({ office, year: Number(year), n: Number(n) });
}

/**
 * The reference that somebody looks for among those of their office, or the end of it: `7`, `0007`, `2026-7`; null when
 * it is none.
 */
export function toReferenceEnd(text: string): string | null {
  const [, year, n] = /^(?:(\d{4})[\s\p{Pd}]+)?0*(\d{1,9})$/u.exec(text.trim()) ?? [];
  if (n === undefined) return toReference(text);
  const number = n.padStart(4, '0');
  return year === undefined ? number : `${year}-${number}`;
}

/** The page that follows a complaint up; the secret stands behind `#`, which no server is told. */
export const trackingPath = (reference: string, secret: string): string =>
  `${pathOf('complaint-tracking', reference)}#${secret}`;
