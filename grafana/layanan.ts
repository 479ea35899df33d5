import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { metrics } from '../domain/metrics.ts';
import { lateShareText } from '../domain/supervision/late-budget.ts';
import type { OpenStep } from '../domain/visits/steps.ts';
import {
  allowed,
  breached,
  judged,
  longWindow,
  longestWait,
  meanRating,
  onTime,
  ratingsGiven,
} from './figures.ts';
import { bars, chart, course, linked, ranking, stat, steps, table, withUnit, worded } from './panels.ts';
import { edge, grown, is, isOneOf, now, quantile, share, total } from './promql.ts';
import { instantOf, rangeOf, rowsOf, sqlOf, supervisorPage, supervisorPageTitle } from './sources.ts';
import { escalationWords, outcomeWords, scoreWords, stepWords, verdictWords } from './words.ts';

/** The offices that were chosen, all of them or several. */
const chosen = { office: '=~"${office:regex}"' } as const;
const range = '$__range';

// Now ---------------------------------------------------------------------------------------------

const waitingSteps = ['waiting', 'registered'] as const satisfies readonly OpenStep[];

const waitingNow = () =>
  stat({
    title: 'Menunggu sekarang',
    description: 'Pengunjung yang belum dipanggil, dan yang sudah mengisi buku tamu tetapi belum dilayani.',
    unit: 'none',
    width: 8,
    targets: waitingSteps.map((step, index) =>
      instantOf(total(now(metrics.visitsOpen, { where: { ...chosen, step: is(step) } })), {
        legend: stepWords[step],
        refId: 'AB'.charAt(index),
      }),
    ),
  });

const oldestWait = () =>
  stat({
    title: 'Tunggu terlama sejak buku tamu',
    description: 'Lama menunggu pengunjung yang paling lama belum dilayani, dan batas menurut standar.',
    unit: 's',
    width: 8,
    targets: [
      instantOf(longestWait(chosen), { legend: 'Terlama', refId: 'A' }),
      instantOf(`min(${now(metrics.slaLimit, { where: chosen })})`, { legend: 'Batas', refId: 'B' }),
    ],
  });

const idsHeld = () =>
  stat({
    title: 'Kartu identitas dititipkan',
    description: 'Kartu yang ada di loket, dan yang belum dikembalikan padahal jam layanan sudah berakhir.',
    unit: 'none',
    width: 8,
    targets: [
      instantOf(total(now(metrics.idsHeld, { where: chosen })), { legend: 'Dititipkan', refId: 'A' }),
      instantOf(total(now(metrics.idsHeldAfterClose, { where: chosen })), {
        legend: 'Setelah tutup',
        refId: 'B',
      }),
    ],
  }).overrideByQuery('B', [{ id: 'thresholds', value: steps([[1, 'red']]).build() }]);

const openBySteps = () =>
  worded(
    ranking({
      title: 'Kunjungan berlangsung menurut tahap',
      description: 'Jumlah kunjungan yang sedang berlangsung pada tiap tahap standar pelayanan.',
      unit: 'none',
      width: 12,
      targets: [
        instantOf(total(now(metrics.visitsOpen, { where: chosen }), ['step']), { legend: '{{step}}' }),
      ],
    }),
    stepWords,
  );

const onTimeByOffice = () =>
  share(
    total(grown(metrics.slaVisits, longWindow, { where: { ...chosen, verdict: is('met') } }), ['office']),
    total(
      grown(metrics.slaVisits, longWindow, { where: { ...chosen, verdict: isOneOf(['met', 'breached']) } }),
      ['office'],
    ),
  );

const byOffice = () =>
  table({
    title: 'Menurut kantor',
    description: 'Buka atau tutup, kunjungan berlangsung, kartu dititipkan, dan tepat waktu selama 28 hari.',
    unit: 'none',
    width: 12,
    targets: [
      rowsOf(`max by (office) (${now(metrics.officeOpen, { where: chosen })})`, 'A'),
      rowsOf(total(now(metrics.visitsOpen, { where: chosen }), ['office']), 'B'),
      rowsOf(total(now(metrics.idsHeld, { where: chosen }), ['office']), 'C'),
      rowsOf(onTimeByOffice(), 'D'),
    ],
  })
    .withTransformation({ id: 'joinByField', options: { byField: 'office', mode: 'outer' } })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { 'Time 1': true, 'Time 2': true, 'Time 3': true, 'Time 4': true },
        renameByName: {
          office: 'Kantor',
          'Value #A': 'Buka',
          'Value #B': 'Berlangsung',
          'Value #C': 'Kartu dititipkan',
          'Value #D': 'Tepat waktu 28 hari',
        },
      },
    })
    .overrideByName('Buka', [{ id: 'unit', value: 'bool_yes_no' }])
    .overrideByName('Tepat waktu 28 hari', withUnit('percentunit', 1))
    .overrideByName('Kantor', linked(supervisorPageTitle, supervisorPage('${__value.raw}')));

