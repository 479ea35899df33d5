import { metrics } from '../../domain/metrics.ts';
import { bars, ranking, stat, steps, worded, type Row } from '../panels.ts';
import { grown, now, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';
import { deliveryResultWords, mailFaultWords, mailStageWords } from '../words.ts';

const mailTries = () =>
  worded(
    bars({
      title: 'Percobaan mengirim surat per jam',
      description:
        'Percobaan mengirim surat elektronik menurut hasilnya. Yang gagal dicoba lagi, sampai sepuluh kali.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.mailTries, '1h'), ['result']), '{{result}}')],
    }),
    deliveryResultWords,
  );

const mails = () =>
  worded(
    ranking({
      title: 'Surat yang belum selesai',
      description: 'Surat elektronik yang menunggu dikirim, dan yang gagal selama masih dapat dikirim lagi.',
      decimals: 0,
      targets: [instantOf(`sum by (stage) (max by (kind, stage) (${now(metrics.mails)}))`, '{{stage}}')],
    }),
    mailStageWords,
  );

const dead = () =>
  worded(
    ranking({
      title: 'Surat yang gagal',
      description:
        'Surat yang tidak dicoba lagi, menurut sebabnya, selama masih dapat dikirim lagi di halaman admin.',
      decimals: 0,
      targets: [instantOf(`max by (fault) (${now(metrics.mailsDead)})`, '{{fault}}')],
    }),
    mailFaultWords,
  ).thresholds(steps([[1, 'orange']]));

const oldest = () =>
  stat({
    title: 'Umur surat tertua yang menunggu',
    description:
      'Sejak kapan surat yang paling lama menunggu belum diterima server surat; kosong bila tidak ada.',
    unit: 's',
    height: 8,
    decimals: 0,
    targets: [instantOf(`time() - max(${now(metrics.mailOldestQueued)} > 0)`)],
  }).thresholds(
    steps([
      [600, 'orange'],
      [3600, 'red'],
    ]),
  );

/** What became of mails. */
export const mailRow: Row = ['Surat', [mailTries, mails, dead, oldest]];
