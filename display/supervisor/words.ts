import { countText } from '../../domain/language.ts';
import { countWords } from '../../domain/ratings/words.ts';
import { lateShareText } from '../../domain/supervision/late-budget.ts';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import { reportColumns, type Column } from '../../wire/supervision/report-tables.ts';
import { fewestPurposeLetters, type DocumentName } from '../../domain/reports/documents.ts';
import { documentWords } from '../../domain/reports/words.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Pengawasan',
  desk: 'Meja layanan',
  complaints: 'Pengaduan',
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
  lost: (n: number) => `${countText(n, 'id')} kunjungan kehilangan isian saat basis data dipulihkan`,
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
  onTime: (met: number, n: number, share: string) =>
    `${countText(met, 'id')} dari ${countText(n, 'id')} tepat waktu (${share})`,
  noneJudged: 'Belum ada kunjungan yang dinilai.',
  budget: (late: number, n: number, allowed: number) =>
    `${countText(late, 'id')} dari ${countText(n, 'id')} terlambat; batas ${lateShareText}${allowed === 0 ? '' : ` (${countText(allowed, 'id')} kunjungan)`}.`,
  inBudget: 'Masih dalam batas.',
  overBudget: 'Melewati batas.',
  warned: (warned: number, saved: number) =>
    warned === 0
      ? 'Tidak ada kunjungan yang sampai ke peringatan.'
      : `${countText(warned, 'id')} kunjungan diperingatkan, ${countText(saved, 'id')} di antaranya masih dilayani tepat waktu.`,
  answeredFor: (raised: number, answered: number, median: string | null) =>
    raised === 0
      ? ''
      : `${countText(raised, 'id')} diteruskan ke supervisor, ${countText(answered, 'id')} ditanggapi${median === null ? '' : ` (median setelah ${median})`}.`,
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
  running: (n: number) => `${countText(n, 'id')} masih berjalan`,
  noneExcluded: 'tidak ada',
  corrected: 'Hasil yang berubah setelah koreksi (hasil pertama tetap dihitung)',
  noneCorrected: 'Tidak ada koreksi yang mengubah hasil.',
  document: documentWords.id,
  reportHint: {
    steps: 'Tanpa kunjungan yang ditutup sistem; langkah yang masih dapat diurungkan belum dihitung.',
    hours: 'Menurut jam nomor diambil, waktu kantor.',
    'empty-queries': 'Sejak 30 hari, hanya yang dicari oleh sedikitnya dua orang.',
    ratings: 'Penilaian hari ini masih dapat berubah sampai hari berakhir.',
    'rating-sources':
      'Dari alamat petugas: jaringan tempat petugas baru saja bekerja, yang juga dipakai pengunjung di kantor.',
  } as Partial<Record<ReportName, string>>,
  verdictBefore: 'Hasil pertama',
  verdictAfter: 'Setelah koreksi',
  none: 'Tidak ada.',
  fileOf: (name: string, format: string) => `Unduh ${name}, ${format}`,
  making: 'Menyusun berkas …',
  saved: (name: string, kilobytes: string) => `Tersimpan: ${name} (${kilobytes} KB)`,
  documents: 'Laporan',
  purpose: 'Keperluan',
  purposeHint: `Wajib untuk berkas dengan data pribadi, sedikitnya ${fewestPurposeLetters} huruf; dicatat bersama unduhannya. Setiap unduhan dicatat.`,
  purposeMissing: `Tulis keperluan berkas ini dengan sedikitnya ${fewestPurposeLetters} huruf, misalnya laporan tahunan ke perpustakaan nasional.`,
  yearAtMost: 'Paling lama 366 hari.',
  personal: 'Memuat data pribadi.',
  documentHint: {
    summary: 'Satu halaman dengan grafik untuk kepala kantor.',
    visits: 'Setiap nomor dengan waktu, hasil, dan janji, tanpa pengunjung.',
    'guest-book': 'Jumlah tiap jawaban buku tamu menurut kode SKD.',
    'skm-sheet': 'Nilai, mutu, responden, sembilan unsur, dan prioritas perbaikan.',
    custody: 'Setiap kartu identitas yang dititipkan, loker, dan petugasnya.',
    incidents: 'Kunci hilang, kartu tertinggal, salah orang.',
    complaints: 'Setiap pengaduan dengan tenggat dan ketepatannya, tanpa pengadu dan isinya.',
    visitors: 'Nama dan instansi dalam kolom SLiMS.',
    skd: 'Pengguna layanan menurut kode Survei Kebutuhan Data; sarana 2 ialah layanan daring.',
  } as Partial<Record<DocumentName, string>>,
  records: 'Berita acara',
  recordsHint: 'Satu halaman untuk ditandatangani bagi tiap kejadian kartu atau kunci.',
  showRecords: 'Tampilkan kejadian',
  noRecords: 'Tidak ada kejadian pada periode ini.',
  locker: 'loker',
  chart: {
    days: (rows, peak, most) =>
      `Nomor diambil dan keterlambatan per hari, ${rows} hari; terbanyak ${countText(most, 'id')} pada ${peak}.`,
    hours: (rows, peak, most) =>
      `Nomor diambil dan keterlambatan per jam, ${rows} jam; terbanyak ${countText(most, 'id')} pada pukul ${peak}.`,
  } satisfies Record<'days' | 'hours', (rows: number, peak: string, most: number) => string>,
  mean: (mean: string, n: number) => `Rata-rata ${mean} dari 5 (n = ${countText(n, 'id')})`,
  skmSheet: 'Lembar publikasi IKM',
  skm: (index: string, grade: string, respondents: string) =>
    `IKM ${index}, mutu ${grade} (${countWords.id.respondents(respondents)})`,
  skmUngraded: (index: string | null, n: string) =>
    `${index === null ? '' : `IKM ${index}. `}${countWords.id.tooFew(n)}`,
};

