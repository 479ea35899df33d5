import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { jobs, metrics } from '../domain/metrics.ts';
import { outside } from './outside.ts';
import { atLeast, bars, course, ranking, stat, steps, words, worded } from './panels.ts';
import { edge, grown, is, isOneOf, now, quantile, series, share, total } from './promql.ts';
import { instantOf, rangeOf } from './sources.ts';
import { deliveryResultWords, engineResultWords, moveResultWords, syntheticResultWords } from './words.ts';

const window = '5m';
const ours = isOneOf([jobs.api, jobs.worker]);
const ofApi = is(jobs.api);
const ofWorker = is(jobs.worker);

/** A counter that starts at its first failure stands for 0 until then. */
const orNone = (expression: string): string => `${expression} or vector(0)`;

// Parts -------------------------------------------------------------------------------------------------

const processes = () =>
  stat({
    title: 'Proses',
    description: 'Proses yang terbaca oleh Prometheus, menurut tugasnya.',
    unit: 'none',
    width: 6,
    targets: [instantOf(`min by (job) (${outside.up}{job${ours}})`, { legend: '{{job}}' })],
  }).mappings(words('Hidup', 'Mati'));

const parts = () =>
  stat({
    title: 'Bagian',
    description: 'Bagian yang terjangkau dari semua proses api, seperti dilaporkan /readyz.',
    unit: 'none',
    width: 9,
    targets: [instantOf(`min by (part) (${now(metrics.partUp)})`, { legend: '{{part}}' })],
  }).mappings(words('Terjangkau', 'Putus'));

const storeFreshness = () =>
  stat({
    title: 'Umur angka dari basis data',
    description:
      'Sejak kapan angka layanan terakhir dibaca, dari proses yang paling tertinggal; wajar di bawah 30 detik.',
    unit: 's',
    width: 5,
    decimals: 0,
    targets: [instantOf(`time() - min(${now(metrics.storeLastSuccess)})`)],
  }).thresholds(
    steps([
      [30, 'orange'],
      [120, 'red'],
    ]),
  );

const storeUp = () =>
  stat({
    title: 'Angka layanan',
    description: 'Apakah angka layanan pada semua proses api berasal dari pembacaan terakhir.',
    unit: 'none',
    width: 4,
    targets: [instantOf(`min(${now(metrics.storeUp)})`)],
  }).mappings(words('Mutakhir', 'Usang'));

const invariants = () =>
  ranking({
    title: 'Aturan yang dilanggar',
    description: 'Baris basis data yang melanggar aturan yang selalu harus berlaku; harus 0 semua.',
    unit: 'none',
    width: 12,
    decimals: 0,
    targets: [
      instantOf(`max by (invariant) (${now(metrics.invariantViolations)})`, { legend: '{{invariant}}' }),
    ],
  }).thresholds(steps([[1, 'red']]));

const probe = () =>
  worded(
    bars({
      title: 'Kunjungan uji per jam',
      description:
        'Kunjungan lengkap yang dijalankan sendiri di kantor uji, dari nomor sampai papan, menurut hasilnya.',
      unit: 'none',
      width: 8,
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.synthetic, '1h'), ['result']), { legend: '{{result}}' })],
    }),
    syntheticResultWords,
  );

const probeShare = () =>
  stat({
    title: 'Kunjungan uji berhasil',
    description: 'Bagian kunjungan uji yang berhasil pada rentang ini; sasaran 99 %.',
    unit: 'percentunit',
    width: 4,
    height: 8,
    decimals: 1,
    targets: [
      instantOf(
        share(
          total(grown(metrics.synthetic, '$__range', { where: { result: is('ok') } })),
          total(grown(metrics.synthetic, '$__range')),
        ),
      ),
    ],
  }).thresholds(atLeast(0.99));

