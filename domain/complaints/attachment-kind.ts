import { isJpeg } from '../pictures/jpeg.ts';
import { isPng } from '../pictures/png.ts';
import { isWebp } from '../pictures/webp.ts';
import type { AttachmentKind } from './attachments.ts';

const pdfMark = Uint8Array.from('%PDF-', (letter) => letter.charCodeAt(0));
const marks: Readonly<Record<AttachmentKind, (bytes: Uint8Array) => boolean>> = {
  jpeg: isJpeg,
  png: isPng,
  webp: isWebp,
  pdf: (bytes) => pdfMark.every((byte, at) => bytes[at] === byte),
};
const kinds = Object.keys(marks) as AttachmentKind[];

/** As many bytes of a file as tell its kind. */
export const tellingBytes = 16;

/** What a file is by its first bytes; null for anything that cannot be attached. */
export const kindOf = (bytes: Uint8Array): AttachmentKind | null =>
  kinds.find((kind) => marks[kind](bytes)) ?? null;
