import { metrics } from '../../domain/metrics.ts';
import { bars, course, ranking, stat, steps, worded, type Row } from '../panels.ts';
import { grown, isOneOf, now, quantile, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';
import {
  deliveryResultWords,
  engineResultWords,
  faultWords,
  mendResultWords,
  moveResultWords,
} from '../words.ts';

const engineCalls = () =>
  worded(
    bars({
      title: 'Panggilan ke mesin alur kerja per jam',
      description: 'Panggilan api ke Temporal menurut hasilnya; ditolak juga berarti mesin menjawab.',
      decimals: 0,
      window: '1h',
      targets: [
        rangeOf(total(grown(metrics.engineCall, '1h', { part: '_count' }), ['result']), '{{result}}'),
      ],
    }),
    engineResultWords,
  );

const engineTime = () =>
  course({
    title: 'Waktu jawab mesin alur kerja, p95',
    description: 'Waktu sampai Temporal menjawab, menurut panggilan, atas satu jam.',
    unit: 's',
    targets: [rangeOf(quantile(metrics.engineCall, { q: 0.95, window: '1h', by: ['call'] }), '{{call}}')],
  });

const moves = () =>
  worded(
    bars({
      title: 'Langkah dicatat per jam',
      description: 'Percobaan mencatat langkah kunjungan, pengulangan ikut dihitung, menurut hasilnya.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.moves, '1h'), ['result']), '{{result}}')],
    }),
    moveResultWords,
  );

const moveTrouble = () =>
  ranking({
    title: 'Langkah yang diulang atau gagal',
    description: 'Percobaan yang tidak langsung tercatat pada rentang ini, menurut langkah.',
    decimals: 0,
    targets: [
      instantOf(
        `topk(10, ${total(
          grown(metrics.moves, '$__range', { where: { result: isOneOf(['repeated', 'failed']) } }),
          ['move'],
        )})`,
        '{{move}}',
      ),
    ],
  });

const deliveries = () =>
  worded(
    bars({
      title: 'Pemberitahuan keluar per jam',
      description: 'Percobaan memberi tahu pihak luar tentang janji yang lewat batas, menurut hasilnya.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.escalationDeliveries, '1h'), ['result']), '{{result}}')],
    }),
    deliveryResultWords,
  );

const mended = () =>
  worded(
    bars({
      title: 'Kunjungan disamakan dengan mesin',
      description:
        'Kunjungan yang basis data dan mesin alur kerjanya tidak sepakat lalu disamakan kembali, per jam. Lebih dari 0 hanya sesudah salah satunya kehilangan data.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.visitsMended, '1h'), ['result']), '{{result}}')],
    }),
    mendResultWords,
  );

const unmatched = () =>
  worded(
    ranking({
      title: 'Kunjungan yang berbeda dari mesin',
      description:
        'Kunjungan yang saat ini tidak sama dalam basis data dan mesin alur kerja, menurut bedanya; sistem menyamakannya sendiri, lebih dari semenit berarti macet.',
      decimals: 0,
      targets: [instantOf(`max by (fault) (${now(metrics.visitsUnmatched)})`, '{{fault}}')],
    }),
    faultWords,
  ).thresholds(steps([[1, 'red']]));

const compared = () =>
  stat({
    title: 'Umur pembandingan dengan mesin',
    description:
      'Sejak kapan kunjungan terbuka terakhir dibandingkan dengan mesin alur kerja; wajar di bawah 30 detik.',
    unit: 's',
    height: 8,
    decimals: 0,
    targets: [instantOf(`time() - max(${now(metrics.storesCompared)})`)],
  }).thresholds(
    steps([
      [30, 'orange'],
      [120, 'red'],
    ]),
  );

/** How the engine answers, what is recorded and what goes outside. */
export const engineRow: Row = [
  'Mesin alur kerja',
  [engineCalls, engineTime, moves, moveTrouble, deliveries, mended, unmatched, compared],
];
