import type { Mark } from '../domain/softcopies/mark.ts';
import type { RefusalOfAttachment } from '../domain/complaints/attachments.ts';
import type { RefusalOfFile } from '../domain/softcopies/original.ts';
import type { ChildLimits } from './limits.ts';

/** What a child is asked to do, as one line on its input. */
export type Task = { readonly limits: ChildLimits; readonly parent: number } & (
  | { readonly kind: 'stamp'; readonly original: string; readonly folder: string; readonly mark: Mark }
  | { readonly kind: 'inspect'; readonly original: string; readonly folder: string }
  | { readonly kind: 'clean'; readonly original: string; readonly folder: string }
);

/** A finished copy. */
export interface StampedCopy {
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** The most memory that its process took. */
  readonly memoryBytes: number;
}

/** What a child tells, a line each on its output; the last one is its answer. */
export type Told =
  | { readonly percent: number }
  | StampedCopy
  | { readonly pages: number }
  | { readonly refused: RefusalOfFile }
  | { readonly cleaned: { readonly pages: number } | { readonly refused: RefusalOfAttachment } };

/** The names of a child's files in its folder. */
export const taskFiles = {
  overlay: 'overlay.pdf',
  copy: 'copy.pdf',
  clean: 'clean.pdf',
  objects: 'objects.json',
} as const;
