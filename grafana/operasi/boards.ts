import { metrics } from '../../domain/metrics.ts';
import { course, stat, type Row } from '../panels.ts';
import { edge, grown, now, quantile, share, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';

const callToBoard = () =>
  course({
    title: 'Panggilan sampai papan',
    description: 'Dari panggilan tercatat sampai terlihat di papan: p50 dan p95, atas satu jam.',
    unit: 's',
    targets: [0.5, 0.95].map((q) =>
      rangeOf(quantile(metrics.callToBoard, { q, window: '1h' }), `p${q * 100}`),
    ),
  });

const calledInASecond = () =>
  stat({
    title: 'Terlihat dalam 1 detik',
    description: 'Bagian panggilan yang terlihat di papan paling lambat satu detik, pada rentang ini.',
    unit: 'percentunit',
    width: 4,
    height: 8,
    decimals: 1,
    targets: [
      instantOf(
        share(
          total(grown(metrics.callToBoard, '$__range', { where: { le: edge(1) }, part: '_bucket' })),
          total(grown(metrics.callToBoard, '$__range', { part: '_count' })),
        ),
      ),
    ],
  });

const boards = () =>
  course({
    title: 'Papan tersambung dan tertinggal',
    description: 'Papan yang tersambung, dan yang selama 5 detik menampilkan keadaan lama.',
    width: 8,
    decimals: 0,
    targets: [
      rangeOf(total(now(metrics.boardsConnected)), 'Tersambung'),
      rangeOf(total(now(metrics.boardsBehind)), 'Tertinggal'),
    ],
  });

/** How soon a call is on the boards. */
export const boardsRow: Row = ['Papan', [callToBoard, calledInASecond, boards]];
