import { metrics } from '../../domain/metrics.ts';
import { ranking, stat, steps, type Row } from '../panels.ts';
import { now } from '../promql.ts';
import { instantOf } from '../sources.ts';

const stale = () =>
  ranking({
    title: 'Umur koleksi dari WebAPI',
    description:
      'Sejak kapan koleksi tiap kantor tidak lagi diimpor dari WebAPI dengan baik; kantor tanpa impor tidak tampak.',
    unit: 's',
    decimals: 0,
    targets: [instantOf(`time() - (max by (office) (${now(metrics.importedAt)}) > 0)`, '{{office}}')],
  }).thresholds(
    steps([
      [129_600, 'orange'],
      [259_200, 'red'],
    ]),
  );

const isOn = () =>
  stat({
    title: 'Impor koleksi',
    description: '1 bila koleksi diimpor dari WebAPI setiap malam, 0 bila tidak diatur.',
    unit: 'none',
    height: 8,
    decimals: 0,
    targets: [instantOf(`max(${now(metrics.importsOn)})`)],
  });

/** What became of imports of collections. */
export const collectionRow: Row = ['Koleksi', [stale, isOn]];
