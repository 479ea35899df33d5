import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mostPages } from '../../../domain/softcopies/original.ts';
import { runQpdf } from '../../../pdf/qpdf.ts';
import { inspectFile } from '../../../pdf/work.ts';
import { bomb, firstExtra, makeDocument, oddPages } from '../../world/softcopies/documents.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kunjung-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function inspected(document: Buffer) {
  const file = join(folder, 'file.pdf');
  await writeFile(file, document);
  const found = await inspectFile(file, join(folder, 'work'));
  expect(await readdir(join(folder, 'work'))).toEqual([]);
  return found;
}

const names = (of: string): string => `/Names<</${of}<</Names[(a) ${firstExtra} 0 R]>>>>`;

describe('a file that can be an original', () => {
  test.each([1, mostPages])('of %i pages', async (pages) => {
    expect(await inspected(makeDocument(Array.from({ length: pages }, () => ({}))))).toEqual({ pages });
  });

  test('of odd pages, with links and bookmarks', async () => {
    const link = '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://bps.go.id)>>>>]';
    const pages = [...Object.values(oddPages), { more: link }];
    expect(await inspected(makeDocument(pages, { catalog: '/PageMode/UseOutlines' }))).toEqual({
      pages: pages.length,
    });
  });
});

describe('a file that cannot', () => {
  test.each<[string, Buffer, string]>([
    ['is empty', Buffer.alloc(0), 'not-pdf'],
    ['is a picture', Buffer.from('\u0089PNG\r\n'.repeat(400), 'latin1'), 'not-pdf'],
    ['only says that it is one', Buffer.from(`%PDF-1.7\n${'x'.repeat(5_000)}\n%%EOF`), 'damaged'],
    ['has no pages', makeDocument([]), 'damaged'],
    ['has too many pages', makeDocument(Array.from({ length: mostPages + 1 }, () => ({}))), 'too-many-pages'],
    ['has a page with no room', makeDocument([{}, { media: [0, 0, 5, 5] }]), 'page-boxes'],
    [
      'runs a script when it is opened',
      makeDocument([{}], { catalog: '/OpenAction<</S/JavaScript/JS(x)>>' }),
      'active',
    ],
    [
      'runs a script of its own names',
      makeDocument([{}], { catalog: names('JavaScript'), extra: ['<</S/JavaScript/JS(app.alert\\(1\\))>>'] }),
      'active',
    ],
    [
      'spells its script oddly',
      makeDocument([{}], { catalog: '/OpenAction<</S/J#61vaScript/JS(x)>>' }),
      'active',
    ],
    ['starts a program', makeDocument([{}], { catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }), 'active'],
    ['sends a form', makeDocument([{ more: '/AA<</O<</S/SubmitForm/F(http://x)>>>>' }]), 'active'],
    ['has a form of another kind', makeDocument([{}], { catalog: '/AcroForm<</XFA(x)>>' }), 'active'],
    [
      'hides a file',
      makeDocument([{}], { catalog: names('EmbeddedFiles'), extra: ['<</Type/Filespec/F(a.exe)>>'] }),
      'attachments',
    ],
    [
      'has a million objects',
      makeDocument([{}], { extra: Array.from({ length: 1_000_000 }, () => '<<>>') }),
      'too-complex',
    ],
    [
      'unpacks to a gigabyte on a page',
      makeDocument([{ more: `/Contents ${firstExtra} 0 R` }], { extra: [bomb(1_024)] }),
      'too-complex',
    ],
    [
      'has pages that contain each other',
      Buffer.from(makeDocument([{}]).toString('latin1').replace('/Kids[4 0 R]', '/Kids[2 0 R]'), 'latin1'),
      'damaged',
    ],
  ])(
    '%s',
    async (_, document, refused) => {
      expect(await inspected(document)).toEqual({ refused });
    },
    120_000,
  );

  test('was cut off', async () => {
    const whole = makeDocument([{}, {}, {}]);
    expect(await inspected(whole.subarray(0, whole.length - 100))).toEqual({ refused: 'truncated' });
  });

  test('asks for a password', async () => {
    const open = join(folder, 'open.pdf');
    const locked = join(folder, 'locked.pdf');
    await writeFile(open, makeDocument([{}]));
    expect(runQpdf([open, '--encrypt', 'rahasia', 'pemilik', '256', '--', locked])).toBe(0);
    expect(await inspectFile(locked, join(folder, 'work'))).toEqual({ refused: 'password' });
  });

  test('is larger than any publication', async () => {
    const large = join(folder, 'large.pdf');
    await writeFile(large, '%PDF-1.7\n');
    await truncate(large, 300 * 1024 * 1024);
    expect(await inspectFile(large, join(folder, 'work'))).toEqual({ refused: 'too-large' });
  });
});
