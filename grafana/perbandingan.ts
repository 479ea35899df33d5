import { metrics } from '../domain/metrics.ts';
import { syntheticOffice } from '../domain/probe/synthetic.ts';
import { judged, longWindow, meanRating, onTime, ratingsGiven, type Offices } from './figures.ts';
import { chart, course, stat, table, withUnit, worded, type Row } from './panels.ts';
import { grown, isOneOf, mean, now, quantile, share, shares, total } from './promql.ts';
import { instantOf, rangeOf, rowsOf, sqlOf } from './sources.ts';
import { outcomeWords } from './words.ts';

/** One office, and all the others together: sums by sums, so that no mean of means arises. */
const sides = [
  { offices: { office: '="$office"' }, legend: 'Kantor $office' },
  { offices: { office: `!~"$office|${syntheticOffice}"` }, legend: 'Kantor lain' },
] as const;

const both = (of: (offices: Offices) => string) =>
  sides.map(({ offices, legend }) => instantOf(of(offices), legend));

const bothOverTime = (of: (offices: Offices) => string) =>
  sides.map(({ offices, legend }) => rangeOf(of(offices), legend));

const onTimeLong = () =>
  stat({
    title: 'Tepat waktu 28 hari',
    description:
      'Bagian kunjungan yang dilayani dalam batas waktu, kantor ini dan semua kantor lain bersama.',
    unit: 'percentunit',
    decimals: 1,
    targets: both((offices) => onTime(longWindow, offices)),
  });

const judgedLong = () =>
  stat({
    title: 'Kunjungan dinilai 28 hari (n)',
    description: 'Jumlah kunjungan di balik persentase tepat waktu.',
    decimals: 0,
    targets: both((offices) => judged(longWindow, offices)),
  });

const onTimeByWeek = () =>
  course({
    title: 'Tepat waktu, tujuh hari terakhir',
    description: 'Bagian kunjungan tepat waktu dalam tujuh hari sebelum tiap titik.',
    unit: 'percentunit',
    decimals: 1,
    targets: bothOverTime((offices) => onTime('7d', offices)),
  }).max(1);

const waitByWeek = () =>
  course({
    title: 'Waktu tunggu layanan, p90 tujuh hari',
    description: 'Sembilan dari sepuluh pengunjung dilayani dalam waktu ini setelah buku tamu.',
    unit: 's',
    targets: bothOverTime(({ office }) =>
      quantile(metrics.slaWait, { q: 0.9, window: '7d', where: { office } }),
    ),
  });

const waitMean = () =>
  stat({
    title: 'Waktu tunggu layanan, rata-rata',
    description: 'Jumlah waktu tunggu dibagi jumlah kunjungan pada rentang ini.',
    unit: 's',
    targets: both(({ office }) => mean(metrics.slaWait, { window: '$__range', where: { office } })),
  });

const queueMedian = () =>
  stat({
    title: 'Waktu tunggu panggilan, p50',
    description: 'Setengah pengunjung dipanggil dalam waktu ini setelah mengambil nomor, pada rentang ini.',
    unit: 's',
    targets: both(({ office }) =>
      quantile(metrics.queueWait, { q: 0.5, window: '$__range', where: { office } }),
    ),
  });

/** Shares of outcomes, because the offices differ in how many visits they have. */
const outcomeShares = (side: 0 | 1, title: string) =>
  worded(
    stat({
      title,
      description: 'Bagian tiap hasil dari semua kunjungan yang berakhir pada rentang ini.',
      unit: 'percentunit',
      decimals: 1,
      targets: [
        instantOf(
          shares(
            total(grown(metrics.visits, '$__range', { where: sides[side].offices }), ['outcome']),
            total(grown(metrics.visits, '$__range', { where: sides[side].offices })),
          ),
          '{{outcome}}',
        ),
      ],
    }),
    outcomeWords,
  );

const ownOutcomes = () => outcomeShares(0, 'Hasil kunjungan, kantor ini');
const otherOutcomes = () => outcomeShares(1, 'Hasil kunjungan, kantor lain');

