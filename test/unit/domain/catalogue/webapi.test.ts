import { describe, expect, test } from 'vitest';
import {
  continuationOf,
  isAskedFor,
  mostTries,
  placeAfter,
  type RunFault,
} from '../../../../domain/catalogue/import-runs.ts';
import {
  ShapeError,
  isAboutKey,
  mergedWith,
  readSourceDetail,
  readSourcePage,
  type ToldPublication,
} from '../../../../domain/catalogue/webapi.ts';

const available = { status: 'OK', 'data-availability': 'available' };
const paging = { page: 1, pages: 3, per_page: 10, count: 1, total: 21 };
const id = '0123456789abcdef01234567';

const row = {
  pub_id: id,
  title: 'Kabupaten Bulungan Dalam Angka 2024',
  kat_no: '1102001.6502',
  pub_no: '65020.2401',
  abstract: 'Data pokok.',
  issn: '-',
  sch_date: null,
  rl_date: '2024-02-28',
  updt_date: '2024-03-01',
  cover: 'https://source.example/cover?token=secret',
  pdf: 'https://source.example/pdf?token=secret',
  size: '13.46 MB',
};
const detail = (more: Record<string, unknown> = {}, domain = '6500') =>
  readSourceDetail({ ...available, data: { ...row, ...more } }, domain);

describe('a page of the list', () => {
  test('has counts and rows, each with an id of 24 hex digits or none', () => {
    const rows = [row, { ...row, pub_id: id.toUpperCase() }, { ...row, pub_id: '7; drop', updt_date: null }];
    expect(readSourcePage({ ...available, data: [{ ...paging, pages: '3' }, rows] })).toEqual({
      pages: 3,
      total: 21,
      rows: [
        { sourceId: id, title: row.title, updated: '2024-03-01' },
        { sourceId: id, title: row.title, updated: '2024-03-01' },
        { sourceId: '', title: row.title, updated: '' },
      ],
    });
  });

  test('is empty where the list is not available', () => {
    const answer = { status: 'OK', 'data-availability': 'list-not-available' };
    expect(readSourcePage(answer)).toEqual({ pages: 0, total: 0, rows: [] });
  });

  test.each([
    [null],
    ['<html>'],
    [[]],
    [{ status: 'Error', message: 'no' }],
    [{ status: 'OK' }],
    [available],
    [{ ...available, data: {} }],
    [{ ...available, data: [paging] }],
    [{ ...available, data: [paging, null] }],
    [{ ...available, data: [[row], paging] }],
    [{ ...available, data: [{ ...paging, pages: -1 }, []] }],
    [{ ...available, data: [{ ...paging, total: 'many' }, []] }],
    [{ ...available, data: [{ ...paging, pages: 3_000_000_000 }, []] }],
    [{ ...available, data: [paging, ['a']] }],
  ])('of another shape is told as such: %j', (answer) => {
    expect(() => readSourcePage(answer)).toThrow(ShapeError);
  });

  test('that is refused for its key is told apart', () => {
    expect(isAboutKey({ status: 'Error', message: 'Invalid API Key' })).toBe(true);
    expect(isAboutKey({ status: 'Error', message: 'Database is down' })).toBe(false);
    expect(isAboutKey('key')).toBe(false);
  });
});

