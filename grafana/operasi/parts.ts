import { metrics } from '../../domain/metrics.ts';
import { outside } from '../outside.ts';
import { atLeast, bars, ranking, stat, steps, worded, words, type Row } from '../panels.ts';
import { grown, is, now, share, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';
import { syntheticResultWords } from '../words.ts';
import { ours } from './machines.ts';

const processes = () =>
  stat({
    title: 'Proses',
    description: 'Proses yang terbaca oleh Prometheus, menurut tugasnya.',
    width: 6,
    targets: [instantOf(`min by (job) (${outside.up}{job${ours}})`, '{{job}}')],
  }).mappings(words('Hidup', 'Mati'));

const parts = () =>
  stat({
    title: 'Bagian',
    description: 'Bagian yang terjangkau dari semua proses api, seperti dilaporkan /readyz.',
    width: 9,
    targets: [instantOf(`min by (part) (${now(metrics.partUp)})`, '{{part}}')],
  }).mappings(words('Terjangkau', 'Putus'));

const storeFreshness = () =>
  stat({
    title: 'Umur angka dari basis data',
    description:
      'Sejak kapan angka layanan terakhir dibaca, dari proses yang paling tertinggal; wajar di bawah 30 detik.',
    unit: 's',
    width: 5,
    decimals: 0,
    targets: [instantOf(`time() - min(${now(metrics.storeLastSuccess)})`)],
  }).thresholds(
    steps([
      [30, 'orange'],
      [120, 'red'],
    ]),
  );

const storeUp = () =>
  stat({
    title: 'Angka layanan',
    description: 'Apakah angka layanan pada semua proses api berasal dari pembacaan terakhir.',
    width: 4,
    targets: [instantOf(`min(${now(metrics.storeUp)})`)],
  }).mappings(words('Mutakhir', 'Usang'));

const invariants = () =>
  ranking({
    title: 'Aturan yang dilanggar',
    description: 'Baris basis data yang melanggar aturan yang selalu harus berlaku; harus 0 semua.',
    width: 8,
    decimals: 0,
    targets: [instantOf(`max by (invariant) (${now(metrics.invariantViolations)})`, '{{invariant}}')],
  }).thresholds(steps([[1, 'red']]));

const clocks = () =>
  stat({
    title: 'Selisih jam',
    description:
      'Selisih terbesar antara jam mesin alur kerja, jam worker dan jam basis data; sampai 30 detik tidak mengubah apa pun.',
    unit: 's',
    width: 4,
    height: 8,
    decimals: 1,
    targets: [instantOf(`max by (between) (abs(${now(metrics.clockSkew)}))`, '{{between}}')],
  }).thresholds(
    steps([
      [5, 'orange'],
      [30, 'red'],
    ]),
  );

const probe = () =>
  worded(
    bars({
      title: 'Kunjungan uji per jam',
      description:
        'Kunjungan lengkap yang dijalankan sendiri di kantor uji, dari nomor sampai papan, menurut hasilnya.',
      width: 8,
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.synthetic, '1h'), ['result']), '{{result}}')],
    }),
    syntheticResultWords,
  );

const probeShare = () =>
  stat({
    title: 'Kunjungan uji berhasil',
    description: 'Bagian kunjungan uji yang berhasil pada rentang ini; sasaran 99 %.',
    unit: 'percentunit',
    width: 4,
    height: 8,
    decimals: 1,
    targets: [
      instantOf(
        share(
          total(grown(metrics.synthetic, '$__range', { where: { result: is('ok') } })),
          total(grown(metrics.synthetic, '$__range')),
        ),
      ),
    ],
  }).thresholds(atLeast(0.99));

/** Whether every part is there and its figures are sound. */
export const partsRow: Row = [
  'Bagian',
  [processes, parts, storeFreshness, storeUp, invariants, clocks, probe, probeShare],
];