const ratings = () =>
  stat({
    title: 'Penilaian rata-rata',
    description: 'Rata-rata semua penilaian 1–5 pada rentang ini: Σ nilai·n / Σ n.',
    decimals: 2,
    targets: both((offices) => meanRating('$__range', offices)),
  });

const ratingCounts = () =>
  stat({
    title: 'Jumlah penilaian (n)',
    description: 'Banyaknya penilaian di balik rata-rata.',
    decimals: 0,
    targets: both((offices) => ratingsGiven('$__range', offices)),
  });

const custody = () =>
  stat({
    title: 'Kartu identitas dititipkan sekarang',
    description: 'Kartu yang ada di loket kantor ini, dan di semua kantor lain bersama.',
    decimals: 0,
    targets: both(({ office }) => total(now(metrics.idsHeld, { where: { office } }))),
  });

const custodyAfterClose = () =>
  stat({
    title: 'Kartu identitas setelah jam tutup',
    description: 'Kartu yang belum dikembalikan padahal jam layanan sudah berakhir.',
    decimals: 0,
    targets: both(({ office }) => total(now(metrics.idsHeldAfterClose, { where: { office } }))),
  });

/** Every office with its own denominator, so that a rank of two visits shows as one. */
const allOffices = () => {
  const verdictsOf = (verdicts: readonly string[]) =>
    total(
      grown(metrics.slaVisits, longWindow, {
        where: { office: `!="${syntheticOffice}"`, verdict: isOneOf(verdicts) },
      }),
      ['office'],
    );
  return table({
    title: 'Semua kantor 28 hari',
    description:
      'Kunjungan dinilai, terlambat, dan tepat waktu tiap kantor; n kecil berarti angkanya belum kuat.',
    decimals: 0,
    targets: [
      rowsOf(verdictsOf(['met', 'breached'])),
      rowsOf(verdictsOf(['breached'])),
      rowsOf(share(verdictsOf(['met']), verdictsOf(['met', 'breached']))),
    ],
  })
    .withTransformation({ id: 'joinByField', options: { byField: 'office', mode: 'outer' } })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { 'Time 1': true, 'Time 2': true, 'Time 3': true },
        renameByName: {
          office: 'Kantor',
          'Value #A': 'Dinilai (n)',
          'Value #B': 'Terlambat',
          'Value #C': 'Tepat waktu',
        },
      },
    })
    .overrideByName('Tepat waktu', withUnit('percentunit', 1));
};

const visitsPerDay = () =>
  chart({
    title: 'Kunjungan selesai per hari layanan',
    description:
      'Kantor ini, dan rata-rata semua kantor lain yang melayani pada hari itu; hari yang sudah ditutup buku.',
    decimals: 1,
    targets: [
      sqlOf(
        `select to_char(day, 'DD/MM') as "Hari",
  coalesce(sum(value) filter (where office = \${office:sqlstring}), 0) as "Kantor ini",
  coalesce(sum(value) filter (where office <> \${office:sqlstring}), 0)
    / greatest(1, count(distinct office) filter (where office <> \${office:sqlstring})) as "Rata-rata kantor lain"
from report.day_figure
where metric = 'visits' and label = 'done' and bucket = 0
  and day between $__timeFrom()::date and $__timeTo()::date
group by day order by day`,
      ),
    ],
  });

/** One office against all others. */
export const perbandingan = {
  uid: 'kunjung-perbandingan',
  title: 'Kunjung · Perbandingan',
  description:
    'Satu kantor dibandingkan dengan semua kantor lain: janji layanan, waktu, hasil, penilaian, kartu.',
  since: 'now-28d',
  refresh: '5m',
  rows: [
    ['Janji layanan', [onTimeLong, judgedLong, onTimeByWeek, waitByWeek]],
    ['Waktu', [waitMean, queueMedian]],
    ['Hasil kunjungan', [ownOutcomes, otherOutcomes, allOffices, visitsPerDay]],
    ['Penilaian', [ratings, ratingCounts]],
    ['Kartu identitas', [custody, custodyAfterClose]],
  ] satisfies Row[],
} as const;
