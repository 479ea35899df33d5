import { metrics } from '../../domain/metrics.ts';
import { bars, ranking, stat, steps, worded, type Row } from '../panels.ts';
import { grown, is, now, total } from '../promql.ts';
import { chosen, instantOf, range, rangeOf } from '../sources.ts';
import { channelWords } from '../../domain/complaints/words.ts';
import { answerWords, dueWords, kindWords, stageWords } from '../words.ts';

const openByStage = () =>
  worded(
    ranking({
      title: 'Pengaduan yang belum selesai',
      description: 'Pengaduan yang belum ditutup, menurut tahapnya.',
      decimals: 0,
      targets: [instantOf(total(now(metrics.complaintsOpen, { where: chosen }), ['stage']), '{{stage}}')],
    }),
    stageWords,
  );

const overdue = () =>
  worded(
    ranking({
      title: 'Pengaduan terlambat',
      description: 'Pengaduan yang sesuatunya sudah lewat tenggat sekarang, menurut apa yang ditunggu.',
      decimals: 0,
      targets: [instantOf(total(now(metrics.complaintsOverdue, { where: chosen }), ['due']), '{{due}}')],
    }),
    dueWords,
  ).thresholds(steps([[1, 'red']]));

const receivedByDay = () =>
  worded(
    bars({
      title: 'Pengaduan masuk per hari',
      description: 'Pengaduan yang diterima dalam 24 jam sebelum tiap batang, menurut salurannya.',
      decimals: 0,
      window: '1d',
      targets: [
        rangeOf(
          total(grown(metrics.complaintsReceived, '1d', { where: chosen }), ['channel']),
          '{{channel}}',
        ),
      ],
    }),
    channelWords.id,
  );

const byKind = () =>
  worded(
    ranking({
      title: 'Pengaduan menurut jenis',
      description: 'Pengaduan yang diverifikasi pada rentang ini, menurut jenisnya.',
      decimals: 0,
      targets: [
        instantOf(total(grown(metrics.complaintsClassified, range, { where: chosen }), ['kind']), '{{kind}}'),
      ],
    }),
    kindWords,
  );

const answers = () =>
  stat({
    title: 'Jawaban pengaduan',
    description: 'Jawaban pada rentang ini: yang tepat waktu dan yang terlambat.',
    height: 8,
    decimals: 0,
    targets: (['in-time', 'late'] as const).map((result) =>
      instantOf(
        total(grown(metrics.complaintAnswers, range, { where: { ...chosen, result: is(result) } })),
        answerWords[result],
      ),
    ),
  }).overrideByQuery('B', [{ id: 'thresholds', value: steps([[1, 'red']]).build() }]);

/** Complaints: what waits, what is late, what came and how it was answered. */
export const complaintsRow: Row = ['Pengaduan', [openByStage, overdue, receivedByDay, byKind, answers]];
