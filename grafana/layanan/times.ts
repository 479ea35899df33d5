import { metrics } from '../../domain/metrics.ts';
import { chart, course, ranking, stat, worded, type Row } from '../panels.ts';
import { edge, grown, quantile, share, total } from '../promql.ts';
import { chosen, instantOf, range, rangeOf, sqlOf } from '../sources.ts';
import { stepWords } from '../words.ts';

export const waits = (
  metric: typeof metrics.slaWait | typeof metrics.queueWait,
  title: string,
  description: string,
) =>
  course({
    title,
    description: `${description} Setengah pengunjung menunggu paling lama p50, sembilan dari sepuluh p90; tiap titik 24 jam.`,
    unit: 's',
    targets: [
      rangeOf(quantile(metric, { q: 0.5, window: '1d', where: chosen }), 'p50'),
      rangeOf(quantile(metric, { q: 0.9, window: '1d', where: chosen }), 'p90'),
    ],
  });

const waitsInRange = () =>
  stat({
    title: 'Waktu tunggu pada rentang ini',
    description: 'Median (p50) dan p90 dari buku tamu sampai dilayani, dan dari nomor sampai dipanggil.',
    unit: 's',
    targets: [
      instantOf(quantile(metrics.slaWait, { q: 0.5, window: range, where: chosen }), 'Layanan p50'),
      instantOf(quantile(metrics.slaWait, { q: 0.9, window: range, where: chosen }), 'Layanan p90'),
      instantOf(quantile(metrics.queueWait, { q: 0.5, window: range, where: chosen }), 'Panggilan p50'),
      instantOf(quantile(metrics.queueWait, { q: 0.9, window: range, where: chosen }), 'Panggilan p90'),
    ],
  });

const calledInTime = () =>
  stat({
    title: 'Dipanggil dalam 5 menit',
    description: 'Bagian pengunjung yang dipanggil paling lambat 5 menit setelah mengambil nomor antrean.',
    unit: 'percentunit',
    decimals: 1,
    targets: [
      instantOf(
        share(
          total(grown(metrics.queueWait, range, { where: { ...chosen, le: edge(300) }, part: '_bucket' })),
          total(grown(metrics.queueWait, range, { where: chosen, part: '_count' })),
        ),
      ),
    ],
  });

const queueWaits = () =>
  waits(metrics.queueWait, 'Waktu tunggu panggilan', 'Dari nomor antrean sampai dipanggil.');

const stepTimes = (q: number, title: string) =>
  worded(
    ranking({
      title,
      description:
        'Lama berada pada tiap tahap pada rentang ini; kunjungan yang ditutup jam layanan tidak dihitung.',
      unit: 's',
      targets: [
        instantOf(
          quantile(metrics.stepDuration, { q, window: range, where: chosen, by: ['step'] }),
          '{{step}}',
        ),
      ],
    }),
    stepWords,
  );

const stepMedian = () => stepTimes(0.5, 'Lama tiap tahap, p50');

const stepHigh = () => stepTimes(0.9, 'Lama tiap tahap, p90');

const loadByHour = () =>
  chart({
    title: 'Beban menurut jam',
    description:
      'Nomor antrean yang diambil pada tiap jam: hari ini, dan rata-rata hari layanan 28 hari terakhir.',
    decimals: 1,
    targets: [
      sqlOf(
        `with chosen as (
  select v.day, o.today, extract(hour from v.taken_at at time zone o.time_zone)::int as hour
  from report.visit v join report.office o using (office)
  where v.office in (\${office:sqlstring}) and v.day between o.today - 28 and o.today
), served as (
  select greatest(1, count(distinct day)) as days from chosen where day < today
)
select to_char(hour, 'FM00') || '.00' as "Jam",
  count(*) filter (where day = today) as "Hari ini",
  count(*) filter (where day < today)::float8 / days as "Rata-rata 28 hari"
from chosen, served group by hour, days order by hour`,
      ),
    ],
  });

/** How long people wait, and stay in each step. */
export const timesRow: Row = [
  'Waktu',
  [waitsInRange, calledInTime, queueWaits, stepMedian, stepHigh, loadByHour],
];
