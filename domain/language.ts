/** The languages of the screens, the first by default. */
export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** What `Intl` writes a language by. */
export const localeOf = (language: Language): string => locales[language];

/** `1.234,5` in Indonesian, `1,234.5` in English, with so many decimals at most. */
export const numberText = (value: number, language: Language, decimals: number): string =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: decimals }).format(value);

/** `2.000` in Indonesian, `2,000` in English: how many there are of something; never a year, a code or a queue number. */
export const countText = (count: number, language: Language): string => numberText(count, language, 0);

/** A text in both languages of the screens. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}
