/** The largest original, in bytes: the thickest publications have a tenth of it. */
export const mostBytes = 250 * 1024 * 1024;

export const mostPages = 2_000;

/** Objects of a document: a publication of 2,000 pages has some 30,000. */
export const mostObjects = 300_000;

/** Why a file cannot be an original. */
export const fileRefusals = [
  'not-pdf',
  'truncated',
  'damaged',
  'password',
  'active',
  'attachments',
  'too-large',
  'too-many-pages',
  'too-complex',
  'page-boxes',
] as const;
export type RefusalOfFile = (typeof fileRefusals)[number];

/** What is known of an original. */
export interface Original {
  /** Of its bytes, in hexadecimal; it is stored by it. */
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
}
