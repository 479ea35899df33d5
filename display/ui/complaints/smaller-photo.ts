import { attachmentLimits, attachmentTypes } from '../../../domain/complaints/attachments.ts';

/** A page of text photographed at this size can still be read. */
const longestSide = 3_000;
const quality = 0.85;

export const isTooLarge = ({ size }: Blob): boolean => size > attachmentLimits.mostBytes;
export const isPicture = ({ type }: Blob): boolean => type.startsWith('image/');

/** A photograph that is too large, made smaller where it was taken; whatever cannot be made smaller stays as it is. */
export async function smallEnough(file: File): Promise<File> {
  if (!isTooLarge(file) || !isPicture(file)) return file;
  try {
    const picture = await createImageBitmap(file);
    const smaller = await drawn(picture);
    picture.close();
    return smaller && !isTooLarge(smaller) ? new File([smaller], file.name, { type: smaller.type }) : file;
  } catch {
    return file; // no picture that this browser can open
  }
}

function drawn(bitmap: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, attachmentTypes.jpeg, quality));
}
