import { randomInt } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { skmElements, type SkmElement } from '../../../domain/ratings/rating.ts';
import { gradeOf } from '../../../domain/ratings/skm.ts';
import { skmElementWords } from '../../../domain/supervision/report-words.ts';
import { fillMonth, type PastVisit } from '../../world/past/month.ts';
import { fetchFile, readPdf, readWorkbook } from '../../world/reports.ts';
import { useClient, useWorld } from '../../world/use.ts';

const seed = randomInt(2 ** 31);
const world = useWorld();
const supervisor = useClient(world, 'supervisor');
let month: PastVisit[];
let period: string;

beforeAll(async () => {
  console.log(`skm sheet: seed ${seed}`);
  month = await fillMonth(world, { office: world.office, days: 10, seed });
  period = `from=${month[0]?.day}&to=${month.at(-1)?.day}`;
});

const sheet = (format: string, of = period) =>
  fetchFile(supervisor, `/reports/skm-sheet?format=${format}&${of}`);
const answersOf = (element: SkmElement): { sum: number; n: number } => {
  const answers = month.flatMap(({ skm }) => skm[element] ?? []);
  return { sum: answers.reduce((sum: number, answer) => sum + answer, 0), n: answers.length };
};
const meanOf = (element: SkmElement): number => {
  const { sum, n } = answersOf(element);
  return sum / n;
};
/** With four decimals, rounded half up from whole numbers: a quotient may lie below a half that it stands for. */
const roundedMeanOf = (element: SkmElement): number => {
  const { sum, n } = answersOf(element);
  return Math.floor((20_000 * sum + n) / (2 * n)) / 10_000;
};
const inWords = (value: number, decimals: number): string => value.toFixed(decimals).replace('.', ',');

describe('the publication sheet of the index', () => {
  test('has the index, its elements, priorities and respondents, alike in every format', async () => {
    const means = new Map(skmElements.map((element) => [element, meanOf(element)]));
    const index = Math.round((2_500 / 9) * [...means.values()].reduce((sum, mean) => sum + mean, 0)) / 100;
    const respondents = month.filter(({ skm }) => Object.keys(skm).length > 0).length;
    const lowest = [...means].toSorted(([, a], [, b]) => a - b)[0]?.[0] ?? 'waktu';

    const rows: Record<string, string>[] = parse((await sheet('csv')).bytes, {
      bom: true,
      delimiter: ';',
      columns: true,
    });
    const [first] = rows;
    expect(first).toMatchObject({ bagian: 'index', keterangan: expect.stringContaining(gradeOf(index)) });
    expect(Number(first?.['ikm']?.replace(',', '.'))).toBeCloseTo(index, 2);
    const elements = rows.filter(({ bagian }) => bagian === 'elements');
    for (const [place, { uraian, nrr }] of elements.entries()) {
      const element = skmElements[place] ?? 'waktu';
      expect(uraian).toBe(skmElementWords.id[element]);
      expect(Number(nrr?.replace(',', '.'))).toBeCloseTo(means.get(element) ?? 0, 3);
    }
    expect(elements.find(({ keterangan }) => keterangan === 'Prioritas perbaikan 1')?.['uraian']).toBe(
      skmElementWords.id[lowest],
    );
    const told = (part: string): number =>
      rows.filter(({ bagian }) => bagian === part).reduce((sum, { n }) => sum + Number(n), 0);
    for (const part of ['respondents', 'gender', 'ageBand', 'education', 'occupation']) {
      expect([part, told(part)]).toEqual([part, respondents]);
    }

    const [data] = await readWorkbook('skm-sheet', (await sheet('xlsx')).bytes);
    expect(data?.rows).toHaveLength(rows.length + 1);
    expect(data?.rows[1]?.[5]).toBeCloseTo(index, 2);
    expect(data?.formats[5]).toBe('0.00');

    const pages = await readPdf('skm-sheet', (await sheet('pdf')).bytes);
    expect(pages).toHaveLength(1);
    const [page = ''] = pages;
    for (const text of [
      'INDEKS KEPUASAN MASYARAKAT (IKM)',
      's.d. SLTA/Sederajat',
      inWords(index, 2),
      `Mutu pelayanan ${gradeOf(index)}`,
      `${new Intl.NumberFormat('id-ID').format(respondents)} responden`,
      ...skmElements.map((element) => inWords(roundedMeanOf(element), 4)),
      `1.   ${skmElementWords.id[lowest]}`.replace(/\s+/g, ' '),
    ]) {
      expect(page.replaceAll(/ +/g, ' ')).toContain(text);
    }
  });

  test('publishes no index while too few have answered', async () => {
    const csv = (await sheet('csv', '')).bytes.toString();
    expect(csv).toContain('Responden belum cukup (n = 0');
    expect(csv).not.toContain('Prioritas');
    const [page = ''] = await readPdf('skm-sheet-empty', (await sheet('pdf', '')).bytes);
    expect(page).toContain('Responden belum cukup');
    expect(page).toContain('Belum dapat ditentukan');
  });
});
