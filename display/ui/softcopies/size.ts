import { numberOf } from '../words/format.ts';

/** The size of a file in words, such as `2,4 MB`. */
export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000
    ? `${numberOf(Math.max(1, bytes / 1_000), 0)} KB`
    : `${numberOf(bytes / 1_000_000, 1)} MB`;
