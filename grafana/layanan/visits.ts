import { metrics } from '../../domain/metrics.ts';
import { meanRating, ratingsGiven } from '../figures.ts';
import { bars, chart, ranking, stat, withUnit, worded, type Row } from '../panels.ts';
import { grown, total } from '../promql.ts';
import { chosen, instantOf, range, rangeOf, sqlOf } from '../sources.ts';
import { outcomeWords, scoreWords } from '../words.ts';

const outcomesInRange = () =>
  worded(
    ranking({
      title: 'Hasil kunjungan',
      description: 'Kunjungan yang berakhir pada rentang ini, menurut hasilnya.',
      decimals: 0,
      targets: [
        instantOf(total(grown(metrics.visits, range, { where: chosen }), ['outcome']), '{{outcome}}'),
      ],
    }),
    outcomeWords,
  );

const visitsByHour = () =>
  worded(
    bars({
      title: 'Kunjungan berakhir per jam',
      description: 'Kunjungan yang berakhir dalam satu jam sebelum tiap batang, menurut hasilnya.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.visits, '1h', { where: chosen }), ['outcome']), '{{outcome}}')],
    }),
    outcomeWords,
  );

const ratingMean = () =>
  stat({
    title: 'Penilaian pengunjung',
    description:
      'Rata-rata semua penilaian 1–5 pada rentang ini (Σ nilai·n / Σ n) dan jumlahnya; hari ini belum dihitung.',
    height: 8,
    decimals: 2,
    targets: [
      instantOf(meanRating(range, chosen), 'Rata-rata'),
      instantOf(ratingsGiven(range, chosen), 'Jumlah penilaian (n)'),
    ],
  }).overrideByQuery('B', withUnit('none', 0));

const ratingsByScore = () =>
  worded(
    ranking({
      title: 'Penilaian menurut nilai',
      description: 'Jumlah penilaian untuk tiap nilai pada rentang ini.',
      decimals: 0,
      targets: [instantOf(total(grown(metrics.ratings, range, { where: chosen }), ['score']), '{{score}}')],
    }),
    scoreWords,
  );

const visitsByDay = () =>
  chart({
    title: 'Kunjungan per hari layanan',
    description: 'Hasil tiap hari yang sudah ditutup buku pada rentang ini, langsung dari basis data.',
    decimals: 0,
    targets: [
      sqlOf(
        `select to_char(day, 'DD/MM') as "Hari",
  coalesce(sum(value) filter (where label = 'done'), 0) as "${outcomeWords.done}",
  coalesce(sum(value) filter (where label = 'no-show'), 0) as "${outcomeWords['no-show']}",
  coalesce(sum(value) filter (where label = 'cancelled'), 0) as "${outcomeWords.cancelled}",
  coalesce(sum(value) filter (where label = 'expired'), 0) as "${outcomeWords.expired}"
from report.day_figure
where office in (\${office:sqlstring}) and metric = 'visits' and bucket = 0
  and day between $__timeFrom()::date and $__timeTo()::date
group by day order by day`,
      ),
    ],
  });

/** How visits end, and how they are rated. */
export const visitsRow: Row = [
  'Kunjungan dan penilaian',
  [outcomesInRange, visitsByHour, ratingMean, ratingsByScore, visitsByDay],
];
