import type * as z from 'zod';
import type { Bilingual } from '../domain/office/office-view.ts';
import * as schemas from './schemas.ts';

/** What people read about a field: its name as a sentence starts with it, and how to fill it, with an example. */
export interface FieldWords {
  readonly name: Bilingual;
  readonly how: Bilingual;
}

/** The names of all fields that can come in with a request, at whatever depth. */
type FieldsOf<T> = T extends readonly (infer Entry)[]
  ? FieldsOf<Entry>
  : T extends object
    ? { [Name in keyof T & string]-?: Name | FieldsOf<NonNullable<T[Name]>> }[keyof T & string]
    : never;

/** The schemas of requests that have fields. */
export const requestSchemas = {
  ticketBody: schemas.ticketBody,
  guestBook: schemas.guestBook,
  rating: schemas.rating,
  callBody: schemas.callBody,
  moveBody: schemas.moveBody,
  sessionBody: schemas.sessionBody,
  policy: schemas.policy,
  settingsBody: schemas.settingsBody,
  nationalCalendarBody: schemas.nationalCalendarBody,
  calendarCsvBody: schemas.calendarCsvBody,
  announcementBody: schemas.announcementBody,
  accountBody: schemas.accountBody,
  accountChange: schemas.accountChange,
  lockerBody: schemas.lockerBody,
  deviceBody: schemas.deviceBody,
  boardBody: schemas.boardBody,
  pairingBody: schemas.pairingBody,
  incidentBody: schemas.incidentBody,
  handoverBody: schemas.handoverBody,
  priorityBody: schemas.priorityBody,
  correctionBody: schemas.correctionBody,
  paperVisitBody: schemas.paperVisitBody,
  profileBody: schemas.profileBody,
  dayQuery: schemas.dayQuery,
  dayRange: schemas.dayRange,
  deskQuery: schemas.deskQuery,
};

type RequestSchemas = typeof requestSchemas;
export type RequestName = keyof RequestSchemas;

/** A field's words; where the same name means two things, the one below `parent/` comes first. */
export type WordsOf<T> = Record<FieldsOf<T>, FieldWords> &
  Readonly<Record<`${string}/${string}`, FieldWords>>;

const field = (id: string, en: string, howId: string, howEn: string): FieldWords => ({
  name: { id, en },
  how: { id: howId, en: howEn },
});

/** A field that is chosen from a list. */
const choice = (id: string, en: string, exampleId: string, exampleEn: string): FieldWords =>
  field(
    id,
    en,
    `Pilih salah satu dari daftar, misalnya ${exampleId}.`,
    `Choose one from the list, such as ${exampleEn}.`,
  );

/** A text of so many letters at most. */
const text = (id: string, en: string, most: number, exampleId: string, exampleEn = exampleId): FieldWords =>
  field(
    id,
    en,
    `Tulis paling banyak ${most} huruf, misalnya ${exampleId}.`,
    `Write ${most} letters at most, such as ${exampleEn}.`,
  );

/** A whole number between two. */
const number = (
  id: string,
  en: string,
  { least, most, example }: { least: number; most: number; example: number },
): FieldWords =>
  field(
    id,
    en,
    `Tulis bilangan bulat dari ${least} sampai ${most}, misalnya ${example}.`,
    `Write a whole number from ${least} to ${most}, such as ${example}.`,
  );

const yesNo = (id: string, en: string): FieldWords =>
  field(id, en, 'Pilih ya atau tidak.', 'Choose yes or no.');

const moment = (id: string, en: string): FieldWords =>
  field(
    id,
    en,
    'Tulis tanggal dan jamnya, misalnya 2026-11-24T02:30:00.000Z.',
    'Write its date and time, such as 2026-11-24T02:30:00.000Z.',
  );

const date = (id: string, en: string): FieldWords =>
  field(
    id,
    en,
    'Tulis tanggal yang ada dalam kalender, misalnya 2026-12-31.',
    'Write a date of the calendar, such as 2026-12-31.',
  );

