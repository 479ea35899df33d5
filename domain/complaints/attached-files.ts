import { cleanJpeg } from '../pictures/jpeg.ts';
import { PictureError, type RefusalOfPicture } from '../pictures/picture.ts';
import { cleanPng } from '../pictures/png.ts';
import { cleanWebp } from '../pictures/webp.ts';
import type { AttachmentKind } from './attachments.ts';

type PictureKind = Exclude<AttachmentKind, 'pdf'>;

const cleaners: Readonly<Record<PictureKind, (bytes: Uint8Array) => Uint8Array<ArrayBuffer>>> = {
  jpeg: cleanJpeg,
  png: cleanPng,
  webp: cleanWebp,
};

/** A picture without anything that is not seen: no place, no device, no time, no text. */
export function cleanPicture(
  kind: PictureKind,
  bytes: Uint8Array,
): { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly refused: RefusalOfPicture } {
  try {
    return { bytes: cleaners[kind](bytes) };
  } catch (error) {
    if (error instanceof PictureError) return { refused: error.refusal };
    throw error;
  }
}
