/** The languages of the screens, the first by default. */
export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in both languages of the screens. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}
