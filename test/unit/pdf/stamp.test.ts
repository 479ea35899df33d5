import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markTextOf, type Mark } from '../../../domain/softcopies/mark.ts';
import { runQpdf } from '../../../pdf/qpdf.ts';
import { stampCopy } from '../../../pdf/work.ts';
import { makeDocument, oddPages } from '../../world/softcopies/documents.ts';
import { hasPoppler, readInfo, readPages, readWords } from '../../world/softcopies/poppler.ts';

const number = 'SC-6500-2026-000123';
const mark: Mark = {
  text: markTextOf({ office: 'BPS Provinsi Kalimantan Utara', number, day: '2026-11-29' }),
  address: 'https://kunjung.example/pustaka/cek/7K3MQ-9XWPT',
  number,
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kunjung-'));
});
afterAll(() => rm(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);

async function stamped(document: Buffer | string): Promise<string> {
  const original = typeof document === 'string' ? document : inFolder('original.pdf');
  if (typeof document !== 'string') await writeFile(original, document);
  const copy = inFolder('stamped.pdf');
  const workFolder = inFolder('work');
  await stampCopy(
    { original, mark, workFolder },
    { onProgress: () => undefined, take: (made) => copyFile(made, copy) },
  );
  expect(await readdir(workFolder)).toEqual([]);
  return copy;
}

test('the line of a mark names the library, the request and the day', () => {
  expect(mark.text).toBe(
    'Perpustakaan PST BPS Provinsi Kalimantan Utara · SC-6500-2026-000123 · 29 November 2026',
  );
});

test('the same request gives the same bytes', async () => {
  const document = makeDocument(Object.values(oddPages));
  const first = await readFile(await stamped(document));
  expect(await readFile(await stamped(document))).toEqual(first);
});

test('how far a copy is, is told from the first pages on', async () => {
  const heard: number[] = [];
  const told = (original: string) =>
    stampCopy(
      { original, mark, workFolder: inFolder('work') },
      { onProgress: (percent) => heard.push(percent), take: async () => undefined },
    );
  const pages = Array.from({ length: 400 }, () => ({}));
  await writeFile(inFolder('long.pdf'), makeDocument(pages));
  await told(inFolder('long.pdf'));
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(heard.at(-1)).toBe(100);
  heard.splice(0);
  await writeFile(inFolder('small.pdf'), makeDocument([...pages, { media: [0, 0, 9, 9] }])); // so nothing is written
  await expect(told(inFolder('small.pdf'))).rejects.toThrow('ended without an answer');
  expect(heard.some((percent) => percent > 0)).toBe(true);
});

describe.skipIf(!hasPoppler())('another program reads a copy', () => {
  test('every odd page carries the mark as text, level at its foot and within what is shown', async () => {
    const copy = await stamped(makeDocument(Object.values(oddPages)));
    const names = Object.keys(oddPages);
    const texts = await readPages(copy);
    const pages = await readWords(copy);
    expect(texts).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      expect(texts[index], name).toContain(mark.text);
      const { words, ...sheet } = pages[index] ?? { words: [], width: 0, height: 0 };
      // poppler counts on the turned page, but names its sides unturned
      const isTurned = (oddPages[name]?.rotate ?? 0) % 180 !== 0;
      const { width, height } = isTurned ? { width: sheet.height, height: sheet.width } : sheet;
      const level = words.filter(({ text }) => mark.text.split(' ').includes(text));
      const foot = level.filter((word) => word.top > height * 0.7);
      expect(new Set(foot.map(({ text }) => text)), name).toEqual(new Set(mark.text.split(' ')));
      for (const word of foot) {
        expect(word.bottom, name).toBeLessThanOrEqual(height);
        expect(word.left, name).toBeGreaterThanOrEqual(0);
        expect(word.right, name).toBeLessThanOrEqual(width);
      }
    }
  });

  test('its metadata names the request', async () => {
    expect(await readInfo(await stamped(makeDocument([{}])))).toMatch(`PermintaanSoftcopy:${number}`);
  });

  test.each(['1.3', '1.4', '1.5', '1.6', '1.7', '2.0'])('a document of version %s', async (version) => {
    const [text] = await readPages(await stamped(makeDocument([{}], { version })));
    expect(text).toContain('Halaman 1');
    expect(text).toContain(mark.text);
  });

  test.each([
    ['RC4 of 40 bits', ['--allow-weak-crypto', '--encrypt', '', 'pemilik', '40', '--print=n', '--']],
    ['RC4 of 128 bits', ['--allow-weak-crypto', '--encrypt', '', 'pemilik', '128', '--print=none', '--']],
    ['AES of 256 bits', ['--encrypt', '', 'pemilik', '256', '--print=none', '--']],
  ])('a document that only its owner may change keeps what it forbids: %s', async (_, encryption) => {
    const open = inFolder('open.pdf');
    const locked = inFolder('locked.pdf');
    await writeFile(open, makeDocument([{}, { rotate: 90 }]));
    expect(runQpdf([open, ...encryption, locked])).not.toBe(2);
    const copy = await stamped(locked);
    const texts = await readPages(copy);
    expect(texts.filter((text) => text.includes(mark.text))).toHaveLength(2);
    expect(await readInfo(copy)).toMatch(/Encrypted: +yes \(print:no/);
  });

  test('a document whose objects are packed', async () => {
    const open = inFolder('open.pdf');
    const packed = inFolder('packed.pdf');
    await writeFile(open, makeDocument([{}, {}]));
    expect(runQpdf([open, '--object-streams=generate', '--linearize', packed])).toBe(0);
    expect((await readPages(await stamped(packed))).filter((text) => text.includes(mark.text))).toHaveLength(
      2,
    );
  });
});