const email = field(
  'Alamat e-mail',
  'The e-mail address',
  'Tulis alamat lengkap, misalnya siti@contoh.go.id.',
  'Write the whole address, such as siti@example.org.',
);
const personName = text('Nama', 'The name', 150, 'Siti Aminah');
const username = field(
  'Nama pengguna',
  'The user name',
  'Tulis 2 sampai 32 huruf kecil atau angka tanpa spasi, misalnya siti.aminah.',
  'Write 2 to 32 small letters or digits without blanks, such as siti.aminah.',
);
const newPassword = field(
  'Kata sandi',
  'The password',
  'Tulis 8 sampai 200 huruf, misalnya tiga kata yang mudah diingat.',
  'Write 8 to 200 letters, such as three words that are easy to remember.',
);
const counterCode = field(
  'Kode loket',
  'The counter’s code',
  'Tulis paling banyak 32 huruf atau angka, misalnya FO-1.',
  'Write 32 letters or digits at most, such as FO-1.',
);
const lockerCode = field(
  'Kode loker',
  'The locker’s code',
  'Tulis paling banyak 32 huruf atau angka, tiap kode satu kali, misalnya 07.',
  'Write 32 letters or digits at most, each code once, such as 07.',
);
const service = choice('Layanan', 'The service', 'P (Perpustakaan)', 'P (Perpustakaan)');
const priority = choice('Golongan prioritas', 'The priority group', 'lanjut usia', 'elderly');
const language = choice('Bahasa', 'The language', 'Bahasa Indonesia', 'English');
const why = text(
  'Alasan',
  'The reason',
  500,
  'kartu dititipkan di pos satpam',
  'the card was left with the guard',
);
const revision = field(
  'Keadaan kunjungan',
  'The state of the visit',
  'Muat ulang halaman ini, lalu coba lagi.',
  'Load this page again, then try again.',
);
const version = field(
  'Versi pengaturan',
  'The version of the settings',
  'Muat ulang halaman ini, lalu ubah lagi.',
  'Load this page again, then make the change again.',
);
const hours = field(
  'Jam',
  'The list of hours',
  'Tulis jam mulai dan selesai secara berurutan, misalnya 08:00-12:00 13:00-15:00.',
  'Write starts and ends in their order, such as 08:00-12:00 13:00-15:00.',
);
const day = date('Tanggal', 'The date');
const lockerState = choice('Keadaan loker', 'The locker’s state', 'rusak', 'out of order');

const guestBook: WordsOf<z.input<typeof schemas.guestBook>> = {
  name: personName,
  email,
  institution: text(
    'Asal instansi',
    'The institution',
    150,
    'Universitas Borneo; tanpa instansi tulis Umum',
    'Universitas Borneo; without one write Umum',
  ),
  institutionCategory: choice(
    'Kategori instansi',
    'The kind of institution',
    'lembaga pendidikan',
    'education',
  ),
  gender: choice('Jenis kelamin', 'The sex', 'perempuan', 'female'),
  ageBand: choice('Umur', 'The age', '26–35 tahun', '26–35 years'),
  education: choice('Pendidikan', 'The education', 'SMA', 'high school'),
  occupation: choice('Pekerjaan', 'The occupation', 'pelajar atau mahasiswa', 'student'),
  occupationOther: text('Pekerjaan lainnya', 'The other occupation', 150, 'nelayan', 'fisher'),
  phone: field(
    'Nomor HP',
    'The phone number',
    'Tulis nomor lengkap, misalnya 0812-3456-7890.',
    'Write the whole number, such as 0812-3456-7890 or +65 6123 4567.',
  ),
  disability: field(
    'Penyandang disabilitas',
    'The choice about disability',
    'Pilih ya, tidak, atau tidak bersedia menjawab.',
    'Choose yes, no, or no answer.',
  ),
  purpose: choice(
    'Pemanfaatan hasil kunjungan',
    'The use of the visit',
    'tugas sekolah atau kuliah',
    'school work',
  ),
  purposeOther: text('Pemanfaatan lainnya', 'The other use', 150, 'lomba menulis', 'a writing contest'),
  services: field(
    'Jenis layanan',
    'The list of services',
    'Pilih sekurangnya satu, misalnya perpustakaan.',
    'Choose one at least, such as the library.',
  ),
  dataNeeded: text(
    'Data yang dibutuhkan',
    'The data needed',
    500,
    'jumlah penduduk Tarakan 2020–2025',
    'population of Tarakan 2020–2025',
  ),
  remember: yesNo('Pilihan simpan isian', 'The choice to keep these answers'),
  group: field(
    'Rombongan',
    'The group',
    'Hitung semua, sekurangnya 2 orang, misalnya 12 laki-laki dan 15 perempuan.',
    'Count everyone, two people at least, such as 12 men and 15 women.',
  ),
  male: number('Jumlah laki-laki', 'The number of men', { least: 0, most: 500, example: 12 }),
  female: number('Jumlah perempuan', 'The number of women', { least: 0, most: 500, example: 15 }),
  privacyNotice: text('Versi pemberitahuan privasi', 'The version of the privacy notice', 20, '1'),
};

