import { metrics } from '../../domain/metrics.ts';
import { bars, stat, steps, worded, type Row } from '../panels.ts';
import { grown, now, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';
import { softcopyResultWords } from '../words.ts';

const softcopyTries = () =>
  worded(
    bars({
      title: 'Pembuatan softcopy per jam',
      description:
        'Salinan bertanda air yang dibuat, menurut hasilnya. Yang gagal dicoba lagi, sampai tiga kali.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.softcopyTries, '1h'), ['result']), '{{result}}')],
    }),
    softcopyResultWords,
  );

const waiting = () =>
  stat({
    title: 'Permintaan softcopy yang menunggu',
    description: 'Permintaan softcopy yang menunggu giliran atau sedang disiapkan.',
    height: 8,
    decimals: 0,
    targets: [instantOf(`max(${now(metrics.softcopiesWaiting)})`)],
  });

const oldest = () =>
  stat({
    title: 'Umur permintaan softcopy tertua',
    description: 'Sejak kapan softcopy yang paling lama ditunggu diminta; kosong bila tidak ada.',
    unit: 's',
    height: 8,
    decimals: 0,
    targets: [instantOf(`time() - max(${now(metrics.softcopyOldestWaiting)} > 0)`)],
  }).thresholds(
    steps([
      [60, 'orange'],
      [600, 'red'],
    ]),
  );

const room = () =>
  stat({
    title: 'Ruang salinan yang terpakai',
    description:
      'Bagian ruang semua salinan yang sedang dapat diunduh atau menunggu. Bila penuh, permintaan baru ditolak sampai ada yang lewat waktunya.',
    unit: 'percentunit',
    height: 8,
    decimals: 0,
    targets: [instantOf(`max(${now(metrics.softcopyBytes)}) / max(${now(metrics.softcopyMostBytes)})`)],
  }).thresholds(
    steps([
      [0.5, 'orange'],
      [0.8, 'red'],
    ]),
  );

/** Copies of publications. */
export const softcopyRow: Row = ['Softcopy', [softcopyTries, waiting, oldest, room]];
