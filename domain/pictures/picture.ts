/** A picture that is not what it should be. */
export type RefusalOfPicture = 'truncated' | 'damaged' | 'animated' | 'too-many-pixels';

/** Thrown by whoever reads a picture, and caught where it began. */
export class PictureError extends Error {
  override name = 'PictureError';
  readonly refusal: RefusalOfPicture;

  constructor(refusal: RefusalOfPicture, options?: ErrorOptions) {
    super(`a picture is ${refusal}`, options);
    this.refusal = refusal;
  }
}

/** The largest picture: what the finest telephones take. A program that shows it needs four bytes for each pixel. */
const mostPixels = 65_000_000;
const longestSide = 30_000;

/** Refuses what no program could show without harm. */
export function refuseHuge(width: number, height: number): void {
  if (width === 0 || height === 0) throw new PictureError('damaged');
  if (width > longestSide || height > longestSide || width * height > mostPixels)
    throw new PictureError('too-many-pixels');
}

/** The bytes from here, so many of them; a file that ends before was cut off. */
export function partOf(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (at + length > bytes.length) throw new PictureError('truncated');
  return bytes.subarray(at, at + length);
}

/** Letters of ASCII. */
export const lettersOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Bytes one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Numbers of several bytes. */
export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
