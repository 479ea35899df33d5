import { crc32 } from 'node:zlib';
import ExifReader from 'exifreader';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPicture } from '../../../domain/complaints/attached-files.ts';
import { kindOf } from '../../../domain/complaints/attachment-kind.ts';
import { pictureNames, readPicture, traces } from '../../world/pictures/samples.ts';

/** A picture as it is kept, or why it is not. */
function cleaned(bytes: Uint8Array): Buffer | string {
  const kind = kindOf(bytes);
  if (kind === null || kind === 'pdf') return 'no picture';
  const result = cleanPicture(kind, bytes);
  return 'refused' in result ? result.refused : Buffer.from(result.bytes);
}
function kept(bytes: Uint8Array): Buffer {
  const result = cleaned(bytes);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

const tagsOf = (bytes: Buffer) => ExifReader.load(bytes, { expanded: true });

describe('a picture', () => {
  test.each(pictureNames)('%s loses its place, its device, its times, its texts and its profile', (name) => {
    const photo = readPicture(name);
    const picture = kept(photo);
    expect(picture.toString('latin1')).not.toMatch(traces);
    const { exif = {}, gps, xmp, iptc, icc } = tagsOf(picture);
    expect([gps, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(Object.keys(exif).filter((tag) => tag !== 'Orientation')).toEqual([]);
    expect(kept(picture)).toEqual(picture);
  });

  test('had all of these before', () => {
    const { exif, gps, xmp, icc } = tagsOf(readPicture('photo.jpg'));
    expect(exif?.['Model']?.description).toBe('Telepon 7');
    expect(gps?.Latitude).toBeCloseTo(-2.0033, 3);
    expect([xmp, icc]).not.toContain(undefined);
    expect(tagsOf(readPicture('photo.webp')).gps?.Longitude).toBeCloseTo(117.378, 3);
  });

  test.each(['photo.jpg', 'progressive.jpg'] as const)('%s keeps which side is up', (name) => {
    expect(tagsOf(kept(readPicture(name))).exif?.Orientation?.value).toBe(6);
  });

  test('whose colours Adobe described keeps that word', () => {
    expect(kept(readPicture('cmyk.jpg')).toString('latin1')).toContain('Adobe');
  });

  test.each(pictureNames)('%s loses what was put behind it', (name) => {
    const photo = readPicture(name);
    const page = Buffer.from('<html><script>alert(1)</script></html>%PDF-1.7 PK\x03\x04');
    expect(kept(Buffer.concat([photo, page]))).toEqual(kept(photo));
  });

  test.each(pictureNames)('%s that was cut off anywhere is refused or has no traces', (name) => {
    const photo = readPicture(name);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: photo.length - 1 }), (length) => {
        expect(['truncated', 'damaged', 'no picture']).toContain(cleaned(photo.subarray(0, length)));
      }),
    );
  });

  test.each(pictureNames)('%s with any other bytes in it breaks nothing', (name) => {
    const photo = readPicture(name);
    const bytes = fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(bytes, (changes) => {
        const changed = Buffer.from(photo);
        for (const [at, value] of changes) changed[at] = value;
        const result = cleaned(changed);
        if (typeof result === 'string') return;
        expect(result.length).toBeLessThanOrEqual(photo.length + 64);
        expect(tagsOf(result).gps).toBeUndefined();
      }),
    );
  });

  test('that moves is refused', () => {
    expect(cleaned(readPicture('moving.webp'))).toBe('animated');
  });

  test('of more pixels than a telephone takes is refused before anybody opens it', () => {
    const [jpeg, png, webp] = (['photo.jpg', 'screen.png', 'lossless.webp'] as const).map(readPicture);
    if (!jpeg || !png || !webp) throw new Error('a sample is missing');
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_000, frame + 5);
    jpeg.writeUInt16BE(65_000, frame + 7);
    expect(cleaned(jpeg)).toBe('too-many-pixels');
    const head = Buffer.from(png.subarray(12, 29));
    head.writeUInt32BE(60_000, 4);
    head.writeUInt32BE(60_000, 8);
    head.copy(png, 12);
    expect(cleaned(png)).toBe('damaged'); // its sum is not right any more
    png.writeUInt32BE(crc32(head), 29);
    expect(cleaned(png)).toBe('too-many-pixels');
    const bits = webp.indexOf('VP8L') + 9;
    webp.writeUInt32LE(((webp.readUInt32LE(bits) & 0xf0000000) | 0x0fffffff) >>> 0, bits);
    expect(cleaned(webp)).toBe('too-many-pixels');
  });
});

describe('what a file is', () => {
  test.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', null],
    ['<html><script>alert(1)</script>%PDF-1.7', null],
    ['GIF89a', null],
    ['', null],
    ['%PDF-1.4', 'pdf'],
  ])('is said by its first bytes alone: %s', (text, kind) => {
    expect(kindOf(Buffer.from(text))).toBe(kind);
  });
});
