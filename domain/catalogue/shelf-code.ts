/**
 * What stands on a book's label, as a barcode and in digits: `29`, nine digits of the publication's shelf number, and a
 * check digit. Digits alone, because a scanner types like a keyboard and other keyboards have letters and dots
 * elsewhere; twelve, because no catalogue number, publication number, ISSN or ISBN is as long; `2` at the front is what
 * GS1 leaves to shops and libraries for their own numbers.
 */
export function toShelfCode(shelfNumber: number): string {
  const digits = `29${String(shelfNumber).padStart(9, '0')}`;
  return `${digits}${checkDigitOf(digits)}`;
}

/** What was read from a label: the shelf number of its barcode, or the publication of its QR code. */
export type Label =
  | { readonly kind: 'shelf-number'; readonly shelfNumber: number }
  | { readonly kind: 'publication'; readonly id: string };

/** Reads what a scanner typed; null when it is something else, such as words or a catalogue number. */
export function readLabel(scanned: string): Label | null {
  const text = scanned.trim();
  const [, id] = /\/pustaka\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[?#]|$)/i.exec(text) ?? [];
  if (id !== undefined) return { kind: 'publication', id: id.toLowerCase() };
  const digits = text.replaceAll(' ', '');
  if (!/^29\d{10}$/.test(digits) || checkDigitOf(digits.slice(0, -1)) !== digits.at(-1)) return null;
  return { kind: 'shelf-number', shelfNumber: Number(digits.slice(2, -1)) };
}

/** The last digit, as of a GTIN-12: weights 3 and 1, modulo 10. It finds a digit misread and most that were swapped. */
function checkDigitOf(digits: string): string {
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}