const build = () =>
  stat({
    title: 'Versi',
    description: 'Versi yang berjalan, dan banyaknya proses pada versi itu.',
    unit: 'none',
    width: 4,
    height: 8,
    targets: [instantOf(`count by (version) (${now(metrics.buildInfo)})`, { legend: '{{version}}' })],
  });

const uptime = () =>
  stat({
    title: 'Berjalan sejak',
    description: 'Lama proses berjalan sejak terakhir dimulai; yang paling baru untuk tiap tugas.',
    unit: 's',
    width: 4,
    height: 8,
    targets: [instantOf(`time() - max by (job) (${outside.startTime}{job${ours}})`, { legend: '{{job}}' })],
  });

// Requests ----------------------------------------------------------------------------------------------

/** Requests of a process are counted per second: they come by the hundred, other than visits. */
const requestRate = () =>
  course({
    title: 'Permintaan per detik',
    description: 'Permintaan HTTP yang dijawab per detik, menurut status.',
    unit: 'reqps',
    width: 12,
    targets: [
      rangeOf(total(`rate(${series(metrics.httpDuration, { part: '_count' })}[${window}])`, ['code']), {
        legend: '{{code}}',
      }),
    ],
  });

const requestTime = () =>
  course({
    title: 'Waktu jawab',
    description: 'Waktu sampai permintaan HTTP dijawab: p50, p95 dan p99 dari semua proses bersama.',
    unit: 's',
    width: 12,
    targets: [0.5, 0.95, 0.99].map((q, index) =>
      rangeOf(quantile(metrics.httpDuration, { q, window }), {
        legend: `p${q * 100}`,
        refId: 'ABC'.charAt(index),
      }),
    ),
  });

const slowRoutes = () =>
  ranking({
    title: 'Alamat paling lambat, p95',
    description: 'Sepuluh alamat dengan waktu jawab p95 terlama pada rentang ini.',
    unit: 's',
    width: 12,
    targets: [
      instantOf(
        `topk(10, ${quantile(metrics.httpDuration, { q: 0.95, window: '$__range', by: ['method', 'route'] })})`,
        { legend: '{{method}} {{route}}' },
      ),
    ],
  });

const requestErrors = () =>
  bars({
    title: 'Jawaban 5xx per jam',
    description:
      'Permintaan yang gagal karena layanan, per jam dan menurut alamat; 503 berarti dapat diulang.',
    unit: 'none',
    width: 12,
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
        { legend: '{{code}} {{route}}' },
      ),
    ],
  });

// Engine ------------------------------------------------------------------------------------------------

const engineCalls = () =>
  worded(
    bars({
      title: 'Panggilan ke mesin alur kerja per jam',
      description: 'Panggilan api ke Temporal menurut hasilnya; ditolak juga berarti mesin menjawab.',
      unit: 'none',
      width: 12,
      decimals: 0,
      window: '1h',
      targets: [
        rangeOf(total(grown(metrics.engineCall, '1h', { part: '_count' }), ['result']), {
          legend: '{{result}}',
        }),
      ],
    }),
    engineResultWords,
  );

const engineTime = () =>
  course({
    title: 'Waktu jawab mesin alur kerja, p95',
    description: 'Waktu sampai Temporal menjawab, menurut panggilan, atas satu jam.',
    unit: 's',
    width: 12,
    targets: [
      rangeOf(quantile(metrics.engineCall, { q: 0.95, window: '1h', by: ['call'] }), {
        legend: '{{call}}',
      }),
    ],
  });

const moves = () =>
  worded(
    bars({
      title: 'Langkah dicatat per jam',
      description: 'Percobaan mencatat langkah kunjungan, pengulangan ikut dihitung, menurut hasilnya.',
      unit: 'none',
      width: 12,
      decimals: 0,
      window: '1h',
      targets: [rangeOf(total(grown(metrics.moves, '1h'), ['result']), { legend: '{{result}}' })],
    }),
    moveResultWords,
  );

