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

export const skmScores = [1, 2, 3, 4] as const;
export type SkmScore = (typeof skmScores)[number];
