/** Code lists of the guest book. The words for each code are in `display/`. */
export const institutionCategories = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export const genders = ['L', 'P'] as const;
export const ageBands = [1, 2, 3, 4, 5, 6, 7] as const;
export const educations = [1, 2, 3, 4, 5] as const;
export const occupations = [1, 2, 3, 4, 5, 6, 7] as const;
export const purposes = [1, 2, 3, 4, 5] as const;
/** Bit codes, so that a report may sum them. */
export const serviceKinds = [1, 2, 4, 8, 16, 32] as const;

/** The codes that need an explanation in words. */
export const otherOccupation = 7;
export const otherPurpose = 5;

export type InstitutionCategory = (typeof institutionCategories)[number];
export type Gender = (typeof genders)[number];
export type AgeBand = (typeof ageBands)[number];
export type Occupation = (typeof occupations)[number];
export type Purpose = (typeof purposes)[number];
export type ServiceKind = (typeof serviceKinds)[number];

/** The smallest and the largest group of one guest book. */
const smallestGroup = 2;
export const largestGroup = 500;

/** Whether these make a group: whole people, not alone, and no more than one guest book takes. */
export function isGroup({ male, female }: { readonly male: number; readonly female: number }): boolean {
  const counts = [male, female];
  const people = male + female;
  return (
    counts.every((count) => Number.isInteger(count) && count >= 0) &&
    people >= smallestGroup &&
    people <= largestGroup
  );
}

/** An e-mail address as a guest book takes it, the same on a page as in the api. */
export const emailShape =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/**
 * A phone number in E.164, or null when it is invalid. Takes the ways people write Indonesian numbers:
 * `08…`, `62…`, `+62…`, `+62 (0)8…`, `(0552)…`, with spaces, dots and dashes; other countries with their `+` or `00`.
 */
export function toE164(text: string): string | null {
  const digits = text
    .replaceAll(/[\s().-]/g, '')
    .replace(/^00/, '+')
    .replace(/^(\+?62)0/, '$1');
  const international = digits.startsWith('+')
    ? digits
    : digits.startsWith('62')
      ? `+${digits}`
      : digits.startsWith('0')
        ? `+62${digits.slice(1)}`
        : null;
  return international !== null && /^\+[1-9]\d{7,14}$/.test(international) ? international : null;
}