const moveTrouble = () =>
  ranking({
    title: 'Langkah yang diulang atau gagal',
    description: 'Percobaan yang tidak langsung tercatat pada rentang ini, menurut langkah.',
    unit: 'none',
    width: 12,
    decimals: 0,
    targets: [
      instantOf(
        `topk(10, ${total(
          grown(metrics.moves, '$__range', { where: { result: isOneOf(['repeated', 'failed']) } }),
          ['move'],
        )})`,
        { legend: '{{move}}' },
      ),
    ],
  });

const deliveries = () =>
  worded(
    bars({
      title: 'Pemberitahuan keluar per jam',
      description: 'Percobaan memberi tahu pihak luar tentang janji yang lewat batas, menurut hasilnya.',
      unit: 'none',
      width: 12,
      decimals: 0,
      window: '1h',
      targets: [
        rangeOf(total(grown(metrics.escalationDeliveries, '1h'), ['result']), { legend: '{{result}}' }),
      ],
    }),
    deliveryResultWords,
  );

// Boards ------------------------------------------------------------------------------------------------

const callToBoard = () =>
  course({
    title: 'Panggilan sampai papan',
    description: 'Dari panggilan tercatat sampai terlihat di papan: p50 dan p95, atas satu jam.',
    unit: 's',
    width: 12,
    targets: [0.5, 0.95].map((q, index) =>
      rangeOf(quantile(metrics.callToBoard, { q, window: '1h' }), {
        legend: `p${q * 100}`,
        refId: 'AB'.charAt(index),
      }),
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
    unit: 'none',
    width: 8,
    decimals: 0,
    targets: [
      rangeOf(total(now(metrics.boardsConnected)), { legend: 'Tersambung', refId: 'A' }),
      rangeOf(total(now(metrics.boardsBehind)), { legend: 'Tertinggal', refId: 'B' }),
    ],
  });

// Processes -----------------------------------------------------------------------------------------------

const pools = () =>
  course({
    title: 'Sambungan basis data',
    description: 'Sambungan yang dipakai dan menganggur, dan permintaan yang menunggu sambungan.',
    unit: 'none',
    width: 8,
    decimals: 0,
    targets: [rangeOf(total(now(metrics.poolConnections), ['state']), { legend: '{{state}}' })],
  });

const eventLoop = () =>
  course({
    title: 'Kelambatan event loop, p99',
    description: 'Berapa lama proses Node terlambat menangani kejadian; wajar di bawah 0,1 detik.',
    unit: 's',
    width: 8,
    targets: [
      rangeOf(`max by (job, instance) (${outside.eventLoopLag}{job${ours}})`, {
        legend: '{{job}} {{instance}}',
      }),
    ],
  });

const memory = () =>
  course({
    title: 'Memori',
    description: 'Memori yang dipakai tiap proses seluruhnya, dan oleh objek JavaScript.',
    unit: 'bytes',
    width: 8,
    targets: [
      rangeOf(`max by (job, instance) (${outside.memory}{job${ours}})`, {
        legend: '{{job}} {{instance}}',
        refId: 'A',
      }),
      rangeOf(`max by (job, instance) (${outside.heapUsed}{job${ours}})`, {
        legend: '{{job}} {{instance}} objek',
        refId: 'B',
      }),
    ],
  });

const cpu = () =>
  course({
    title: 'Prosesor',
    description: 'Bagian satu inti prosesor yang dipakai tiap proses.',
    unit: 'percentunit',
    width: 8,
    targets: [
      rangeOf(`max by (job, instance) (rate(${outside.cpu}{job${ours}}[${window}]))`, {
        legend: '{{job}} {{instance}}',
      }),
    ],
  });

// Temporal ------------------------------------------------------------------------------------------------

const taskWait = () =>
  course({
    title: 'Antrean tugas mesin, p99',
    description: 'Berapa lama tugas menunggu sebelum diambil pekerja; wajar di bawah 0,2 detik.',
    unit: 's',
    width: 8,
    targets: [outside.taskWait, outside.activityWait].map((name, index) =>
      rangeOf(
        `histogram_quantile(0.99, sum by (le) (increase(${name}_bucket{job${ofWorker}}[1h]))) and on () sum(increase(${name}_count{job${ofWorker}}[1h])) > 0`,
        { legend: index === 0 ? 'Alur kerja' : 'Aktivitas', refId: 'AB'.charAt(index) },
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
    unit: 'none',
    width: 8,
    decimals: 0,
    window: '1h',
    targets: [
      rangeOf(failure(outside.requestFailures, 'operation'), {
        legend: 'Permintaan {{operation}}',
        refId: 'A',
      }),
      rangeOf(failure(outside.longRequestFailures, 'operation'), {
        legend: 'Permintaan panjang {{operation}}',
        refId: 'B',
      }),
      rangeOf(failure(outside.taskFailures, 'failure_reason'), {
        legend: 'Alur kerja {{failure_reason}}',
        refId: 'C',
      }),
      rangeOf(failure(outside.activityFailures, 'activity_type'), {
        legend: 'Aktivitas {{activity_type}}',
        refId: 'D',
      }),
    ],
  });

const slots = () =>
  course({
    title: 'Tempat tugas yang bebas',
    description: 'Tugas yang masih dapat diambil pekerja, menurut jenisnya; 0 berarti pekerja penuh.',
    unit: 'none',
    width: 8,
    decimals: 0,
    targets: [
      rangeOf(`min by (worker_type) (${outside.slotsAvailable}{job${ofWorker},task_queue!~".*-outside"})`, {
        legend: '{{worker_type}}',
      }),
    ],
  });

const pollers = () =>
  course({
    title: 'Pengambil tugas',
    description: 'Sambungan pekerja yang menunggu tugas. Tetap ada saat mesin mati, jadi bukan tanda hidup.',
    unit: 'none',
    width: 8,
    decimals: 0,
    targets: [
      rangeOf(`sum by (poller_type) (${outside.pollers}{job${ofWorker}})`, { legend: '{{poller_type}}' }),
    ],
  });

const evictions = () =>
  bars({
    title: 'Alur kerja keluar dari ingatan per jam',
    description: 'Kunjungan yang harus diputar ulang karena ingatan pekerja penuh.',
    unit: 'none',
    width: 8,
    decimals: 0,
    window: '1h',
    targets: [
      rangeOf(orNone(`sum(increase(${outside.evictions}{job${ofWorker}}[1h]))`), { legend: 'Keluar' }),
    ],
  });

const scrapes = () =>
  course({
    title: 'Pembacaan Prometheus yang berhasil',
    description: 'Bagian pembacaan /metrics api yang berhasil dalam 15 menit.',
    unit: 'percentunit',
    width: 8,
    targets: [
      rangeOf(`min by (instance) (avg_over_time(${outside.up}{job${ofApi}}[15m]))`, {
        legend: '{{instance}}',
      }),
    ],
  });

/** The machinery, for whoever keeps it running. */
export const operasi = {
  uid: 'kunjung-operasi',
  title: 'Kunjung · Operasi',
  description:
    'Keadaan proses, basis data, mesin alur kerja, papan, dan kunjungan uji untuk pengelola sistem.',
  since: 'now-6h',
  refresh: '30s',
  rows: [
    ['Bagian', [processes, parts, storeFreshness, storeUp, invariants, probe, probeShare]],
    ['Permintaan', [requestRate, requestTime, slowRoutes, requestErrors]],
    ['Mesin alur kerja', [engineCalls, engineTime, moves, moveTrouble, deliveries]],
    ['Papan', [callToBoard, calledInASecond, boards]],
    ['Proses', [pools, eventLoop, memory, cpu, scrapes, build, uptime]],
    ['Pekerja Temporal', [taskWait, temporalFailures, slots, pollers, evictions]],
  ] satisfies [string, (() => Builder<Panel>)[]][],
} as const;
