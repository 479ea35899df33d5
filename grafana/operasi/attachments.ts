import { metrics } from '../../domain/metrics.ts';
import { ranking, steps, worded, type Row } from '../panels.ts';
import { now } from '../promql.ts';
import { instantOf } from '../sources.ts';
import { attachmentRoomWords } from '../words.ts';

const rooms = () =>
  worded(
    ranking({
      title: 'Ruang lampiran yang terpakai',
      description:
        'Bagian ruang lampiran pengaduan yang terpakai: dari seluruhnya, dari yang boleh diisi pelapor, dan dari yang belum diverifikasi pada kantor yang paling penuh. Bila penuh, lampiran baru ditolak.',
      unit: 'percentunit',
      decimals: 0,
      targets: [
        instantOf(
          `max by (room) (${now(metrics.attachmentBytes)}) / max by (room) (${now(metrics.attachmentMostBytes)})`,
          '{{room}}',
        ),
      ],
    }),
    attachmentRoomWords,
  ).thresholds(
    steps([
      [0.5, 'orange'],
      [0.8, 'red'],
    ]),
  );

/** Files that are attached to complaints. */
export const attachmentRow: Row = ['Lampiran pengaduan', [rooms]];
