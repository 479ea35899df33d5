import { defaultComplaintTerms, longestTermDays } from '../../domain/complaints/terms.ts';
import type * as z from 'zod';
import {
  field,
  choice,
  text,
  number,
  yesNo,
  date,
  email,
  lockerCode,
  version,
  hours,
  day,
  type FieldWords,
  type WordsOf,
} from './field-words.ts';
import type { policy as policySchema } from '../../wire/offices/offices.ts';
import type { settingsBody as settingsBodySchema } from '../../wire/offices/settings.ts';

/** The words of the dates of a calendar. */
export const calendar = {
  day,
  kind: choice('Jenis tanggal', 'The kind of date', 'libur nasional', 'national holiday'),
  'calendar/name': text('Nama tanggal', 'The date’s name', 100, 'Maulid Nabi'),
  'days/name': text('Nama tanggal', 'The date’s name', 100, 'Maulid Nabi'),
  hours,
  verified: yesNo('Tanda sudah diperiksa', 'The mark of being checked'),
};
export const eachDateOnce = field(
  'Kalender',
  'The calendar',
  'Tulis tiap tanggal satu kali, paling banyak 1.000, misalnya 2026-12-25.',
  'Write each date once, 1,000 at most, such as 2026-12-25.',
);

const workingDays = (id: string, en: string, example: number) =>
  number(`Hari kerja: ${id}`, `The working days: ${en}`, { least: 1, most: longestTermDays, example });

const { verification, firstFollowUp, answer, silence } = defaultComplaintTerms;

const complaintTermWords = {
  complaintTerms: field(
    'Tenggat pengaduan',
    'The terms of complaints',
    'Isi semua tenggat dalam hari kerja, atau kosongkan semuanya.',
    'Give every term in working days, or none of them.',
  ),
  verification: workingDays('verifikasi', 'verification', verification),
  firstFollowUp: workingDays('tindak lanjut pertama', 'first follow-up', firstFollowUp),
  answer: field(
    'Tenggat jawaban',
    'The terms of answers',
    'Isi tenggat jawaban untuk tiap jenis, dalam hari kerja.',
    'Give the term of the answer for each kind, in working days.',
  ),
  information: workingDays('permintaan informasi', 'information', answer.information),
  aspiration: workingDays('aspirasi', 'suggestions', answer.aspiration),
  normative: workingDays('pengaduan normatif', 'rules', answer.normative),
  ordinary: workingDays('pengaduan biasa', 'ordinary complaints', answer.ordinary),
  supervisory: workingDays('perlu pemeriksaan', 'inspections', answer.supervisory),
  silence: workingDays('tanpa tanggapan', 'silence', silence),
};

/** The words of a policy. */
export const policy: WordsOf<z.input<typeof policySchema>> = {
  sk: text('Nomor SK', 'The SK number', 100, '0330001/65/KPG TAHUN 2023'),
  effectiveFrom: date('Tanggal berlaku', 'The date it is in force from'),
  slaBasis: choice('Batas layanan', 'The end of the promise', 'layanan dimulai', 'the service starts'),
  slaSeconds: number('Batas layanan', 'The promise', { least: 1, most: 86_400, example: 300 }),
  slaWarnSeconds: field(
    'Waktu peringatan',
    'The time of the warning',
    'Tulis detik yang lebih kecil daripada batas layanan, misalnya 240.',
    'Write fewer seconds than the promise has, such as 240.',
  ),
  noShowSeconds: number('Waktu tidak hadir', 'The no-show time', {
    least: 1,
    most: 86_400,
    example: 300,
  }),
  undoSeconds: number('Waktu mengurungkan', 'The undo time', {
    least: 1,
    most: 86_400,
    example: 120,
  }),
  escalationRepeatMinutes: number('Menit pengulangan peringatan', 'The time between two alarms', {
    least: 0,
    most: 1_440,
    example: 5,
  }),
  typingHoldSeconds: number(
    'Detik menunggu yang sedang mengisi',
    'The time that typing may hold the no-show',
    {
      least: 0,
      most: 1_800,
      example: 300,
    },
  ),
  ...complaintTermWords,
  priorityRun: number('Panggilan prioritas berturut-turut', 'The number of priority calls in a row', {
    least: 1,
    most: 100,
    example: 2,
  }),
  hours,
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
  lastTicketMinutesBeforeClose: number('Menit nomor terakhir', 'The time of the last number before closing', {
    least: 0,
    most: 1_440,
    example: 30,
  }),
  catalogueAccess: choice(
    'Pencarian pustaka',
    'The search of the library',
    'terbuka untuk semua orang',
    'open to everybody',
  ),
  kiosk: choice('Kios', 'The kiosk', 'terbuka untuk semua perangkat', 'open to every device'),
};

const lines = (id: string, en: string): FieldWords =>
  field(
    id,
    en,
    'Tulis paling banyak 20 baris yang berisi, misalnya Mengisi buku tamu.',
    'Write 20 lines at most, none empty, such as Fill the guest book.',
  );