const en: typeof id = {
  title: 'Supervision',
  desk: 'Service desk',
  complaints: 'Complaints',
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
  lost: (n) => `${countText(n, 'en')} visits lost something when the database was restored`,
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
  onTime: (met, n, share) => `${countText(met, 'en')} of ${countText(n, 'en')} on time (${share})`,
  noneJudged: 'No visit has been judged yet.',
  budget: (late, n, allowed) =>
    `${countText(late, 'en')} of ${countText(n, 'en')} late; the limit is ${lateShareText}${allowed === 0 ? '' : ` (${countText(allowed, 'en')} visits)`}.`,
  inBudget: 'Within the limit.',
  overBudget: 'Beyond the limit.',
  warned: (warned, saved) =>
    warned === 0
      ? 'No visit came to the warning.'
      : `Warned of ${countText(warned, 'en')} ${warned === 1 ? 'visit' : 'visits'}; ${countText(saved, 'en')} still served in time.`,
  answeredFor: (raised, answered, median) =>
    raised === 0
      ? ''
      : `${countText(raised, 'en')} raised for the supervisor, ${countText(answered, 'en')} acknowledged${median === null ? '' : ` (median after ${median})`}.`,
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
  running: (n) => `${countText(n, 'en')} still running`,
  noneExcluded: 'none',
  corrected: 'Verdicts that corrections would change (the first one counts)',
  noneCorrected: 'No correction changes a verdict.',
  document: documentWords.en,
  reportHint: {
    steps: 'Without visits closed by the system; steps that can still be undone are not counted yet.',
    hours: 'By the hour in which the number was taken, office time.',
    'empty-queries': 'Of the last 30 days, only what at least two people looked for.',
    ratings: "Today's ratings can change until the day ends.",
    'rating-sources':
      'From a staff address: the network where officers had just worked, which visitors in the office use too.',
  },
  verdictBefore: 'First verdict',
  verdictAfter: 'After correction',
  none: 'None.',
  fileOf: (name, format) => `Download ${name}, ${format}`,
  making: 'Making the file …',
  saved: (name, kilobytes) => `Saved: ${name} (${kilobytes} KB)`,
  documents: 'Documents',
  purpose: 'Purpose',
  purposeHint: `Required for files with personal data, in ${fewestPurposeLetters} letters at least, and recorded with the download. Every download is recorded.`,
  purposeMissing: `Write what this file is for in ${fewestPurposeLetters} letters at least, such as the yearly report to the national library.`,
  yearAtMost: '366 days at most.',
  personal: 'Holds personal data.',
  documentHint: {
    summary: 'One page with charts for the head of office.',
    visits: 'Every number with its times, outcome and promise, without the visitor.',
    'guest-book': 'How often each answer was given, by the codes of the survey.',
    'skm-sheet': 'Index, grade, respondents, the nine elements and what to improve first.',
    custody: 'Every ID card that was held, its locker and its officers.',
    incidents: 'Keys lost, cards left behind or given to the wrong person.',
    complaints:
      'Every complaint with its due times and whether they were kept, without complainant and text.',
    visitors: 'Names and institutions in the columns of SLiMS.',
    skd: 'Users of the service in the codes of the survey of data needs; channel 2 is online.',
  },
  records: 'Record of an incident',
  recordsHint: 'A page to be signed for each incident with a card or a key.',
  showRecords: 'Show incidents',
  noRecords: 'No incident in this period.',
  locker: 'locker',
  chart: {
    days: (rows, peak, most) =>
      `Numbers taken and late services by day, ${rows} days; most ${countText(most, 'en')} on ${peak}.`,
    hours: (rows, peak, most) =>
      `Numbers taken and late services by hour, ${rows} hours; most ${countText(most, 'en')} at ${peak}.`,
  },
  mean: (mean, n) => `Mean ${mean} of 5 (n = ${countText(n, 'en')})`,
  skmSheet: 'Publication sheet of the index',
  skm: (index, grade, respondents) =>
    `Index ${index}, grade ${grade} (${countWords.en.respondents(respondents)})`,
  skmUngraded: (index, n) => `${index === null ? '' : `Index ${index}. `}${countWords.en.tooFew(n)}`,
};

/** The words of the supervisor's page. */
export const supervisorWords = (): typeof id => inLanguage({ id, en });

/** A column's title on the page. */
export const columnTitle = (column: Column): string => inLanguage(reportColumns[column].title);
