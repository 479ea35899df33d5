import { metrics } from '../../domain/metrics.ts';
import { bars, ranking, worded, type Row } from '../panels.ts';
import { grown, total } from '../promql.ts';
import { chosen, instantOf, range, rangeOf } from '../sources.ts';
import { libraryUseWords } from '../words.ts';

const usesInRange = () =>
  worded(
    ranking({
      title: 'Pemanfaatan pustaka',
      description:
        'Pencarian koleksi, yang tanpa hasil di antaranya, pendaftaran, softcopy yang diambil, dan pustaka yang dibaca di tempat (hari yang sudah berakhir) pada rentang ini; tanpa data orang.',
      decimals: 0,
      targets: [instantOf(total(grown(metrics.libraryUses, range, { where: chosen }), ['use']), '{{use}}')],
    }),
    libraryUseWords,
  );

const usesByHour = () =>
  worded(
    bars({
      title: 'Pemanfaatan pustaka per jam',
      description:
        'Pencarian, pendaftaran, dan softcopy dalam satu jam sebelum tiap batang; yang dibaca di tempat dihitung setelah hari berakhir.',
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.libraryUses, '1h', { where: chosen }), ['use']), '{{use}}')],
    }),
    libraryUseWords,
  );

/** What people do with the collection. */
export const libraryRow: Row = ['Pustaka', [usesInRange, usesByHour]];