const placeCode = field(
  'Kode',
  'The code',
  'Tulis paling banyak 32 huruf atau angka, tiap kode satu kali, misalnya FO-1 = Front Office 1.',
  'Write 32 letters or digits at most, each code once, such as FO-1 = Front Office 1.',
);
const placeLabel = text('Nama loket', 'The counter’s name', 60, 'FO-1 = Front Office 1');

/** The words of an office’s settings. */
export const settings: WordsOf<z.input<typeof settingsBodySchema>> = {
  ...calendar,
  expectedVersion: version,
  name: text('Nama kantor', 'The name of the office', 150, 'BPS Provinsi Kalimantan Utara'),
  profile: field(
    'Data kantor',
    'The office’s description',
    'Isi semua bagiannya, misalnya alamat.',
    'Fill all its parts, such as the address.',
  ),
  unit: text('Unit pelayanan', 'The service unit', 200, 'Pelayanan Statistik Terpadu'),
  address: text('Alamat', 'The address', 300, 'Jl. Kolonel Soetadji, Tanjung Selor'),
  contacts: field(
    'Kontak',
    'The list of contacts',
    'Isi telepon, e-mail dan situs web, misalnya (0552) 21234.',
    'Fill phone, e-mail and website, such as (0552) 21234.',
  ),
  phone: text('Telepon', 'The phone', 40, '(0552) 21234'),
  email,
  website: field(
    'Situs web',
    'The website',
    'Tulis alamat yang diawali https://, misalnya https://kaltara.bps.go.id.',
    'Write an address that starts with https://, such as https://kaltara.bps.go.id.',
  ),
  privacyNotice: field(
    'Pemberitahuan privasi',
    'The privacy notice',
    'Isi versi dan kedua bahasanya, misalnya versi 1.',
    'Fill its version and both languages, such as version 1.',
  ),
  version: text('Versi pemberitahuan privasi', 'The version of the privacy notice', 20, '1'),
  id: text(
    'Pemberitahuan privasi (Indonesia)',
    'The privacy notice in Indonesian',
    4_000,
    'Data Anda dipakai untuk buku tamu',
  ),
  en: text(
    'Pemberitahuan privasi (Inggris)',
    'The privacy notice in English',
    4_000,
    'Your data is used for the guest book',
  ),
  standard: field(
    'Standar pelayanan',
    'The service standard',
    'Isi semua bagiannya, misalnya nomor SK.',
    'Fill all its parts, such as the SK number.',
  ),
  sk: policy.sk,
  service: text('Nama layanan', 'The name of the service', 100, 'Perpustakaan'),
  requirements: lines('Persyaratan', 'The list of requirements'),
  steps: lines('Prosedur', 'The list of steps'),
  slaText: text('Jangka waktu', 'The time it takes', 4_000, '5 menit', '5 minutes'),
  fee: text('Biaya', 'The fee', 200, 'Gratis', 'Free of charge'),
  product: text('Produk layanan', 'The product', 300, 'Publikasi BPS', 'BPS publications'),
  complaints: lines('Saluran pengaduan', 'The list of complaint channels'),
  pledge: text(
    'Maklumat pelayanan',
    'The service pledge',
    4_000,
    'Kami melayani sesuai standar',
    'We serve by the standard',
  ),
  survey: field(
    'Survei',
    'The surveys',
    'Isi semua bagiannya, misalnya batas responden.',
    'Fill all its parts, such as the fewest respondents.',
  ),
  minimumRespondents: number('Batas responden', 'The fewest respondents', {
    least: 1,
    most: 1_000,
    example: 10,
  }),
  skd: field(
    'Survei Kebutuhan Data',
    'The survey of data needs',
    'Isi alamat dan kedua tanggalnya, atau kosongkan.',
    'Fill its address and both dates, or leave it out.',
  ),
  url: text('Alamat survei', 'The address of the survey', 300, 'https://s.bps.go.id/skd2026_6500'),
  from: date('Hari pertama survei', 'The first day of the survey'),
  to: date('Hari terakhir survei', 'The last day of the survey'),
  services: field(
    'Layanan',
    'The list of services',
    'Tulis sekurangnya satu, tiap kode satu kali, misalnya P = Perpustakaan.',
    'Write one at least, each code once, such as P = Perpustakaan.',
  ),
  counters: field(
    'Loket',
    'The list of counters',
    'Tulis sekurangnya satu, tiap kode satu kali, misalnya FO-1 = Front Office 1.',
    'Write one at least, each code once, such as FO-1 = Front Office 1.',
  ),
  lockers: lockerCode,
  code: placeCode,
  'services/code': field(
    'Kode layanan',
    'The service’s code',
    'Tulis satu huruf besar, misalnya P.',
    'Write one capital letter, such as P.',
  ),
  label: placeLabel,
  'services/label': text('Nama layanan', 'The service’s name', 60, 'Perpustakaan'),
  calendar: eachDateOnce,
  disabled: yesNo('Tanda kantor dinonaktifkan', 'The mark of a disabled office'),
};
