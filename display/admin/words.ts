import { pathOf } from '../../domain/pages.mjs';
import type { BoardStanding } from '../../domain/boards/board-names.ts';
import type { DayKind } from '../../domain/offices/calendar.ts';
import type { Weekday } from '../../domain/offices/policy.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { Language } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

interface AdminWords {
  readonly title: string;
  readonly noAccess: string;
  readonly desk: string;
  readonly save: string;
  readonly saved: string;
  readonly add: string;
  readonly remove: string;
  readonly office: string;
  readonly name: string;
  readonly unit: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly pledge: string;
  readonly noticeVersion: string;
  readonly noticeId: string;
  readonly noticeEn: string;
  readonly disabled: string;
  readonly disabledHint: string;
  readonly places: string;
  readonly counters: string;
  readonly countersHint: string;
  readonly lockers: string;
  readonly lockersHint: string;
  readonly calendar: string;
  readonly calendarHint: string;
  readonly nationalCalendar: string;
  readonly nationalCalendarHint: string;
  readonly date: string;
  readonly kind: string;
  readonly dayKind: Readonly<Record<DayKind, string>>;
  readonly dayName: string;
  readonly hours: string;
  readonly hoursHint: string;
  readonly importCsv: string;
  readonly imported: (n: number) => string;
  readonly line: (n: string) => string;
  readonly emptyCalendar: string;
  readonly policy: string;
  readonly policyHint: (version: number) => string;
  readonly sk: string;
  readonly effectiveFrom: string;
  readonly slaSeconds: string;
  readonly slaWarnSeconds: string;
  readonly escalationRepeatMinutes: string;
  readonly slaBasis: string;
  readonly basis: Readonly<Record<'service-start' | 'access', string>>;
  readonly noShowSeconds: string;
  readonly typingHoldSeconds: string;
  readonly undoSeconds: string;
  readonly priorityRun: string;
  readonly lastTicket: string;
  readonly kiosk: string;
  readonly kioskOpen: string;
  readonly kioskPaired: string;
  readonly kioskOpenWarning: string;
  readonly always: string;
  readonly alwaysWarning: string;
  readonly weekday: Readonly<Record<Weekday, string>>;
  readonly accounts: string;
  readonly username: string;
  readonly role: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly password: string;
  readonly passwordHint: string;
  readonly state: string;
  readonly active: string;
  readonly inactive: string;
  readonly disable: string;
  readonly enable: string;
  readonly reset: string;
  readonly newPassword: (username: string) => string;
  readonly boardNames: string;
  readonly boardNamesHint: string;
  readonly boardWaits: (name: string) => string;
  readonly acceptBoard: string;
  readonly boardName: string;
  readonly boardState: Readonly<Record<BoardStanding, string>>;
  readonly boardAutomatic: string;
  readonly devices: string;
  readonly devicesHint: string;
  readonly deviceName: string;
  readonly deviceState: Readonly<Record<'waiting' | 'paired' | 'revoked', string>>;
  readonly pairingCode: (code: string) => string;
  readonly revoke: string;
  readonly announcement: string;
  readonly message: string;
  readonly inIndonesian: string;
  readonly inEnglish: string;
  readonly closing: string;
  readonly closingHint: string;
  readonly until: string;
  readonly untilHint: string;
  readonly announce: string;
  readonly takeBack: string;
  readonly closedNow: string;
  readonly days: string;
  readonly noDays: string;
  readonly day: string;
  readonly visits: string;
  readonly promise: string;
  readonly held: string;
  readonly unfinished: string;
  readonly settled: string;
  readonly notSettled: string;
  readonly onTime: (met: number, n: number) => string;
  readonly incidents: string;
  readonly noIncidents: string;
  readonly number: string;
  readonly what: string;
  readonly note: string;
  readonly by: string;
}

