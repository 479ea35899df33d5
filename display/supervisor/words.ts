import { verdictWords } from '../../domain/staff/words.ts';
import { lateShareText } from '../../domain/supervision/late-budget.ts';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import type { Column } from '../../wire/report-tables.ts';
import type { Outcome } from '../../wire/supervision.ts';
import type { SkmElement } from '../../domain/visitors/rating.ts';
import type { EscalationState } from '../../domain/supervision/escalation.ts';
import type { Language } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

interface SupervisorWords {
  readonly title: string;
  readonly desk: string;
  readonly settings: string;
  readonly noAccess: string;
  readonly asOf: (time: string) => string;
  readonly now: string;
  readonly waiting: string;
  readonly longestWait: string;
  readonly nobody: string;
  readonly idsHeld: string;
  readonly boards: string;
  readonly noBoards: string;
  readonly boardsUp: (up: number, all: number) => string;
  readonly boardMissing: (name: string) => string;
  readonly closed: string;
  readonly unserved: string;
  readonly nobodyUnserved: string;
  readonly heldAfterClose: (n: number) => string;
  readonly period: string;
  readonly today: string;
  readonly days: (n: number) => string;
  readonly from: string;
  readonly to: string;
  readonly show: string;
  readonly badPeriod: string;
  readonly promise: string;
  readonly promiseToday: string;
  readonly onTime: (met: number, n: number, share: string) => string;
  readonly noneJudged: string;
  readonly budget: (late: number, n: number, allowed: number) => string;
  readonly warned: (warned: number, saved: number) => string;
  readonly answeredFor: (raised: number, answered: number, median: string | null) => string;
  readonly escalationState: Readonly<Record<EscalationState, string>>;
  readonly alarm: {
    readonly title: string;
    readonly waiting: (n: number) => string;
    readonly answered: string;
    readonly said: (labels: string) => string;
    readonly late: (waited: string, over: string) => string;
    readonly noCounter: string;
    readonly told: (times: number) => string;
    readonly acknowledge: string;
    readonly by: (name: string, time: string) => string;
  };
  readonly running: (n: number) => string;
  readonly noneExcluded: string;
  readonly corrected: string;
  readonly noneCorrected: string;
  readonly report: Readonly<Record<ReportName, string>>;
  readonly reportHint: Partial<Readonly<Record<ReportName, string>>>;
  readonly column: Readonly<Record<Column, string>>;
  readonly outcome: Readonly<Record<Extract<Outcome, 'open' | 'on-paper'>, string>>;
  readonly wait: Readonly<Record<'queue' | 'service', string>>;
  readonly element: Readonly<Record<SkmElement, string>>;
  readonly verdictBefore: string;
  readonly verdictAfter: string;
  readonly none: string;
  readonly download: string;
  readonly chart: Readonly<Record<'days' | 'hours', (rows: number, peak: string, most: number) => string>>;
  readonly mean: (mean: string, n: number) => string;
  readonly skm: (index: string, grade: string | null, n: number) => string;
  readonly skmMissing: (n: number) => string;
}