// The promise ---------------------------------------------------------------------------------------

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

const breachesToday = () =>
  table({
    title: 'Terlambat hari ini',
    description:
      'Kunjungan yang melewati tenggat hari ini: nomor, tenggat, dan jam dilayani; tanpa data pribadi.',
    unit: 'none',
    width: 12,
    source: 'database',
    targets: [
      sqlOf(
        `select v.office as "Kantor", v.label as "Nomor", v.registered_at as "Buku tamu",
  v.due_at as "Tenggat", v.answered_at as "Dilayani",
  extract(epoch from v.answered_at - v.registered_at)::float8 as "Waktu tunggu"
from report.visit v join report.office o using (office)
where v.office in (\${office:sqlstring}) and v.day = o.today and v.verdict = 'breached'
order by v.due_at desc`,
      ),
    ],
  })
    .overrideByName('Waktu tunggu', withUnit('s', 0))
    .overrideByName('Kantor', linked(supervisorPageTitle, supervisorPage('${__value.raw}')));

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

// Waits and steps -------------------------------------------------------------------------------------

const waits = (
  metric: typeof metrics.slaWait | typeof metrics.queueWait,
  title: string,
  description: string,
) =>
  course({
    title,
    description: `${description} Setengah pengunjung menunggu paling lama p50, sembilan dari sepuluh p90; tiap titik 24 jam.`,
    unit: 's',
    width: 12,
    targets: [
      rangeOf(quantile(metric, { q: 0.5, window: '1d', where: chosen }), { legend: 'p50', refId: 'A' }),
      rangeOf(quantile(metric, { q: 0.9, window: '1d', where: chosen }), { legend: 'p90', refId: 'B' }),
    ],
  });

const slaWaits = () => waits(metrics.slaWait, 'Waktu tunggu layanan', 'Dari buku tamu sampai dilayani.');
const queueWaits = () =>
  waits(metrics.queueWait, 'Waktu tunggu panggilan', 'Dari nomor antrean sampai dipanggil.');

const waitsInRange = () =>
  stat({
    title: 'Waktu tunggu pada rentang ini',
    description: 'Median (p50) dan p90 dari buku tamu sampai dilayani, dan dari nomor sampai dipanggil.',
    unit: 's',
    width: 12,
    targets: [
      instantOf(quantile(metrics.slaWait, { q: 0.5, window: range, where: chosen }), {
        legend: 'Layanan p50',
        refId: 'A',
      }),
      instantOf(quantile(metrics.slaWait, { q: 0.9, window: range, where: chosen }), {
        legend: 'Layanan p90',
        refId: 'B',
      }),
      instantOf(quantile(metrics.queueWait, { q: 0.5, window: range, where: chosen }), {
        legend: 'Panggilan p50',
        refId: 'C',
      }),
      instantOf(quantile(metrics.queueWait, { q: 0.9, window: range, where: chosen }), {
        legend: 'Panggilan p90',
        refId: 'D',
      }),
    ],
  });

