import { outside } from '../outside.ts';
import { bars, course, type Row } from '../panels.ts';
import { rangeOf } from '../sources.ts';
import { ofWorker, orNone } from './machines.ts';

const taskWait = () =>
  course({
    title: 'Antrean tugas mesin, p99',
    description: 'Berapa lama tugas menunggu sebelum diambil pekerja; wajar di bawah 0,2 detik.',
    unit: 's',
    width: 8,
    targets: [outside.taskWait, outside.activityWait].map((name, index) =>
      rangeOf(
        `histogram_quantile(0.99, sum by (le) (increase(${name}_bucket{job${ofWorker}}[1h]))) and on () sum(increase(${name}_count{job${ofWorker}}[1h])) > 0`,
        index === 0 ? 'Alur kerja' : 'Aktivitas',
      ),
    ),
  });

const failure = (name: string, by: string) =>
  orNone(`sum by (${by}) (increase(${name}{job${ofWorker}}[1h]))`);

const temporalFailures = () =>
  bars({
    title: 'Kegagalan pekerja per jam',
    description:
      'Permintaan ke Temporal, tugas alur kerja dan aktivitas yang gagal; NonDeterminismError harus 0.',
    width: 8,
    decimals: 0,
    window: '1h',
    targets: [
      rangeOf(failure(outside.requestFailures, 'operation'), 'Permintaan {{operation}}'),
      rangeOf(failure(outside.longRequestFailures, 'operation'), 'Permintaan panjang {{operation}}'),
      rangeOf(failure(outside.taskFailures, 'failure_reason'), 'Alur kerja {{failure_reason}}'),
      rangeOf(failure(outside.activityFailures, 'activity_type'), 'Aktivitas {{activity_type}}'),
      rangeOf(
        failure(outside.localActivityFailures, 'activity_type'),
        'Aktivitas {{activity_type}} dalam tugas alur kerja',
      ),
    ],
  });

const slots = () =>
  course({
    title: 'Tempat tugas yang bebas',
    description: 'Tugas yang masih dapat diambil pekerja, menurut jenisnya; 0 berarti pekerja penuh.',
    width: 8,
    decimals: 0,
    targets: [
      rangeOf(
        `min by (worker_type) (${outside.slotsAvailable}{job${ofWorker},task_queue!~".*-outside"})`,
        '{{worker_type}}',
      ),
    ],
  });

const pollers = () =>
  course({
    title: 'Pengambil tugas',
    description: 'Sambungan pekerja yang menunggu tugas. Tetap ada saat mesin mati, jadi bukan tanda hidup.',
    width: 8,
    decimals: 0,
    targets: [rangeOf(`sum by (poller_type) (${outside.pollers}{job${ofWorker}})`, '{{poller_type}}')],
  });

const evictions = () =>
  bars({
    title: 'Alur kerja keluar dari ingatan per jam',
    description: 'Kunjungan yang harus diputar ulang karena ingatan pekerja penuh.',
    width: 8,
    decimals: 0,
    window: '1h',
    targets: [rangeOf(orNone(`sum(increase(${outside.evictions}{job${ofWorker}}[1h]))`), 'Keluar')],
  });

/** The workers as Temporal's client counts them. */
export const temporalRow: Row = ['Pekerja Temporal', [taskWait, temporalFailures, slots, pollers, evictions]];
