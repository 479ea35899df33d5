/** Overall satisfaction, 1 (Sangat tidak puas) to 5 (Sangat puas). */
export const overallScores = [1, 2, 3, 4, 5] as const;
export type OverallScore = (typeof overallScores)[number];

/** The nine elements of the SKM, by key and never by position (PermenPANRB 14/2017). */
export const skmElements = [
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'kompetensi',
  'perilaku',
  'sarana',
  'pengaduan',
] as const;
export type SkmElement = (typeof skmElements)[number];

/**
 * Where a rating was given: on the visitor's own phone, on the desk's tablet turned to the visitor, on the tablet that stands
 * in the hall, or by the link of a mail.
 */
export const ratingSources = ['phone', 'desk', 'stand', 'mail'] as const;
export type RatingSource = (typeof ratingSources)[number];
/** Those where the office's own tablet is handed to visitors. */
export type SheetSource = Extract<RatingSource, 'desk' | 'stand'>;

export const skmScores = [1, 2, 3, 4] as const;
export type SkmScore = (typeof skmScores)[number];