const calledInTime = () =>
  stat({
    title: 'Dipanggil dalam 5 menit',
    description: 'Bagian pengunjung yang dipanggil paling lambat 5 menit setelah mengambil nomor antrean.',
    unit: 'percentunit',
    width: 12,
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

const stepTimes = (q: number, title: string) =>
  worded(
    ranking({
      title,
      description:
        'Lama berada pada tiap tahap pada rentang ini; kunjungan yang ditutup jam layanan tidak dihitung.',
      unit: 's',
      width: 12,
      targets: [
        instantOf(quantile(metrics.stepDuration, { q, window: range, where: chosen, by: ['step'] }), {
          legend: '{{step}}',
        }),
      ],
    }),
    stepWords,
  );

const stepMedian = () => stepTimes(0.5, 'Lama tiap tahap, p50');
const stepHigh = () => stepTimes(0.9, 'Lama tiap tahap, p90');

// Visits and ratings ------------------------------------------------------------------------------------

const outcomesInRange = () =>
  worded(
    ranking({
      title: 'Hasil kunjungan',
      description: 'Kunjungan yang berakhir pada rentang ini, menurut hasilnya.',
      unit: 'none',
      width: 12,
      decimals: 0,
      targets: [
        instantOf(total(grown(metrics.visits, range, { where: chosen }), ['outcome']), {
          legend: '{{outcome}}',
        }),
      ],
    }),
    outcomeWords,
  );

const visitsByHour = () =>
  worded(
    bars({
      title: 'Kunjungan berakhir per jam',
      description: 'Kunjungan yang berakhir dalam satu jam sebelum tiap batang, menurut hasilnya.',
      unit: 'none',
      width: 12,
      decimals: 0,
      window: '1h',
      targets: [
        rangeOf(total(grown(metrics.visits, '1h', { where: chosen }), ['outcome']), {
          legend: '{{outcome}}',
        }),
      ],
    }),
    outcomeWords,
  );

const loadByHour = () =>
  chart({
    title: 'Beban menurut jam',
    description:
      'Nomor antrean yang diambil pada tiap jam: hari ini, dan rata-rata hari layanan 28 hari terakhir.',
    unit: 'none',
    width: 12,
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

const ratingMean = () =>
  stat({
    title: 'Penilaian pengunjung',
    description:
      'Rata-rata semua penilaian 1–5 pada rentang ini (Σ nilai·n / Σ n) dan jumlahnya; hari ini belum dihitung.',
    unit: 'none',
    width: 12,
    height: 8,
    decimals: 2,
    targets: [
      instantOf(meanRating(range, chosen), { legend: 'Rata-rata', refId: 'A' }),
      instantOf(ratingsGiven(range, chosen), { legend: 'Jumlah penilaian (n)', refId: 'B' }),
    ],
  }).overrideByQuery('B', withUnit('none', 0));

const ratingsByScore = () =>
  worded(
    ranking({
      title: 'Penilaian menurut nilai',
      description: 'Jumlah penilaian untuk tiap nilai pada rentang ini.',
      unit: 'none',
      width: 12,
      decimals: 0,
      targets: [
        instantOf(total(grown(metrics.ratings, range, { where: chosen }), ['score']), {
          legend: '{{score}}',
        }),
      ],
    }),
    scoreWords,
  );

// The day and its cards ----------------------------------------------------------------------------------

const cardsHeldSince = () =>
  table({
    title: 'Kartu identitas: dititipkan sejak',
    description: 'Kartu yang belum dikembalikan: nomor antrean, loker, dan sejak kapan; tanpa data pribadi.',
    unit: 'none',
    width: 12,
    source: 'database',
    targets: [
      sqlOf(
        `select office as "Kantor", label as "Nomor", locker as "Loker", held_at as "Sejak",
  case when after_close then 'Ya' else 'Tidak' end as "Setelah tutup"
from report.custody_open
where office in (\${office:sqlstring})
order by held_at`,
      ),
    ],
  });

const visitsByDay = () =>
  chart({
    title: 'Kunjungan per hari layanan',
    description: 'Hasil tiap hari yang sudah ditutup buku pada rentang ini, langsung dari basis data.',
    unit: 'none',
    width: 12,
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

/** The service, for supervisors: rows of panels from what burns to what is only interesting. */
export const layanan = {
  uid: 'kunjung-layanan',
  title: 'Kunjung · Layanan',
  description: 'Keadaan layanan untuk pengawas: antrean, janji lima menit, kartu identitas, dan penilaian.',
  since: 'now-7d',
  refresh: '30s',
  rows: [
    ['Sekarang', [waitingNow, oldestWait, idsHeld, openBySteps, byOffice, breachesToday, cardsHeldSince]],
    ['Janji layanan', [promiseToday, promiseLong, verdictsByDay, slaWaits, escalationsByDay, escalationsNow]],
    ['Waktu', [waitsInRange, calledInTime, queueWaits, stepMedian, stepHigh, loadByHour]],
    ['Kunjungan dan penilaian', [outcomesInRange, visitsByHour, ratingMean, ratingsByScore, visitsByDay]],
  ] satisfies [string, (() => Builder<Panel>)[]][],
} as const;
