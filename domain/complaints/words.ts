import type { Language } from '../language.ts';
import type { AnswerState, Channel, ComplaintKind, ComplaintStage } from './steps.ts';

type ComplaintWords<Code extends string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>;

/** The stages of a complaint, for complainants, staff and files. */
export const stageWords: ComplaintWords<ComplaintStage> = {
  id: {
    received: 'Diterima',
    verified: 'Diverifikasi',
    'following-up': 'Ditindaklanjuti',
    answered: 'Dijawab',
    closed: 'Ditutup',
    transferred: 'Diteruskan ke unit lain',
    dismissed: 'Bukan pengaduan',
  },
  en: {
    received: 'Received',
    verified: 'Verified',
    'following-up': 'Being followed up',
    answered: 'Answered',
    closed: 'Closed',
    transferred: 'Handed to another unit',
    dismissed: 'Not a complaint',
  },
};

/** What a complaint is found to be. */
export const kindWords: ComplaintWords<ComplaintKind> = {
  id: {
    information: 'Permintaan informasi',
    aspiration: 'Aspirasi',
    normative: 'Pengaduan normatif',
    ordinary: 'Pengaduan tidak berkadar pengawasan',
    supervisory: 'Pengaduan berkadar pengawasan',
  },
  en: {
    information: 'Request for information',
    aspiration: 'Suggestion',
    normative: 'Complaint about rules',
    ordinary: 'Complaint without need of inspection',
    supervisory: 'Complaint in need of inspection',
  },
};

/** The ways in which complaints come. */
export const channelWords: ComplaintWords<Channel> = {
  id: {
    box: 'Kotak saran',
    web: 'Formulir web',
    email: 'E-mail',
    phone: 'SMS/WhatsApp',
    desk: 'Langsung',
    lapor: 'SP4N-LAPOR!',
  },
  en: {
    box: 'Suggestion box',
    web: 'Web form',
    email: 'E-mail',
    phone: 'SMS/WhatsApp',
    desk: 'In person',
    lapor: 'SP4N-LAPOR!',
  },
};

/** How it stands with the answer. */
export const answerWords: ComplaintWords<AnswerState> = {
  id: {
    'in-time': 'Tepat waktu',
    late: 'Terlambat',
    owed: 'Belum jatuh tempo',
    overdue: 'Lewat tenggat',
    none: 'Tidak perlu dijawab lagi',
  },
  en: {
    'in-time': 'In time',
    late: 'Late',
    owed: 'Not due yet',
    overdue: 'Overdue',
    none: 'No answer owed any more',
  },
};
