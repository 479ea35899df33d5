import { metrics } from '../../domain/metrics.ts';
import { lateShareText } from '../../domain/supervision/late-budget.ts';
import { allowed, breached, judged, longWindow, onTime } from '../figures.ts';
import { bars, stat, withUnit, worded, type Row } from '../panels.ts';
import { grown, now, quantile, total } from '../promql.ts';
import { chosen, instantOf, range, rangeOf } from '../sources.ts';
import { escalationWords, verdictWords } from '../words.ts';
import { waits } from './times.ts';

/** "of n visits …% on time; x of y allowed breaches used" */
const promise = (title: string, window: string) =>
  stat({
    title,
    description:
      'Dari n kunjungan yang dinilai, berapa persen dilayani dalam batas waktu setelah buku tamu; ' +
      `dan berapa keterlambatan terpakai dari yang diperbolehkan (${lateShareText} dari n).`,
    unit: 'none',
    width: 12,
    decimals: 0,
    targets: [
      instantOf(judged(window, chosen), { legend: 'Kunjungan dinilai (n)', refId: 'A' }),
      instantOf(onTime(window, chosen), { legend: 'Tepat waktu', refId: 'B' }),
      instantOf(breached(window, chosen), { legend: 'Terlambat (terpakai)', refId: 'C' }),
      instantOf(allowed(window, chosen), { legend: 'Terlambat (diperbolehkan)', refId: 'D' }),
    ],
  }).overrideByQuery('B', withUnit('percentunit', 1));

const promiseToday = () => promise('Tepat waktu hari ini', range).timeFrom('now/d');

const promiseLong = () => promise('Tepat waktu 28 hari', longWindow);

const verdictsByDay = () =>
  worded(
    bars({
      title: 'Janji layanan per hari',
      description:
        'Kunjungan tepat waktu, terlambat, dan dikecualikan (berakhir sebelum tenggat), dalam 24 jam sebelum tiap batang.',
      unit: 'none',
      width: 12,
      decimals: 0,
      window: '1d',
      targets: [
        rangeOf(total(grown(metrics.slaVisits, '1d', { where: chosen }), ['verdict']), {
          legend: '{{verdict}}',
        }),
      ],
    }),
    verdictWords,
  );

const slaWaits = () => waits(metrics.slaWait, 'Waktu tunggu layanan', 'Dari buku tamu sampai dilayani.');

const escalationsByDay = () =>
  worded(
    bars({
      title: 'Peringatan dan eskalasi per hari',
      description:
        'Kunjungan yang diperingatkan, terselamatkan sebelum batas, diteruskan ke supervisor, dan ditanggapi, ' +
        'dalam 24 jam sebelum tiap batang.',
      unit: 'none',
      width: 12,
      decimals: 0,
      window: '1d',
      targets: [
        rangeOf(total(grown(metrics.escalations, '1d', { where: chosen }), ['event']), {
          legend: '{{event}}',
        }),
      ],
    }),
    escalationWords,
  );

const escalationsNow = () =>
  stat({
    title: 'Eskalasi',
    description:
      'Pengunjung lewat batas yang masih menunggu tanpa tanggapan, dan median lama sampai supervisor menanggapi.',
    unit: 'none',
    width: 12,
    height: 8,
    decimals: 0,
    targets: [
      instantOf(total(now(metrics.escalationsWaiting, { where: chosen })), {
        legend: 'Menunggu tanggapan',
        refId: 'A',
      }),
      instantOf(quantile(metrics.acknowledgeTime, { q: 0.5, window: range, where: chosen }), {
        legend: 'Ditanggapi dalam, p50',
        refId: 'B',
      }),
    ],
  }).overrideByQuery('B', withUnit('s', 0));

/** How the promise is kept. */
export const promiseRow: Row = [
  'Janji layanan',
  [promiseToday, promiseLong, verdictsByDay, slaWaits, escalationsByDay, escalationsNow],
];
