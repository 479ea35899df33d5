import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import ExifReader from 'exifreader';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachmentLimits } from '../../../domain/complaints/attachments.ts';
import { runQpdf } from '../../../pdf/qpdf.ts';
import { cleanPdf } from '../../../pdf/work.ts';
import { documentWithPhoto, readPicture, traces } from '../../world/pictures/samples.ts';
import { makeDocument, oddPages } from '../../world/softcopies/documents.ts';
import { hasPoppler, readPages } from '../../world/softcopies/poppler.ts';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kunjung-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A document as it is kept, or why it is not; nothing of it stays in the working folder. */
async function cleaned(document: Buffer): Promise<Buffer | string> {
  const result = await cleanPdf(document, join(folder, 'work'));
  expect(await readdir(join(folder, 'work'))).toEqual([]);
  return 'refused' in result ? result.refused : Buffer.from(result.bytes);
}
async function kept(document: Buffer): Promise<string> {
  const result = await cleaned(document);
  if (typeof result === 'string') throw new Error(result);
  const file = join(folder, 'kept.pdf');
  await writeFile(file, result);
  return file;
}

/** Everything in a document, unpacked. */
async function contentOf(file: string): Promise<string> {
  const plain = join(folder, 'plain.pdf');
  expect(runQpdf([file, '--qdf', '--object-streams=disable', plain])).toBe(0);
  return readFile(plain, 'latin1');
}

async function locked(document: Buffer, user: string): Promise<Buffer> {
  const [open, closed] = [join(folder, 'open.pdf'), join(folder, 'closed.pdf')];
  await writeFile(open, document);
  expect(runQpdf(['--encrypt', user, 'owner', '256', '--', open, closed])).toBe(0);
  return readFile(closed);
}

/** Letters as ReportLab writes pictures with. */
function toAscii85(bytes: Buffer): Buffer {
  const groups = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, nth) => {
    const part = bytes.subarray(nth * 4, nth * 4 + 4);
    let number = Buffer.concat([part], 4).readUInt32BE();
    if (number === 0 && part.length === 4) return 'z';
    const letters = Array.from({ length: 5 }, () => {
      const letter = String.fromCharCode((number % 85) + 33);
      number = Math.floor(number / 85);
      return letter;
    });
    return letters
      .toReversed()
      .slice(0, part.length + 1)
      .join('');
  });
  return Buffer.from(`${groups.join('').replaceAll(/.{70}/g, '$&\n')}~>`);
}

/** How nice the processes are that this one has started. */
async function nicenessOfChildren(): Promise<number[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = await Promise.allSettled(processes.map((id) => readFile(`/proc/${id}/stat`, 'utf8')));
  return read.flatMap((stat) => {
    if (stat.status === 'rejected') return []; // it has ended since
    const fields = stat.value.slice(stat.value.lastIndexOf(')') + 2).split(' ');
    return Number(fields[1]) === process.pid ? [Number(fields[16])] : [];
  });
}

describe('a document', () => {
  test('is read behind what the desk does', async () => {
    const result = cleaned(documentWithPhoto());
    await expect
      .poll(nicenessOfChildren, { interval: 5, timeout: 10_000 })
      .toContain(constants.priority.PRIORITY_BELOW_NORMAL);
    expect(await result).toBeInstanceOf(Buffer);
  });

  test('loses who wrote it and with what, and so do the photographs in it', async () => {
    const document = documentWithPhoto();
    expect(document.toString('latin1')).toMatch(traces);
    expect(await contentOf(await kept(document))).not.toMatch(traces);
  });

  test.each([
    { filter: '/DCT', pack: (photo: Buffer) => photo },
    { filter: '[/FlateDecode/DCTDecode]', pack: (photo: Buffer) => deflateSync(photo) },
    { filter: '[/ASCII85Decode/DCTDecode]', pack: toAscii85 },
    { filter: '[/A85/Fl/DCT]', pack: (photo: Buffer) => toAscii85(deflateSync(photo)) },
  ])('loses it also where a photograph is packed by $filter', async (packing) => {
    const wanted = await cleaned(documentWithPhoto());
    expect(await cleaned(documentWithPhoto('', packing))).toEqual(wanted);
  });

  test('keeps its notes, and not who wrote them when', async () => {
    const content = await contentOf(await kept(documentWithPhoto()));
    expect(content).toContain('(Loket 2)');
    expect(content).not.toContain('20261117');
  });

  test('keeps the names of the fields of its form', async () => {
    const field = '<</Subtype/Widget/FT/Tx/Rect[0 0 9 9]/T(alamat)/M(D:20261117090000)>>';
    const content = await contentOf(await kept(makeDocument([{ more: `/Annots[${field}]` }])));
    expect(content).toContain('(alamat)');
    expect(content).not.toContain('20261117');
  });

  test.runIf(hasPoppler())('keeps its photograph, which another program takes out', async () => {
    const file = await kept(documentWithPhoto());
    await run('pdfimages', ['-all', file, join(folder, 'image')]);
    const photo = ExifReader.load(await readFile(join(folder, 'image-000.jpg')), { expanded: true });
    expect(photo.file?.['Image Width']?.value).toBe(96);
    expect(photo.exif?.Orientation?.value).toBe(6);
    expect(photo.gps).toBeUndefined();
  });

  test.runIf(hasPoppler())('keeps its pages', async () => {
    const pages = Object.values(oddPages);
    expect(await readPages(await kept(makeDocument(pages)))).toHaveLength(pages.length);
  });

  test('gives the same bytes each time', async () => {
    const once = await readFile(await kept(documentWithPhoto()));
    expect(once.equals(await readFile(await kept(documentWithPhoto())))).toBe(true);
  });

  test('that only forbids something is opened without a password', async () => {
    expect(await contentOf(await kept(await locked(documentWithPhoto(), '')))).not.toMatch(traces);
  });

  test('loses what stands before and behind it', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    const file = await readFile(await kept(Buffer.concat([makeDocument([{}]), page])), 'latin1');
    expect(file).not.toContain('script');
  });
});

