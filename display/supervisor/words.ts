import { lateShareText } from '../../domain/supervision/late-budget.ts';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import { reportColumns, type Column } from '../../wire/report-tables.ts';
import type { SkmElement } from '../../domain/visitors/rating.ts';
import type { EscalationState } from '../../domain/supervision/escalation.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Pengawasan',
  desk: 'Meja layanan',
  settings: 'Pengaturan',
  noAccess: 'Halaman ini untuk supervisor.',
  asOf: (time: string) => `per pukul ${time}`,
  now: 'Sekarang',
  waiting: 'Menunggu dipanggil',
  longestWait: 'Tunggu terlama',
  nobody: 'tidak ada',
  idsHeld: 'ID dititip',
  boards: 'Papan',
  noBoards: 'belum ada',
  boardsUp: (up: number, all: number) => `${up} dari ${all} tersambung`,
  boardMissing: (name: string) => `Papan ${name} terputus`,
  closed: 'Layanan tutup',
  unserved: 'Menunggu dilayani, jam janji berjalan',
  nobodyUnserved: 'Tidak ada yang menunggu dilayani.',
  lost: (n: number) => `${n} kunjungan kehilangan isian saat basis data dipulihkan`,
  heldAfterClose: (n: number) => `${n} kartu identitas belum dikembalikan setelah tutup`,
  period: 'Periode',
  today: 'Hari ini',
  days: (n: number) => `${n} hari`,
  from: 'Dari',
  to: 'Sampai',
  show: 'Tampilkan',
  badPeriod: 'Tanggal awal harus sebelum tanggal akhir.',
  promise: 'Janji lima menit',
  promiseToday: 'Janji lima menit, hari ini',
  onTime: (met: number, n: number, share: string) => `${met} dari ${n} tepat waktu (${share})`,
  noneJudged: 'Belum ada kunjungan yang dinilai.',
  budget: (late: number, n: number, allowed: number) =>
    `${late} dari ${n} terlambat; batas ${lateShareText}${allowed === 0 ? '' : ` (${allowed} kunjungan)`}.`,
  warned: (warned: number, saved: number) =>
    warned === 0
      ? 'Tidak ada kunjungan yang sampai ke peringatan.'
      : `${warned} kunjungan diperingatkan, ${saved} di antaranya masih dilayani tepat waktu.`,
  answeredFor: (raised: number, answered: number, median: string | null) =>
    raised === 0
      ? ''
      : `${raised} diteruskan ke supervisor, ${answered} ditanggapi${median === null ? '' : ` (median setelah ${median})`}.`,
  escalationState: {
    waiting: 'Menunggu tanggapan',
    acknowledged: 'Ditanggapi, masih menunggu',
    served: 'Dilayani',
    ended: 'Berakhir tanpa dilayani',
    withdrawn: 'Ditarik: tepat waktu',
  } satisfies Record<EscalationState, string>,
  alarm: {
    title: 'Lewat batas lima menit',
    waiting: (n: number) => `${n} pengunjung lewat batas dan belum ditanggapi`,
    answered: 'Lewat batas, sudah ditanggapi',
    said: (labels: string) => `Lewat batas: ${labels}`,
    late: (waited: string, over: string) => `Menunggu ${waited}, lewat ${over}`,
    noCounter: 'Belum ada loket',
    told: (times: number) => `diberitahukan ${times} kali`,
    acknowledge: 'Tanggapi',
    by: (name: string, time: string) => `Ditanggapi ${name}, ${time}`,
  },
  running: (n: number) => `${n} masih berjalan`,
  noneExcluded: 'tidak ada',
  corrected: 'Hasil yang berubah setelah koreksi (hasil pertama tetap dihitung)',
  noneCorrected: 'Tidak ada koreksi yang mengubah hasil.',
  report: {
    days: 'Per hari',
    hours: 'Beban per jam',
    breaches: 'Melewati batas',
    escalations: 'Peringatan dan eskalasi',
    outcomes: 'Hasil kunjungan',
    waits: 'Waktu tunggu',
    steps: 'Lama tiap tahap',
    ratings: 'Penilaian',
    skm: 'Survei Kepuasan Masyarakat',
    held: 'ID dititip sekarang',
  } satisfies Record<ReportName, string>,
  reportHint: {
    steps: 'Tanpa kunjungan yang ditutup sistem; langkah yang masih dapat diurungkan belum dihitung.',
    hours: 'Menurut jam nomor diambil, waktu kantor.',
    ratings: 'Penilaian hari ini masih dapat berubah sampai hari berakhir.',
  } as Partial<Record<ReportName, string>>,
  outcome: { open: 'Masih berjalan', 'on-paper': 'Dicatat dari kertas' },
  wait: { queue: 'Nomor diambil sampai dipanggil', service: 'Buku tamu sampai dilayani' },
  element: {
    persyaratan: 'Persyaratan',
    prosedur: 'Sistem, Mekanisme, dan Prosedur',
    waktu: 'Waktu Penyelesaian',
    biaya: 'Biaya/Tarif',
    produk: 'Produk Spesifikasi Jenis Pelayanan',
    kompetensi: 'Kompetensi Pelaksana',
    perilaku: 'Perilaku Pelaksana',
    sarana: 'Sarana dan Prasarana',
    pengaduan: 'Penanganan Pengaduan, Saran dan Masukan',
  } satisfies Record<SkmElement, string>,
  verdictBefore: 'Hasil pertama',
  verdictAfter: 'Setelah koreksi',
  none: 'Tidak ada.',
  download: 'Unduh CSV',
  chart: {
    days: (rows, peak, most) =>
      `Nomor diambil dan keterlambatan per hari, ${rows} hari; terbanyak ${most} pada ${peak}.`,
    hours: (rows, peak, most) =>
      `Nomor diambil dan keterlambatan per jam, ${rows} jam; terbanyak ${most} pada pukul ${peak}.`,
  } satisfies Record<'days' | 'hours', (rows: number, peak: string, most: number) => string>,
  mean: (mean: string, n: number) => `Rata-rata ${mean} dari 5 (n = ${n})`,
  skm: (index: string, grade: string | null, n: number) =>
    grade === null
      ? `IKM ${index}. Responden belum cukup (n = ${n})`
      : `IKM ${index}, mutu ${grade} (n = ${n})`,
  skmMissing: (n: number) => `Responden belum cukup (n = ${n})`,
};