const score = (id: string, en: string): FieldWords =>
  field(
    `Nilai ${id}`,
    `The score for ${en}`,
    'Pilih 1 sampai 4, atau kosongkan, misalnya 4.',
    'Choose 1 to 4, or leave it out, such as 4.',
  );

const calendar = {
  day,
  kind: choice('Jenis tanggal', 'The kind of date', 'libur nasional', 'national holiday'),
  'calendar/name': text('Nama tanggal', 'The date’s name', 100, 'Maulid Nabi'),
  'days/name': text('Nama tanggal', 'The date’s name', 100, 'Maulid Nabi'),
  hours,
  verified: yesNo('Tanda sudah diperiksa', 'The mark of being checked'),
};
const eachDateOnce = field(
  'Kalender',
  'The calendar',
  'Tulis tiap tanggal satu kali, paling banyak 1.000, misalnya 2026-12-25.',
  'Write each date once, 1,000 at most, such as 2026-12-25.',
);

const policy: WordsOf<z.input<typeof schemas.policy>> = {
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

const settings: WordsOf<z.input<typeof schemas.settingsBody>> = {
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

/** The words of every field of every request. A field without an entry does not compile. */
export const requestWords: { readonly [Name in RequestName]: WordsOf<z.input<RequestSchemas[Name]>> } = {
  ticketBody: { service, priority, language },
  guestBook,
  rating: {
    overall: field(
      'Nilai kunjungan',
      'The score',
      'Pilih 1 sampai 5, atau kosongkan, misalnya 5.',
      'Choose 1 to 5, or leave it out, such as 5.',
    ),
    skm: field(
      'Penilaian rinci',
      'The list of detailed scores',
      'Pilih 1 sampai 4 untuk tiap butir, misalnya 4.',
      'Choose 1 to 4 for each, such as 4.',
    ),
    persyaratan: score('persyaratan', 'the requirements'),
    prosedur: score('prosedur', 'the procedure'),
    waktu: score('waktu', 'the time it took'),
    biaya: score('biaya', 'the cost'),
    produk: score('produk', 'the product'),
    kompetensi: score('kompetensi petugas', 'the officers’ skill'),
    perilaku: score('perilaku petugas', 'the officers’ manner'),
    sarana: score('sarana', 'the facilities'),
    pengaduan: score('penanganan pengaduan', 'how complaints are handled'),
    comment: text('Saran', 'The comment', 500, 'ruang baca nyaman', 'a pleasant reading room'),
  },
  callBody: { counter: counterCode },
  moveBody: {
    ...guestBook,
    move: choice('Langkah', 'The step', 'Layani', 'serve'),
    expectedRevision: revision,
    idType: choice('Jenis kartu', 'The kind of card', 'KTP', 'KTP'),
    idLast4: field(
      'Empat angka terakhir kartu',
      'The end of the card’s number',
      'Tulis tepat empat angka atau huruf, misalnya 0003.',
      'Write exactly four digits or letters, such as 0003.',
    ),
    locker: lockerCode,
    counter: counterCode,
    lockerKey: choice('Kunci loker', 'The locker’s key', 'kembali', 'returned'),
    reason: why,
    cause: choice('Sebab', 'The cause', 'tidak diambil', 'not collected'),
    guestBook: field(
      'Buku tamu',
      'The guest book',
      'Isi buku tamu, misalnya nama dan e-mail.',
      'Fill the guest book, such as name and e-mail.',
    ),
  },
  sessionBody: {
    username: text('Nama pengguna', 'The user name', 64, 'petugas'),
    password: text(
      'Kata sandi',
      'The password',
      200,
      'yang diberikan oleh admin',
      'the one your admin gave you',
    ),
  },
  policy,
  settingsBody: settings,
  nationalCalendarBody: {
    ...calendar,
    expectedVersion: version,
    days: eachDateOnce,
    name: calendar['days/name'],
  },
  calendarCsvBody: {
    csv: field(
      'Berkas kalender',
      'The calendar’s file',
      'Pilih berkas CSV paling besar 60 kB, misalnya kalender-2026-2027.csv.',
      'Choose a CSV file of 60 kB at most, such as kalender-2026-2027.csv.',
    ),
  },
  announcementBody: {
    message: field(
      'Pesan di papan',
      'The message on the boards',
      'Tulis dalam kedua bahasa, misalnya Selamat datang.',
      'Write it in both languages, such as Welcome.',
    ),
    id: text('Teks bahasa Indonesia', 'The Indonesian text', 200, 'Listrik padam'),
    en: text('Teks bahasa Inggris', 'The English text', 200, 'Power failure'),
    closing: field(
      'Penutupan',
      'The closing',
      'Tulis alasannya dalam kedua bahasa, misalnya Listrik padam.',
      'Write its reason in both languages, such as Power failure.',
    ),
    reason: field(
      'Alasan tutup',
      'The reason for closing',
      'Tulis dalam kedua bahasa, misalnya Listrik padam.',
      'Write it in both languages, such as Power failure.',
    ),
    until: moment('Waktu buka kembali', 'The time of opening again'),
  },
  accountBody: {
    username,
    name: text('Nama', 'The name', 100, 'Siti Aminah'),
    role: choice('Peran', 'The role', 'petugas', 'officer'),
    password: newPassword,
  },
  accountChange: { password: newPassword, disabled: yesNo('Keadaan akun', 'The state of the account') },
  lockerBody: { state: lockerState, expected: lockerState },
  deviceBody: {
    name: text('Nama perangkat', 'The name of the device', 60, 'Kios lobi', 'Kiosk in the hall'),
  },
  boardBody: {
    board: field(
      'Nama papan',
      'The board’s name',
      'Tulis paling banyak 32 huruf, angka atau tanda hubung, misalnya lobi.',
      'Write 32 letters, digits or hyphens at most, such as lobby.',
    ),
  },
  pairingBody: {
    code: field(
      'Kode kios',
      'The kiosk’s code',
      'Tulis delapan angka dari halaman pengaturan, misalnya 12345678.',
      'Write the eight digits from the settings page, such as 12345678.',
    ),
  },
  incidentBody: {
    kind: choice('Kejadian', 'The kind of incident', 'kunci hilang', 'key lost'),
    note: text('Catatan', 'The note', 500, 'kunci tertinggal di rumah', 'the key was left at home'),
  },
  handoverBody: { to: choice('Penerima', 'The colleague', 'siti.aminah', 'siti.aminah') },
  priorityBody: { priority },
  correctionBody: {
    ...guestBook,
    field: choice(
      'Bagian yang dibetulkan',
      'The part to put right',
      'waktu dipanggil',
      'the time of the call',
    ),
    at: moment('Waktu yang benar', 'The right time'),
    reason: why,
    guestBook: field(
      'Buku tamu',
      'The guest book',
      'Isi buku tamu, misalnya nama dan e-mail.',
      'Fill the guest book, such as name and e-mail.',
    ),
  },
  paperVisitBody: {
    service,
    label: field(
      'Nomor',
      'The number',
      'Tulis nomor di kertasnya, paling banyak 16 huruf atau angka, misalnya K-012.',
      'Write the number on the paper, 16 letters or digits at most, such as K-012.',
    ),
    takenAt: moment('Waktu ambil nomor', 'The time the number was taken'),
    servedAt: field(
      'Waktu dilayani',
      'The time of service',
      'Isi hanya bila selesai dilayani, misalnya 2026-11-24T02:30:00.000Z.',
      'Fill it only when the visit was served, such as 2026-11-24T02:30:00.000Z.',
    ),
    endedAt: field(
      'Waktu selesai',
      'The time of the end',
      'Tulis waktu sesudah dilayani, misalnya 2026-11-24T03:00:00.000Z.',
      'Write a time after the service, such as 2026-11-24T03:00:00.000Z.',
    ),
    outcome: choice('Hasil', 'The outcome', 'selesai', 'done'),
  },
  profileBody: { email },
  dayQuery: { day },
  dayRange: {
    from: date('Tanggal awal', 'The first day'),
    to: field(
      'Tanggal akhir',
      'The last day',
      'Tulis tanggal yang tidak mendahului tanggal awal, misalnya 2026-12-31.',
      'Write a date that is not before the first day, such as 2026-12-31.',
    ),
  },
  deskQuery: { state: choice('Keadaan kunjungan', 'The state of visits', 'open', 'open'), day },
};

/** What a whole request is called where no field of it can be named. */
export const wholeRequest: FieldWords = field(
  'Kiriman ini',
  'This request',
  'Isi sekurangnya satu bagian yang dikenal, lalu kirim lagi.',
  'Fill at least one part of it that is known, then send it again.',
);