/** A photograph as an object of a document. */
function photographBy(filter: string): string {
  const photo = readPicture('photo.jpg').toString('latin1');
  return `<</Subtype/Image/Width 96/Height 64/Filter ${filter}/Length ${photo.length}>>\nstream\n${photo}\nendstream`;
}

/** A document whose catalog names a text of so many megabytes, which stands packed in it. */
function withTextOf(megabytes: number): Buffer {
  const text = Buffer.from(`20 0 (${'a'.repeat(megabytes * 1024 * 1024)})`);
  const content = deflateSync(text).toString('latin1');
  const head = `<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length ${content.length}>>`;
  const packed = `${head}\nstream\n${content}\nendstream`;
  const document = makeDocument([{}], { catalog: '/Packed 20 0 R', extra: [packed] });
  const before = /startxref\n(\d+)/.exec(document.toString('latin1', document.length - 40))?.[1];
  const places = Buffer.from([2, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  places.writeUInt32BE(document.length, 8);
  const list = `/W[1 4 2]/Index[20 2]/Size 22/Root 1 0 R/Prev ${before}/Length ${places.length}`;
  const begin = `21 0 obj\n<</Type/XRef${list}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${document.length}\n%%EOF\n`;
  return Buffer.concat([document, Buffer.from(begin), places, Buffer.from(end)]);
}

describe('a document that is refused', () => {
  test.each<[string, Buffer, string]>([
    ['was cut off', documentWithPhoto().subarray(0, 2_000), 'truncated'],
    ['only says that it is one', Buffer.from(`%PDF-1.7\n${'x'.repeat(5_000)}\n%%EOF`), 'damaged'],
    ['has no pages', makeDocument([]), 'damaged'],
    [
      'has too many',
      makeDocument(Array.from({ length: attachmentLimits.mostPages + 1 }, () => ({}))),
      'too-many-pages',
    ],
    [
      'packs a photograph as we do not unpack it',
      documentWithPhoto('', { filter: '[/LZWDecode/DCTDecode]' }),
      'too-complex',
    ],
    [
      'says elsewhere how it packs a photograph',
      makeDocument([{}], { extra: [photographBy('5 0 R'), '/DCTDecode'] }),
      'too-complex',
    ],
    [
      'packs a photograph in a damaged way',
      documentWithPhoto('', { filter: '[/FlateDecode/DCTDecode]' }),
      'damaged',
    ],
    ['runs a script', documentWithPhoto('/OpenAction<</S/JavaScript/JS(x)>>'), 'active'],
    [
      'holds other files',
      makeDocument([{}], { catalog: '/Names<</EmbeddedFiles<</Names[]>>>>' }),
      'attachments',
    ],
  ])('%s', async (_name, document, refused) => {
    expect(await cleaned(document)).toBe(refused);
  });

  test('asks for a password', async () => {
    expect(await cleaned(await locked(makeDocument([{}]), 'user'))).toBe('password');
  });

  test('grows without end, and nothing but its own process breaks', async () => {
    expect(await cleaned(withTextOf(66))).toBe('too-complex');
  });
});
