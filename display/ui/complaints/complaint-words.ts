import type { Due } from '../../../domain/complaints/due-times.ts';
import type { Identity } from '../../../domain/complaints/steps.ts';
import { channelWords, kindWords, stageWords } from '../../../domain/complaints/words.ts';
import { inLanguage } from '../words/words.ts';

const id = {
  stages: stageWords.id,
  kinds: kindWords.id,
  channels: channelWords.id,
  identities: {
    named: 'Dengan nama',
    confidential: 'Rahasia',
    anonymous: 'Anonim',
  } satisfies Record<Identity, string> as Record<Identity, string>,
  dues: {
    verification: 'Verifikasi',
    'first-follow-up': 'Tindak lanjut pertama',
    answer: 'Jawaban',
    silence: 'Ditutup bila tidak ada tanggapan',
  } satisfies Record<Due, string> as Record<Due, string>,
  moves: {
    receive: 'Pengaduan diterima',
    verify: 'Diverifikasi',
    assign: 'Petugas ditetapkan',
    message: 'Pesan',
    'follow-up': 'Tindak lanjut',
    answer: 'Jawaban',
    close: 'Ditutup',
    accept: 'Jawaban diterima pengadu',
    reopen: 'Dibuka kembali',
    transfer: 'Diteruskan ke unit lain',
    dismiss: 'Dinyatakan bukan pengaduan',
    'fall-silent': 'Ditutup karena tidak ada tanggapan',
    'move-due': 'Tenggat bergeser karena kalender',
  } as Record<string, string>,
};

const en: typeof id = {
  stages: stageWords.en,
  kinds: kindWords.en,
  channels: channelWords.en,
  identities: { named: 'By name', confidential: 'Confidential', anonymous: 'Anonymous' },
  dues: {
    verification: 'Verification',
    'first-follow-up': 'First follow-up',
    answer: 'Answer',
    silence: 'Closes when nobody replies',
  },
  moves: {
    receive: 'Complaint received',
    verify: 'Verified',
    assign: 'Officer assigned',
    message: 'Message',
    'follow-up': 'Follow-up',
    answer: 'Answer',
    close: 'Closed',
    accept: 'Answer accepted by the complainant',
    reopen: 'Reopened',
    transfer: 'Handed to another unit',
    dismiss: 'Found not to be a complaint',
    'fall-silent': 'Closed for want of a reply',
    'move-due': 'Due times moved with the calendar',
  },
};

/** The words of complaints, for their complainants and for staff. */
export const complaintWords = (): typeof id => inLanguage({ id, en });
