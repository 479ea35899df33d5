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
    decimals: 0,
    targets: [
      instantOf(judged(window, chosen), 'Kunjungan dinilai (n)'),
      instantOf(onTime(window, chosen), 'Tepat waktu'),
      instantOf(breached(window, chosen), 'Terlambat (terpakai)'),
      instantOf(allowed(window, chosen), 'Terlambat (diperbolehkan)'),
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
      decimals: 0,
      window: '1d',
      targets: [
        rangeOf(total(grown(metrics.slaVisits, '1d', { where: chosen }), ['verdict']), '{{verdict}}'),
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
      decimals: 0,
      window: '1d',
      targets: [rangeOf(total(grown(metrics.escalations, '1d', { where: chosen }), ['event']), '{{event}}')],
    }),
    escalationWords,
  );

const escalationsNow = () =>
  stat({
    title: 'Eskalasi',
    description:
      'Pengunjung lewat batas yang masih menunggu tanpa tanggapan, dan median lama sampai supervisor menanggapi.',
    height: 8,
    decimals: 0,
    targets: [
      instantOf(total(now(metrics.escalationsWaiting, { where: chosen })), 'Menunggu tanggapan'),
      instantOf(
        quantile(metrics.acknowledgeTime, { q: 0.5, window: range, where: chosen }),
        'Ditanggapi dalam, p50',
      ),
    ],
  }).overrideByQuery('B', withUnit('s', 0));

/** How the promise is kept. */
export const promiseRow: Row = [
  'Janji layanan',
  [promiseToday, promiseLong, verdictsByDay, slaWaits, escalationsByDay, escalationsNow],
];
