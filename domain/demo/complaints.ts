import type { ComplaintMove } from '../complaints/complaint.ts';
import type { Channel, Identity } from '../complaints/steps.ts';

/** A move of an invented complaint, so many days after it came in, at a time of the office's clock. */
export interface InventedMove {
  readonly day: number;
  readonly time: string;
  readonly move: ComplaintMove;
  readonly by: 'staff' | 'complainant';
  readonly text: string | null;
}

/** A complaint that nobody made, so many days before the month ends. */
export interface InventedComplaint {
  readonly daysBefore: number;
  readonly time: string;
  readonly channel: Channel;
  readonly identity: Identity;
  readonly text: string;
  readonly person: string | null;
  readonly moves: readonly InventedMove[];
}

const byStaff = (
  day: number,
  time: string,
  move: ComplaintMove,
  text: string | null = null,
): InventedMove => ({
  day,
  time,
  move,
  by: 'staff',
  text,
});

/** One for each stage, and one that was answered too late. Moves that would come after the month are left out. */
export const inventedComplaints: readonly InventedComplaint[] = [
  {
    daysBefore: 34,
    time: '10:12',
    channel: 'web',
    identity: 'named',
    person: 'Rina Contoh',
    text: 'Contoh pengaduan: saya menunggu hampir dua puluh menit sebelum nomor saya dipanggil.',
    moves: [
      byStaff(1, '08:40', { name: 'verify', kind: 'ordinary' }),
      byStaff(2, '09:05', { name: 'follow-up' }, 'Jadwal petugas pada jam sibuk sedang kami periksa.'),
      byStaff(6, '14:20', { name: 'answer' }, 'Mulai pekan ini loket kedua dibuka pada pukul 09.00–11.00.'),
      { day: 7, time: '19:31', move: { name: 'accept' }, by: 'complainant', text: null },
    ],
  },
  {
    daysBefore: 30,
    time: '13:45',
    channel: 'box',
    identity: 'anonymous',
    person: null,
    text: 'Contoh pengaduan dari kotak saran: pendingin udara di ruang baca tidak menyala.',
    moves: [
      byStaff(1, '11:15', { name: 'verify', kind: 'ordinary' }),
      byStaff(23, '10:00', { name: 'answer' }, 'Pendingin udara sudah diperbaiki. Mohon maaf atas lamanya.'),
      byStaff(24, '15:30', { name: 'close' }),
    ],
  },
  {
    daysBefore: 20,
    time: '09:02',
    channel: 'email',
    identity: 'confidential',
    person: 'Yoga Contoh',
    text: 'Contoh pengaduan: petugas menjawab dengan nada yang kurang sopan ketika saya bertanya.',
    moves: [
      byStaff(2, '08:30', { name: 'verify', kind: 'ordinary' }),
      byStaff(3, '10:10', { name: 'follow-up' }, 'Kami sudah berbicara dengan petugas yang bertugas.'),
      byStaff(12, '13:00', { name: 'answer' }, 'Kami mohon maaf. Petugas telah mendapat pembinaan.'),
    ],
  },
  {
    daysBefore: 13,
    time: '15:20',
    channel: 'web',
    identity: 'named',
    person: 'Sari Contoh',
    text: 'Contoh permintaan informasi: apakah publikasi tahun 1998 masih dapat dibaca di tempat?',
    moves: [
      byStaff(1, '09:00', { name: 'verify', kind: 'information' }),
      byStaff(1, '09:20', { name: 'transfer' }, 'Diteruskan ke bagian publikasi, yang menyimpan arsipnya.'),
    ],
  },
  {
    daysBefore: 8,
    time: '11:37',
    channel: 'lapor',
    identity: 'named',
    person: 'Budi Contoh',
    text: 'Contoh pengaduan SP4N-LAPOR!: loker nomor 14 sulit dibuka, kuncinya macet.',
    moves: [
      byStaff(1, '08:50', { name: 'verify', kind: 'ordinary' }),
      byStaff(2, '10:30', { name: 'follow-up' }, 'Kunci loker sedang diganti.'),
    ],
  },
  {
    daysBefore: 3,
    time: '14:05',
    channel: 'desk',
    identity: 'named',
    person: 'Wati Contoh',
    text: 'Contoh saran: mohon disediakan meja baca yang dapat dipakai dari kursi roda.',
    moves: [byStaff(1, '08:35', { name: 'verify', kind: 'aspiration' })],
  },
  {
    daysBefore: 1,
    time: '10:48',
    channel: 'phone',
    identity: 'named',
    person: 'Tono Contoh',
    text: 'Contoh pengaduan lewat telepon: jam layanan di situs web berbeda dengan di pintu.',
    moves: [],
  },
];
