/** The languages of the screens, the first by default. */
export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** `2.000` in Indonesian, `2,000` in English: how many there are of something; never a year, a code or a queue number. */
export const countText = (count: number, language: Language): string =>
  new Intl.NumberFormat(locales[language]).format(count);

/** A text in both languages of the screens. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}