const tables: Readonly<Record<Language, AdminWords>> = {
  id: {
    title: 'Pengaturan',
    noAccess: 'Halaman ini untuk admin dan supervisor.',
    desk: 'Meja layanan',
    save: 'Simpan',
    saved: 'Tersimpan.',
    add: 'Tambah',
    remove: 'Hapus',
    office: 'Kantor',
    name: 'Nama kantor',
    unit: 'Unit pelayanan',
    address: 'Alamat',
    phone: 'Telepon',
    email: 'E-mail',
    website: 'Situs web',
    pledge: 'Maklumat pelayanan',
    noticeVersion: 'Versi pemberitahuan privasi',
    noticeId: 'Pemberitahuan privasi (Indonesia)',
    noticeEn: 'Pemberitahuan privasi (Inggris)',
    disabled: 'Kantor dinonaktifkan',
    disabledHint: 'Tidak ada nomor baru; kunjungan yang berjalan diselesaikan.',
    places: 'Loket dan loker',
    counters: 'Loket',
    countersHint: 'Satu baris satu loket: KODE = Nama di papan',
    lockers: 'Loker',
    lockersHint: 'Kode dipisah spasi. Loker yang berisi tas tidak dapat dihapus.',
    calendar: 'Kalender',
    calendarHint:
      'Tanggal yang berbeda dari jam mingguan. Berlaku segera, juga untuk hari ini; yang sudah menunggu tetap dilayani.',
    nationalCalendar: 'Kalender semua kantor',
    nationalCalendarHint:
      'Libur nasional dan cuti bersama untuk semua kantor. Tanggal yang ditetapkan kantor sendiri didahulukan.',
    date: 'Tanggal',
    kind: 'Jenis',
    dayKind: {
      holiday: 'Libur nasional',
      'collective-leave': 'Cuti bersama',
      closure: 'Penutupan kantor',
      hours: 'Jam khusus',
    },
    dayName: 'Nama',
    hours: 'Jam',
    hoursHint: 'Hanya untuk jam khusus, misalnya 08:00-12:00 13:00-15:00',
    importCsv: 'Impor CSV (tanggal;jenis;nama;jam)',
    imported: (n) => `${n} tanggal dibaca. Periksa, lalu simpan.`,
    line: (n) => `Baris ${n}`,
    emptyCalendar: 'Belum ada tanggal khusus.',
    policy: 'Standar dan aturan',
    policyHint: (version) =>
      `Versi ${version} berlaku. Simpan membuat versi baru; kunjungan yang berjalan memakai versi saat nomornya diambil.`,
    sk: 'Nomor SK',
    effectiveFrom: 'Berlaku mulai',
    slaSeconds: 'Batas layanan (detik)',
    slaWarnSeconds: 'Peringatan setelah (detik)',
    escalationRepeatMinutes: 'Ulangi pemberitahuan lewat batas setiap (menit, 0: sekali saja)',
    slaBasis: 'Batas dihitung sampai',
    basis: { 'service-start': 'layanan dimulai', access: 'masuk perpustakaan' },
    noShowSeconds: 'Tidak hadir setelah (detik)',
    typingHoldSeconds: 'Ditunda paling lama selama buku tamu diisi (detik)',
    undoSeconds: 'Dapat diurungkan selama (detik)',
    priorityRun: 'Panggilan prioritas berturut-turut',
    lastTicket: 'Nomor terakhir sebelum tutup (menit)',
    kiosk: 'Kios',
    kioskOpen: 'Terbuka untuk semua perangkat',
    kioskPaired: 'Hanya kios yang terhubung dan petugas',
    kioskOpenWarning: 'Setiap perangkat di jaringan dapat mengambil nomor.',
    always: 'Selalu buka',
    alwaysWarning: 'Selalu buka hanya untuk percobaan: hari berakhir tengah malam.',
    weekday: {
      monday: 'Senin',
      tuesday: 'Selasa',
      wednesday: 'Rabu',
      thursday: 'Kamis',
      friday: 'Jumat',
      saturday: 'Sabtu',
      sunday: 'Minggu',
    },
    accounts: 'Akun',
    username: 'Nama pengguna',
    role: 'Peran',
    roles: { staff: 'Petugas', supervisor: 'Supervisor', admin: 'Admin' },
    password: 'Kata sandi',
    passwordHint: 'Sekurangnya 8 huruf. Sampaikan langsung kepada orangnya.',
    state: 'Keadaan',
    active: 'Aktif',
    inactive: 'Nonaktif',
    disable: 'Nonaktifkan',
    enable: 'Aktifkan',
    reset: 'Kata sandi baru',
    newPassword: (username) => `Kata sandi baru untuk ${username}`,
    boardNames: 'Papan di kantor ini',
    boardNamesHint: `Nama papan adalah yang tertulis di alamatnya, misalnya ${pathOf('board')}?papan=lobi. Papan yang belum diterima tetap menampilkan nomor, tetapi tidak ada di daftar petugas.`,
    boardWaits: (name) => `Papan “${name}” ingin masuk daftar.`,
    acceptBoard: 'Terima',
    boardName: 'Terima papan dengan nama',
    boardState: { accepted: 'Diterima', waiting: 'Menunggu', removed: 'Dihapus' },
    boardAutomatic: 'Diterima otomatis',
    devices: 'Perangkat kios',
    devicesHint: 'Hanya perlu bila nomor tidak boleh diambil dari setiap perangkat.',
    deviceName: 'Nama perangkat',
    deviceState: { waiting: 'Menunggu kode', paired: 'Terhubung', revoked: 'Dicabut' },
    pairingCode: (code) => `Masukkan kode ${code} di kios dalam sepuluh menit.`,
    revoke: 'Cabut',
    announcement: 'Pengumuman',
    message: 'Pesan di papan',
    inIndonesian: 'Bahasa Indonesia',
    inEnglish: 'Bahasa Inggris',
    closing: 'Tutup di luar jadwal',
    closingHint: 'Tidak ada nomor baru, papan menampilkan alasannya, kunjungan yang berjalan diselesaikan.',
    until: 'Sampai pukul',
    untilHint: 'Kosong: sampai dibuka kembali',
    announce: 'Umumkan',
    takeBack: 'Tarik kembali',
    closedNow: 'Sekarang tutup di luar jadwal.',
    days: 'Akhir hari',
    noDays: 'Belum ada hari yang ditutup.',
    day: 'Hari',
    visits: 'Kunjungan',
    promise: 'Tepat waktu',
    held: 'Kartu belum kembali',
    unfinished: 'Tidak berakhir',
    settled: 'Rekap tersimpan',
    notSettled: 'Menunggu',
    onTime: (met, n) => `${met} dari ${n}`,
    incidents: 'Kejadian kartu dan kunci',
    noIncidents: 'Tidak ada kejadian.',
    number: 'Nomor',
    what: 'Kejadian',
    note: 'Catatan',
    by: 'Petugas',
  },
  en: {
    title: 'Settings',
    noAccess: 'This page is for admins and supervisors.',
    desk: 'Service desk',
    save: 'Save',
    saved: 'Saved.',
    add: 'Add',
    remove: 'Remove',
    office: 'Office',
    name: 'Name of the office',
    unit: 'Service unit',
    address: 'Address',
    phone: 'Phone',
    email: 'E-mail',
    website: 'Website',
    pledge: 'Service pledge',
    noticeVersion: 'Version of the privacy notice',
    noticeId: 'Privacy notice (Indonesian)',
    noticeEn: 'Privacy notice (English)',
    disabled: 'Office disabled',
    disabledHint: 'No new numbers; running visits are finished.',
    places: 'Counters and lockers',
    counters: 'Counters',
    countersHint: 'One a line: CODE = name on the board',
    lockers: 'Lockers',
    lockersHint: 'Codes with blanks between. A locker with a bag cannot be removed.',
    calendar: 'Calendar',
    calendarHint:
      'Dates that differ from the week. They hold at once, today too; who waits already is still served.',
    nationalCalendar: 'Calendar of all offices',
    nationalCalendarHint:
      'Public holidays for all offices. A date that an office has set itself comes first.',
    date: 'Date',
    kind: 'Kind',
    dayKind: {
      holiday: 'National holiday',
      'collective-leave': 'Collective leave',
      closure: 'Office closed',
      hours: 'Other hours',
    },
    dayName: 'Name',
    hours: 'Hours',
    hoursHint: 'Only for other hours, such as 08:00-12:00 13:00-15:00',
    importCsv: 'Import CSV (tanggal;jenis;nama;jam)',
    imported: (n) => `${n} dates read. Check them, then save.`,
    line: (n) => `Line ${n}`,
    emptyCalendar: 'No dates yet.',
    policy: 'Standard and rules',
    policyHint: (version) =>
      `Version ${version} is in force. Saving adds a version; running visits keep the one their number was taken under.`,
    sk: 'SK number',
    effectiveFrom: 'In force from',
    slaSeconds: 'Promise (seconds)',
    slaWarnSeconds: 'Warning after (seconds)',
    escalationRepeatMinutes: 'Tell of a broken promise again every (minutes, 0: once only)',
    slaBasis: 'Counted until',
    basis: { 'service-start': 'the service starts', access: 'the library is entered' },
    noShowSeconds: 'No-show after (seconds)',
    typingHoldSeconds: 'Put off at most while the guest book is filled (seconds)',
    undoSeconds: 'Undo within (seconds)',
    priorityRun: 'Priority calls in a row',
    lastTicket: 'Last number before closing (minutes)',
    kiosk: 'Kiosk',
    kioskOpen: 'Open to every device',
    kioskPaired: 'Paired kiosks and staff only',
    kioskOpenWarning: 'Every device in the network can take numbers.',
    always: 'Always open',
    alwaysWarning: 'Always open is for trying out: the day ends at midnight.',
    weekday: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    },
    accounts: 'Accounts',
    username: 'User name',
    role: 'Role',
    roles: { staff: 'Officer', supervisor: 'Supervisor', admin: 'Admin' },
    password: 'Password',
    passwordHint: 'At least 8 characters. Tell it to the person yourself.',
    state: 'State',
    active: 'Active',
    inactive: 'Disabled',
    disable: 'Disable',
    enable: 'Enable',
    reset: 'New password',
    newPassword: (username) => `New password for ${username}`,
    boardNames: 'Boards in this office',
    boardNamesHint: `A board’s name is the one in its address, such as ${pathOf('board')}?papan=lobi. A board that was not accepted shows the numbers all the same, but is not on the officers’ list.`,
    boardWaits: (name) => `Board “${name}” wants to be on the list.`,
    acceptBoard: 'Accept',
    boardName: 'Accept a board by its name',
    boardState: { accepted: 'Accepted', waiting: 'Waiting', removed: 'Removed' },
    boardAutomatic: 'Accepted automatically',
    devices: 'Kiosk devices',
    devicesHint: 'Only needed where not every device may take numbers.',
    deviceName: 'Name of the device',
    deviceState: { waiting: 'Waiting for the code', paired: 'Paired', revoked: 'Revoked' },
    pairingCode: (code) => `Enter ${code} at the kiosk within ten minutes.`,
    revoke: 'Revoke',
    announcement: 'Announcement',
    message: 'Message on the boards',
    inIndonesian: 'In Indonesian',
    inEnglish: 'In English',
    closing: 'Close out of turn',
    closingHint: 'No new numbers, the board says why, running visits are finished.',
    until: 'Until',
    untilHint: 'Empty: until it is opened again',
    announce: 'Announce',
    takeBack: 'Take back',
    closedNow: 'Closed out of turn now.',
    days: 'Ends of days',
    noDays: 'No day has been closed yet.',
    day: 'Day',
    visits: 'Visits',
    promise: 'On time',
    held: 'Cards not returned',
    unfinished: 'Not ended',
    settled: 'Figures kept',
    notSettled: 'Waiting',
    onTime: (met, n) => `${met} of ${n}`,
    incidents: 'Cards and keys: incidents',
    noIncidents: 'Nothing happened.',
    number: 'Number',
    what: 'What happened',
    note: 'Note',
    by: 'Officer',
  },
};

/** The settings pages' own words. */
export const adminWords = (): AdminWords => inLanguage(tables);
