import type { Language } from '../language.ts';
import type { RatingSource, SkmElement } from '../ratings/rating.ts';
import type { EscalationState } from './escalation.ts';

type ReportWords<Code extends string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>;

/** What became of the visits of a period, besides the steps that end them. */
export const outcomeWords: ReportWords<'open' | 'on-paper'> = {
  id: { open: 'Masih berjalan', 'on-paper': 'Dicatat dari kertas' },
  en: { open: 'Still going on', 'on-paper': 'Entered from paper' },
};

/** The two waits that are measured. */
export const waitWords: ReportWords<'queue' | 'service'> = {
  id: { queue: 'Nomor diambil sampai dipanggil', service: 'Buku tamu sampai dilayani' },
  en: { queue: 'Number taken to called', service: 'Guest book to service' },
};

/** What became of a warning that a promise was broken. */
export const escalationStateWords: ReportWords<EscalationState> = {
  id: {
    waiting: 'Menunggu tanggapan',
    acknowledged: 'Ditanggapi, masih menunggu',
    served: 'Dilayani',
    ended: 'Berakhir tanpa dilayani',
    withdrawn: 'Ditarik: tepat waktu',
  },
  en: {
    waiting: 'Waits for an answer',
    acknowledged: 'Acknowledged, still waiting',
    served: 'Served',
    ended: 'Ended without service',
    withdrawn: 'Withdrawn: in time',
  },
};

/** Where ratings are given. */
export const ratingSourceWords: ReportWords<RatingSource> = {
  id: {
    phone: 'Ponsel pengunjung',
    desk: 'Tablet petugas, diserahkan',
    stand: 'Tablet penilaian',
    mail: 'Tautan surat',
  },
  en: {
    phone: "Visitor's phone",
    desk: 'Desk tablet, handed over',
    stand: 'Tablet in the hall',
    mail: 'Link in a mail',
  },
};

/** The elements of the public satisfaction survey. */
export const skmElementWords: ReportWords<SkmElement> = {
  id: {
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
  en: {
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
};
