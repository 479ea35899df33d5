import { metrics } from '../../domain/metrics.ts';
import { bars, course, ranking, type Row } from '../panels.ts';
import { grown, quantile, series, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';
import { orNone, window } from './machines.ts';

/** Requests of a process are counted per second: they come by the hundred, other than visits. */
const requestRate = () =>
  course({
    title: 'Permintaan per detik',
    description: 'Permintaan HTTP yang dijawab per detik, menurut status.',
    unit: 'reqps',
    targets: [
      rangeOf(
        total(`rate(${series(metrics.httpDuration, { part: '_count' })}[${window}])`, ['code']),
        '{{code}}',
      ),
    ],
  });

const requestTime = () =>
  course({
    title: 'Waktu jawab',
    description: 'Waktu sampai permintaan HTTP dijawab: p50, p95 dan p99 dari semua proses bersama.',
    unit: 's',
    targets: [0.5, 0.95, 0.99].map((q) =>
      rangeOf(quantile(metrics.httpDuration, { q, window }), `p${q * 100}`),
    ),
  });

const slowRoutes = () =>
  ranking({
    title: 'Alamat paling lambat, p95',
    description: 'Sepuluh alamat dengan waktu jawab p95 terlama pada rentang ini.',
    unit: 's',
    targets: [
      instantOf(
        `topk(10, ${quantile(metrics.httpDuration, { q: 0.95, window: '$__range', by: ['method', 'route'] })})`,
        '{{method}} {{route}}',
      ),
    ],
  });

const requestErrors = () =>
  bars({
    title: 'Jawaban 5xx per jam',
    description:
      'Permintaan yang gagal karena layanan, per jam dan menurut alamat; 503 berarti dapat diulang.',
    decimals: 0,
    window: '1h',
    targets: [
      rangeOf(
        orNone(
          total(grown(metrics.httpDuration, '1h', { where: { code: '=~"5.."' }, part: '_count' }), [
            'route',
            'code',
          ]),
        ),
        '{{code}} {{route}}',
      ),
    ],
  });

/** How requests are answered. */
export const requestsRow: Row = ['Permintaan', [requestRate, requestTime, slowRoutes, requestErrors]];
