import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeSummary } from '../../../../api/reports/pdf/summary.ts';
import type { Origin } from '../../../../api/reports/sheet.ts';
import { skmElements, type SkmElement } from '../../../../domain/ratings/rating.ts';
import { skmOf, type ElementAnswers } from '../../../../domain/ratings/skm.ts';
import type { Supervision } from '../../../../wire/supervision/supervision.ts';

const origin: Origin = {
  office: { name: 'BPS Provinsi Kalimantan Utara', unit: '', contact: '' },
  timeZone: 'Asia/Makassar',
  from: '2026-11-01',
  to: '2026-11-30',
  madeAt: Date.UTC(2026, 11, 1),
  madeBy: 'supervisor',
  isSample: false,
  values: 'words',
  purpose: null,
};
const nothing = { n: 0, p50: null, p90: null, max: null };

/** The page of a month in which nothing was done but the survey answered. */
async function pageOf(answers: Readonly<Record<SkmElement, ElementAnswers>>): Promise<Buffer> {
  const supervision = {
    days: [],
    hours: [],
    sla: { n: 0, met: 0, breached: 0 },
    waits: { queue: nothing, service: nothing },
    outcomes: {},
    ratings: { counts: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }, skm: { ...skmOf(answers, 10), respondents: 999 } },
  } as unknown as Supervision;
  const parts: Uint8Array[] = [];
  const complaints = { received: 0, answered: 0, onTime: 0, overdue: 0 };
  await writeSummary({ supervision, complaints }, origin, { write: (bytes) => parts.push(bytes) });
  return Buffer.concat(parts);
}

/** The orange bars of the chart of the elements: of its height, and longer than nothing. */
function markedOn(pdf: Buffer): number {
  const streams = [...pdf.toString('latin1').matchAll(/FlateDecode[^>]*>>\s*stream\n([^]*?)\nendstream/g)];
  const texts = streams.map(([, data = '']) => inflateSync(Buffer.from(data, 'latin1')).toString('latin1'));
  return texts.join('\n').match(/^0\.97 0\.58 0\.11 rg\n\S+ \S+ [1-9]\S* 9 re f$/gm)?.length ?? 0;
}

test.each([
  ['three elements lie below the others', {}, 3],
  ['a fourth has the mean of the third', { produk: { sum: 66_664, n: 20_000 } }, 4],
  ['a fourth has a mean that only rounds to that of the third', { produk: { sum: 99_997, n: 30_000 } }, 3],
])('the summary marks what is to be improved first: %s', async (_what, fourth, marked) => {
  const others = Object.fromEntries(skmElements.map((element) => [element, { sum: 39, n: 10 }]));
  const answers = {
    ...(others as Record<SkmElement, ElementAnswers>),
    sarana: { sum: 20, n: 10 },
    waktu: { sum: 30, n: 10 },
    biaya: { sum: 33_332, n: 10_000 },
    ...fourth,
  };
  expect(markedOn(await pageOf(answers))).toBe(marked);
});