const en: typeof id = {
  title: 'Supervision',
  desk: 'Service desk',
  settings: 'Settings',
  noAccess: 'This page is for supervisors.',
  asOf: (time) => `as of ${time}`,
  now: 'Now',
  waiting: 'Waiting to be called',
  longestWait: 'Longest wait',
  nobody: 'nobody waiting',
  idsHeld: 'IDs held',
  boards: 'Boards',
  noBoards: 'none yet',
  boardsUp: (up, all) => `${up} of ${all} connected`,
  boardMissing: (name) => `Board ${name} is disconnected`,
  closed: 'Closed',
  unserved: 'Waiting for service, the clock of the promise runs',
  nobodyUnserved: 'Nobody waits for service.',
  lost: (n) => `${n} visits lost something when the database was restored`,
  heldAfterClose: (n) => `${n} ID cards not returned after closing`,
  period: 'Period',
  today: 'Today',
  days: (n) => `${n} days`,
  from: 'From',
  to: 'To',
  show: 'Show',
  badPeriod: 'The first day must come before the last one.',
  promise: 'The five-minute promise',
  promiseToday: 'The promise today',
  onTime: (met, n, share) => `${met} of ${n} on time (${share})`,
  noneJudged: 'No visit has been judged yet.',
  budget: (late, n, allowed) =>
    `${late} of ${n} late; the limit is ${lateShareText}${allowed === 0 ? '' : ` (${allowed} visits)`}.`,
  warned: (warned, saved) =>
    warned === 0
      ? 'No visit came to the warning.'
      : `Warned of ${warned} ${warned === 1 ? 'visit' : 'visits'}; ${saved} still served in time.`,
  answeredFor: (raised, answered, median) =>
    raised === 0
      ? ''
      : `${raised} raised for the supervisor, ${answered} acknowledged${median === null ? '' : ` (median after ${median})`}.`,
  escalationState: {
    waiting: 'Waits for an answer',
    acknowledged: 'Acknowledged, still waiting',
    served: 'Served',
    ended: 'Ended without service',
    withdrawn: 'Withdrawn: in time',
  },
  alarm: {
    title: 'Beyond five minutes',
    waiting: (n) => `${n} ${n === 1 ? 'visitor' : 'visitors'} beyond the limit, nobody has answered`,
    answered: 'Beyond the limit, acknowledged',
    said: (labels) => `Beyond the limit: ${labels}`,
    late: (waited, over) => `Waited ${waited}, ${over} too long`,
    noCounter: 'No counter yet',
    told: (times) => `told ${times} times`,
    acknowledge: 'Acknowledge',
    by: (name, time) => `Acknowledged by ${name}, ${time}`,
  },
  running: (n) => `${n} still running`,
  noneExcluded: 'none',
  corrected: 'Verdicts that corrections would change (the first one counts)',
  noneCorrected: 'No correction changes a verdict.',
  report: {
    days: 'By day',
    hours: 'Load by hour',
    breaches: 'Beyond the limit',
    escalations: 'Warnings and escalations',
    outcomes: 'How visits ended',
    waits: 'Waiting times',
    steps: 'Time in each step',
    ratings: 'Ratings',
    skm: 'Public satisfaction survey',
    held: 'IDs held now',
  },
  reportHint: {
    steps: 'Without visits closed by the system; steps that can still be undone are not counted yet.',
    hours: 'By the hour in which the number was taken, office time.',
    ratings: "Today's ratings can change until the day ends.",
  },
  outcome: { open: 'Still going on', 'on-paper': 'Entered from paper' },
  wait: { queue: 'Number taken to called', service: 'Guest book to service' },
  element: {
    persyaratan: 'Requirements',
    prosedur: 'System, mechanism and procedure',
    waktu: 'Time',
    biaya: 'Fee',
    produk: 'Product',
    kompetensi: 'Competence of staff',
    perilaku: 'Conduct of staff',
    sarana: 'Facilities',
    pengaduan: 'Handling of complaints and suggestions',
  },
  verdictBefore: 'First verdict',
  verdictAfter: 'After correction',
  none: 'None.',
  download: 'Download CSV',
  chart: {
    days: (rows, peak, most) =>
      `Numbers taken and late services by day, ${rows} days; most ${most} on ${peak}.`,
    hours: (rows, peak, most) =>
      `Numbers taken and late services by hour, ${rows} hours; most ${most} at ${peak}.`,
  },
  mean: (mean, n) => `Mean ${mean} of 5 (n = ${n})`,
  skm: (index, grade, n) =>
    grade === null
      ? `Index ${index}. Too few respondents (n = ${n})`
      : `Index ${index}, grade ${grade} (n = ${n})`,
  skmMissing: (n) => `Too few respondents (n = ${n})`,
};

/** The words of the supervisor's page. */
export const supervisorWords = (): typeof id => inLanguage({ id, en });

/** A column's title on the page. */
export const columnTitle = (column: Column): string => inLanguage(reportColumns[column].title);
