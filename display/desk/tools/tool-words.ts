import type { LockerState } from '../../../domain/custody/custody.ts';
import { inLanguage } from '../../ui/words/words.ts';
import type { Tool } from './tool-questions.ts';

const id = {
  tools: {
    'key-lost': 'Kunci hilang',
    incident: 'Catat kejadian',
    priority: 'Ubah prioritas',
    locker: 'Keadaan loker',
    handover: 'Serah terima',
    paper: 'Nomor dari kertas',
  } satisfies Record<Tool['name'], string>,
  setLocker: {
    free: 'Tersedia',
    'out-of-order': 'Rusak',
    'key-lost': 'Kunci hilang',
  } satisfies Record<Exclude<LockerState, 'taken'>, string>,
  keyLostSteps:
    'Cocokkan orang, kartu, dan nama di buku tamu. Buka loker dengan kunci induk, buat berita acara, lalu kembalikan kartu. Tidak ada denda.',
  incidentWhat: 'Apa yang terjadi?',
  chooseIncident: 'Pilih kejadian …',
  incidentNoted: (label: string, what: string) => `${label}: kejadian tercatat (${what}).`,
  note: 'Catatan',
  regular: 'Tanpa prioritas',
  priorityNote: 'Alasan hanya terlihat oleh petugas dan dicatat.',
  handoverTo: 'Serahkan kepada',
  handoverGive: 'Serahkan',
  handoverTake: 'Saya terima',
  handoverWaits: (from: string, cards: number) => `${from} menyerahkan ${cards} kartu kepada Anda.`,
  handoverGiven: (to: string) => `Menunggu konfirmasi ${to}.`,
  noCards: 'Tidak ada kartu yang dititipkan.',
  paperHint: 'Untuk nomor yang dibagikan di kertas saat layanan terputus. Dihitung, tetapi tidak dinilai.',
  paperLabel: 'Nomor di kertas',
  paperTaken: 'Diambil pukul',
  paperServed: 'Dilayani pukul',
  paperEnded: 'Selesai pukul',
  paperOutcome: 'Hasil',
  cause: 'Sebab',
  toCounter: 'Loket tujuan',
  chooseCounter: 'Pilih loket …',
  findProfile: 'Cari isian tersimpan',
  profileEmail: 'E-mail pengunjung yang meminta isiannya disimpan',
  noProfile: 'Tidak ada isian tersimpan untuk alamat ini.',
  closingSoon: (time: string, cards: string) => `Tutup pukul ${time}. Kartu yang masih dititipkan: ${cards}.`,
};

const en: typeof id = {
  tools: {
    'key-lost': 'Key lost',
    incident: 'Note an incident',
    priority: 'Change priority',
    locker: 'State of the locker',
    handover: 'Hand over',
    paper: 'Number from paper',
  },
  setLocker: { free: 'Free', 'out-of-order': 'Out of order', 'key-lost': 'Key lost' },
  keyLostSteps:
    'Compare the person, the card and the name in the guest book. Open the locker with the master key, write the report, then return the card. There is no fine.',
  incidentWhat: 'What happened?',
  chooseIncident: 'Choose what happened …',
  incidentNoted: (label, what) => `${label}: the incident was noted (${what}).`,
  note: 'Note',
  regular: 'No priority',
  priorityNote: 'Only staff see the reason, and it is recorded.',
  handoverTo: 'Hand over to',
  handoverGive: 'Hand over',
  handoverTake: 'I take them',
  handoverWaits: (from, cards) => `${from} hands ${cards} cards over to you.`,
  handoverGiven: (to) => `Waiting for ${to} to confirm.`,
  noCards: 'No card lies at the desk.',
  paperHint: 'For numbers given out on paper while the service was away. Counted, but never judged.',
  paperLabel: 'Number on paper',
  paperTaken: 'Taken at',
  paperServed: 'Served at',
  paperEnded: 'Ended at',
  paperOutcome: 'Outcome',
  cause: 'Cause',
  toCounter: 'To counter',
  chooseCounter: 'Choose a counter …',
  findProfile: 'Find kept answers',
  profileEmail: 'E-mail of a visitor who asked to be remembered',
  noProfile: 'Nothing is kept for this address.',
  closingSoon: (time, cards) => `Closing at ${time}. Cards still here: ${cards}.`,
};

/** The words of the tools. */
export const toolWords = (): typeof id => inLanguage({ id, en });