describe('a publication of the source', () => {
  test('has what it tells, and no address of a file', () => {
    const told = detail();
    expect(told).toEqual({
      title: row.title,
      year: 2024,
      catalogueNumber: '1102001.6502',
      publicationNumber: '65020.2401',
      issn: null,
      isbn: null,
      abstract: 'Data pokok.',
      region: 'Kabupaten Bulungan',
      releaseDate: '2024-02-28',
    });
    expect(JSON.stringify(told)).not.toContain('token');
  });

  test.each([
    ['2477-8001', { issn: '2477-8001', isbn: null }],
    ['ISSN: 2477-8001', { issn: '2477-8001', isbn: null }],
    ['978-0-306-40615-7', { issn: null, isbn: '978-0-306-40615-7' }],
    ['9780306406158', { issn: null, isbn: '9780306406158' }],
    ['-', { issn: null, isbn: null }],
    ['', { issn: null, isbn: null }],
    [null, { issn: null, isbn: null }],
    [{}, { issn: null, isbn: null }],
    ['9'.repeat(80), { issn: null, isbn: null }],
  ])('with %j as its ISSN has %j', (issn, expected) => {
    expect(detail({ issn })).toMatchObject(expected);
  });

  test.each([
    [
      { rl_date: null, sch_date: '2023-05-01' },
      { releaseDate: null, year: 2023 },
    ],
    [{ rl_date: '0000-00-00' }, { releaseDate: null, year: 2024 }],
    [{ rl_date: '2024-02-30' }, { releaseDate: null, year: 2024 }],
    [{ rl_date: '2022-01-31 10:00:00' }, { releaseDate: '2022-01-31', year: 2022 }],
  ])('with %j has %j', (dates, expected) => {
    expect(detail(dates)).toMatchObject(expected);
  });

  test('is written without control characters and marks of HTML', () => {
    const told = detail({
      title: 'Statistik\u0000 Daerah &amp;\r\n <b>Kota</b>\u200B 2024',
      abstract: '<p>Satu &lt; dua&nbsp;baris.</p><p>Lalu&#33;</p>\u0007',
    });
    expect(told).toMatchObject({
      title: 'Statistik Daerah & Kota 2024',
      abstract: 'Satu < dua baris.\n\nLalu!',
    });
  });

  test('with a long abstract keeps its beginning', () => {
    const told = detail({ abstract: 'a'.repeat(50_000) });
    expect((told as ToldPublication).abstract).toHaveLength(10_000);
  });

  test('is about the region of its number, otherwise of its office, otherwise of none that is known', () => {
    expect(detail({ kat_no: '1102001' })).toMatchObject({ region: 'Kalimantan Utara' });
    expect(detail({ kat_no: '1102001' }, '8888')).toMatchObject({ region: null });
  });

  test.each([
    ['no-title', { title: null }],
    ['no-title', { title: '\u0000' }],
    ['no-title', { title: 'a'.repeat(501) }],
    ['no-year', { title: 'Tanpa tahun', rl_date: null }],
    ['no-number', { kat_no: null, pub_no: undefined }],
    ['no-number', { kat_no: '-', pub_no: '<script>' }],
  ])('is refused as %s with %j', (reason, more) => {
    expect(detail(more)).toBe(reason);
  });

  test('that the source does not give is refused', () => {
    expect(readSourceDetail({ status: 'OK', 'data-availability': 'not-available' }, '6500')).toBe(
      'no-detail',
    );
    expect(() => readSourceDetail({ ...available, data: [row] }, '6500')).toThrow(ShapeError);
  });

  test('leaves what the office wrote where it tells nothing', () => {
    const told = detail({ abstract: null, rl_date: null }) as ToldPublication;
    const fresh = mergedWith(null, told);
    expect(fresh).toMatchObject({ copies: 0, shelf: null, language: 'id', abstract: null });
    const written = {
      ...fresh,
      title: 'Lama',
      shelf: 'Rak 3',
      copies: 2,
      abstract: 'Kami.',
      subject: 'Umum',
    };
    expect(mergedWith(written, told)).toEqual({ ...written, title: row.title });
  });

  test('is asked for when it is new, has changed, says no time, or may be taken now', () => {
    const known = { updated: '2024-03-01', reason: null };
    expect(isAskedFor(undefined, '2024-03-01')).toBe(true);
    expect(isAskedFor(known, '2024-03-01')).toBe(false);
    expect(isAskedFor(known, '2024-03-02')).toBe(true);
    expect(isAskedFor({ updated: '', reason: null }, '')).toBe(true);
    expect(isAskedFor({ ...known, reason: 'no-number' }, '2024-03-01')).toBe(false);
    expect(isAskedFor({ ...known, reason: 'no-detail' }, '2024-03-01')).toBe(true);
  });
});

describe('after a fault', () => {
  const after = (
    fault: RunFault,
    more: { attempt?: number; asked?: 'list' | 'detail'; retryAfterMs?: number },
  ) =>
    continuationOf(
      { fault, retryAfterMs: more.retryAfterMs ?? 0 },
      { attempt: more.attempt ?? 1, asked: more.asked ?? 'list', firstPauseMs: 5_000 },
    );

  test('what may pass is tried again, later each time, and not before the source wishes', () => {
    expect(after('unreachable', {})).toEqual({ kind: 'again', afterMs: 5_000 });
    expect(after('put-off', { attempt: 4 })).toEqual({ kind: 'again', afterMs: 40_000 });
    expect(after('put-off', { retryAfterMs: 90_000 })).toEqual({ kind: 'again', afterMs: 90_000 });
    expect(after('put-off', { retryAfterMs: 1e12 })).toEqual({ kind: 'again', afterMs: 3_600_000 });
    expect(after('unreachable', { attempt: mostTries })).toEqual({ kind: 'over' });
  });

  test('what a repeat does not mend ends the import, or leaves one publication out', () => {
    for (const fault of ['wrong-key', 'redirected', 'untrusted', 'other-shape'] as const)
      expect(after(fault, {})).toEqual({ kind: 'over' });
    for (const fault of ['refused', 'other-shape', 'too-large'] as const)
      expect(after(fault, { asked: 'detail' })).toEqual({ kind: 'without' });
    expect(after('no-data', { asked: 'detail', attempt: mostTries })).toEqual({ kind: 'without' });
    expect(after('wrong-key', { asked: 'detail' })).toEqual({ kind: 'over' });
  });
});

describe('the way through a list', () => {
  test('goes page by page to its end, as many as there are by then', () => {
    const second = placeAfter({ pass: 1, page: 1, total: null }, { pages: 2, total: 12 });
    expect(second).toEqual({ pass: 1, page: 2, total: 12 });
    expect(placeAfter({ pass: 1, page: 2, total: 12 }, { pages: 2, total: 12 })).toBeNull();
    expect(placeAfter({ pass: 1, page: 1, total: null }, { pages: 0, total: 0 })).toBeNull();
  });

  test('is gone once more when the list changed under way, three times at most', () => {
    const again = placeAfter({ pass: 1, page: 2, total: 12 }, { pages: 2, total: 11 });
    expect(again).toEqual({ pass: 2, page: 1, total: null });
    expect(placeAfter({ pass: 3, page: 2, total: 12 }, { pages: 2, total: 11 })).toBeNull();
  });
});
