import type { OpenStep } from '../../domain/visits/steps.ts';
import { metrics } from '../../domain/metrics.ts';
import { longWindow, longestWait } from '../figures.ts';
import { linked, ranking, stat, steps, table, withUnit, worded, type Row } from '../panels.ts';
import { grown, is, isOneOf, now, share, total } from '../promql.ts';
import { chosen, instantOf, rowsOf, sqlOf, supervisorPage, supervisorPageTitle } from '../sources.ts';
import { stepWords } from '../words.ts';

const waitingSteps = ['waiting', 'registered'] as const satisfies readonly OpenStep[];

const waitingNow = () =>
  stat({
    title: 'Menunggu sekarang',
    description: 'Pengunjung yang belum dipanggil, dan yang sudah mengisi buku tamu tetapi belum dilayani.',
    width: 8,
    targets: waitingSteps.map((step) =>
      instantOf(total(now(metrics.visitsOpen, { where: { ...chosen, step: is(step) } })), stepWords[step]),
    ),
  });

const oldestWait = () =>
  stat({
    title: 'Tunggu terlama sejak buku tamu',
    description: 'Lama menunggu pengunjung yang paling lama belum dilayani, dan batas menurut standar.',
    unit: 's',
    width: 8,
    targets: [
      instantOf(longestWait(chosen), 'Terlama'),
      instantOf(`min(${now(metrics.slaLimit, { where: chosen })})`, 'Batas'),
    ],
  });

const idsHeld = () =>
  stat({
    title: 'Kartu identitas dititipkan',
    description: 'Kartu yang ada di loket, dan yang belum dikembalikan padahal jam layanan sudah berakhir.',
    width: 8,
    targets: [
      instantOf(total(now(metrics.idsHeld, { where: chosen })), 'Dititipkan'),
      instantOf(total(now(metrics.idsHeldAfterClose, { where: chosen })), 'Setelah tutup'),
    ],
  }).overrideByQuery('B', [{ id: 'thresholds', value: steps([[1, 'red']]).build() }]);

const openBySteps = () =>
  worded(
    ranking({
      title: 'Kunjungan berlangsung menurut tahap',
      description: 'Jumlah kunjungan yang sedang berlangsung pada tiap tahap standar pelayanan.',
      targets: [instantOf(total(now(metrics.visitsOpen, { where: chosen }), ['step']), '{{step}}')],
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
    targets: [
      rowsOf(`max by (office) (${now(metrics.officeOpen, { where: chosen })})`),
      rowsOf(total(now(metrics.visitsOpen, { where: chosen }), ['office'])),
      rowsOf(total(now(metrics.idsHeld, { where: chosen }), ['office'])),
      rowsOf(onTimeByOffice()),
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

const breachesToday = () =>
  table({
    title: 'Terlambat hari ini',
    description:
      'Kunjungan yang melewati tenggat hari ini: nomor, tenggat, dan jam dilayani; tanpa data pribadi.',
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

const cardsHeldSince = () =>
  table({
    title: 'Kartu identitas: dititipkan sejak',
    description: 'Kartu yang belum dikembalikan: nomor antrean, loker, dan sejak kapan; tanpa data pribadi.',
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

/** What waits and what is held now. */
export const nowRow: Row = [
  'Sekarang',
  [waitingNow, oldestWait, idsHeld, openBySteps, byOffice, breachesToday, cardsHeldSince],
];