const tables: Readonly<Record<Language, SupervisorWords>> = {
  id: {
    title: 'Pengawasan',
    desk: 'Meja layanan',
    settings: 'Pengaturan',
    noAccess: 'Halaman ini untuk supervisor.',
    asOf: (time) => `per pukul ${time}`,
    now: 'Sekarang',
    waiting: 'Menunggu dipanggil',
    longestWait: 'Tunggu terlama',
    nobody: 'tidak ada',
    idsHeld: 'ID dititip',
    boards: 'Papan',
    noBoards: 'belum ada',
    boardsUp: (up, all) => `${up} dari ${all} tersambung`,
    boardMissing: (name) => `Papan ${name} terputus`,
    closed: 'Layanan tutup',
    unserved: 'Menunggu dilayani, jam janji berjalan',
    nobodyUnserved: 'Tidak ada yang menunggu dilayani.',
    heldAfterClose: (n) => `${n} kartu identitas belum dikembalikan setelah tutup`,
    period: 'Periode',
    today: 'Hari ini',
    days: (n) => `${n} hari`,
    from: 'Dari',
    to: 'Sampai',
    show: 'Tampilkan',
    badPeriod: 'Tanggal awal harus sebelum tanggal akhir.',
    promise: 'Janji lima menit',
    promiseToday: 'Janji lima menit, hari ini',
    onTime: (met, n, share) => `${met} dari ${n} tepat waktu (${share})`,
    noneJudged: 'Belum ada kunjungan yang dinilai.',
    budget: (late, n, allowed) =>
      `${late} dari ${n} terlambat; batas ${lateShareText}${allowed === 0 ? '' : ` (${allowed} kunjungan)`}.`,
    warned: (warned, saved) =>
      warned === 0
        ? 'Tidak ada kunjungan yang sampai ke peringatan.'
        : `${warned} kunjungan diperingatkan, ${saved} di antaranya masih dilayani tepat waktu.`,
    answeredFor: (raised, answered, median) =>
      raised === 0
        ? ''
        : `${raised} diteruskan ke supervisor, ${answered} ditanggapi${median === null ? '' : ` (median setelah ${median})`}.`,
    escalationState: {
      waiting: 'Menunggu tanggapan',
      acknowledged: 'Ditanggapi, masih menunggu',
      served: 'Dilayani',
      ended: 'Berakhir tanpa dilayani',
      withdrawn: 'Ditarik: tepat waktu',
    },
    alarm: {
      title: 'Lewat batas lima menit',
      waiting: (n) => `${n} pengunjung lewat batas dan belum ditanggapi`,
      answered: 'Lewat batas, sudah ditanggapi',
      said: (labels) => `Lewat batas: ${labels}`,
      late: (waited, over) => `Menunggu ${waited}, lewat ${over}`,
      noCounter: 'Belum ada loket',
      told: (times) => `diberitahukan ${times} kali`,
      acknowledge: 'Tanggapi',
      by: (name, time) => `Ditanggapi ${name}, ${time}`,
    },
    running: (n) => `${n} masih berjalan`,
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
    },
    reportHint: {
      steps: 'Tanpa kunjungan yang ditutup sistem; langkah yang masih dapat diurungkan belum dihitung.',
      hours: 'Menurut jam nomor diambil, waktu kantor.',
      ratings: 'Penilaian hari ini masih dapat berubah sampai hari berakhir.',
    },
    column: {
      number: 'Nomor',
      day: 'Hari',
      hour: 'Jam',
      wait: 'Dari … sampai',
      step: 'Tahap',
      outcome: 'Hasil',
      element: 'Unsur',
      score: 'Nilai',
      card: 'Jenis',
      locker: 'Loker',
      by: 'Petugas',
      since: 'Sejak',
      dueAt: 'Tenggat',
      servedAt: 'Dilayani',
      seconds: 'Lama',
      times: 'Diberitahukan',
      acknowledgedAt: 'Ditanggapi',
      acknowledgedIn: 'Setelah',
      state: 'Keadaan',
      n: 'n',
      taken: 'Nomor',
      met: verdictWords.id.met,
      breached: verdictWords.id.breached,
      onTime: '% tepat waktu',
      p50: 'Median',
      p90: 'Persentil 90',
      max: 'Terlama',
      nrr: 'NRR',
      weighted: 'NRR tertimbang',
    },
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
    },
    verdictBefore: 'Hasil pertama',
    verdictAfter: 'Setelah koreksi',
    none: 'Tidak ada.',
    download: 'Unduh CSV',
    chart: {
      days: (rows, peak, most) =>
        `Nomor diambil dan keterlambatan per hari, ${rows} hari; terbanyak ${most} pada ${peak}.`,
      hours: (rows, peak, most) =>
        `Nomor diambil dan keterlambatan per jam, ${rows} jam; terbanyak ${most} pada pukul ${peak}.`,
    },
    mean: (mean, n) => `Rata-rata ${mean} dari 5 (n = ${n})`,
    skm: (index, grade, n) =>
      grade === null
        ? `IKM ${index}. Responden belum cukup (n = ${n})`
        : `IKM ${index}, mutu ${grade} (n = ${n})`,
    skmMissing: (n) => `Responden belum cukup (n = ${n})`,
  },
  en: {
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
    column: {
      number: 'Number',
      day: 'Day',
      hour: 'Hour',
      wait: 'From … to',
      step: 'Step',
      outcome: 'Outcome',
      element: 'Element',
      score: 'Score',
      card: 'Card',
      locker: 'Locker',
      by: 'Officer',
      since: 'Since',
      dueAt: 'Due',
      servedAt: 'Served',
      seconds: 'Took',
      times: 'Times told',
      acknowledgedAt: 'Acknowledged',
      acknowledgedIn: 'After',
      state: 'State',
      n: 'n',
      taken: 'Numbers',
      met: verdictWords.en.met,
      breached: verdictWords.en.breached,
      onTime: '% on time',
      p50: 'Median',
      p90: '90th percentile',
      max: 'Longest',
      nrr: 'Mean',
      weighted: 'Weighted mean',
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
  },
};

/** The words of the supervisor's page. */
export const supervisorWords = (): SupervisorWords => inLanguage(tables);
