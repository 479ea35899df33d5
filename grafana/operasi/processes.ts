import { metrics } from '../../domain/metrics.ts';
import { outside } from '../outside.ts';
import { course, stat, type Row } from '../panels.ts';
import { now, total } from '../promql.ts';
import { instantOf, rangeOf } from '../sources.ts';
import { ofApi, ours, window } from './machines.ts';

const pools = () =>
  course({
    title: 'Sambungan basis data',
    description: 'Sambungan yang dipakai dan menganggur, dan permintaan yang menunggu sambungan.',
    width: 8,
    decimals: 0,
    targets: [rangeOf(total(now(metrics.poolConnections), ['state']), '{{state}}')],
  });

const eventLoop = () =>
  course({
    title: 'Kelambatan event loop, p99',
    description: 'Berapa lama proses Node terlambat menangani kejadian; wajar di bawah 0,1 detik.',
    unit: 's',
    width: 8,
    targets: [
      rangeOf(`max by (job, instance) (${outside.eventLoopLag}{job${ours}})`, '{{job}} {{instance}}'),
    ],
  });

const memory = () =>
  course({
    title: 'Memori',
    description: 'Memori yang dipakai tiap proses seluruhnya, dan oleh objek JavaScript.',
    unit: 'bytes',
    width: 8,
    targets: [
      rangeOf(`max by (job, instance) (${outside.memory}{job${ours}})`, '{{job}} {{instance}}'),
      rangeOf(`max by (job, instance) (${outside.heapUsed}{job${ours}})`, '{{job}} {{instance}} objek'),
    ],
  });

const cpu = () =>
  course({
    title: 'Prosesor',
    description: 'Bagian satu inti prosesor yang dipakai tiap proses.',
    unit: 'percentunit',
    width: 8,
    targets: [
      rangeOf(`max by (job, instance) (rate(${outside.cpu}{job${ours}}[${window}]))`, '{{job}} {{instance}}'),
    ],
  });

const scrapes = () =>
  course({
    title: 'Pembacaan Prometheus yang berhasil',
    description: 'Bagian pembacaan /metrics api yang berhasil dalam 15 menit.',
    unit: 'percentunit',
    width: 8,
    targets: [rangeOf(`min by (instance) (avg_over_time(${outside.up}{job${ofApi}}[15m]))`, '{{instance}}')],
  });

const build = () =>
  stat({
    title: 'Versi',
    description: 'Versi yang berjalan, dan banyaknya proses pada versi itu.',
    width: 4,
    height: 8,
    targets: [instantOf(`count by (version) (${now(metrics.buildInfo)})`, '{{version}}')],
  });

const uptime = () =>
  stat({
    title: 'Berjalan sejak',
    description: 'Lama proses berjalan sejak terakhir dimulai; yang paling baru untuk tiap tugas.',
    unit: 's',
    width: 4,
    height: 8,
    targets: [instantOf(`time() - max by (job) (${outside.startTime}{job${ours}})`, '{{job}}')],
  });

/** What the processes use. */
export const processesRow: Row = ['Proses', [pools, eventLoop, memory, cpu, scrapes, build, uptime]];
