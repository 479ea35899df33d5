import type { MailFault, MailKind, ShownStage } from '../../domain/mail/mail.ts';
import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Surat keluar',
  filedHint:
    'Tanpa server surat, surat tidak dikirim: setiap surat disimpan sebagai berkas .eml di folder data dan dapat dibaca di sini. Setiap pembacaan dicatat.',
  sentHint: 'Surat 30 hari terakhir. Alamat dan isinya hanya ada pada penerima.',
  none: 'Belum ada surat.',
  time: 'Waktu',
  kind: 'Jenis',
  state: 'Keadaan',
  tries: 'Percobaan',
  kinds: { 'email-check': 'Konfirmasi alamat e-mail' } satisfies Record<MailKind, string>,
  stages: {
    queued: 'Menunggu',
    sent: 'Terkirim',
    dead: 'Gagal',
    withdrawn: 'Ditarik',
  } satisfies Record<ShownStage, string>,
  filed: 'Disimpan',
  faults: {
    refused: 'ditolak server surat',
    'put-off': 'ditunda server surat',
    unreachable: 'server surat tidak terjangkau',
    'not-let-in': 'server surat menolak nama atau kata sandinya',
    unreadable: 'isinya tidak dapat dibuka dengan kunci ini',
    unwritable: 'berkasnya tidak dapat ditulis',
    interrupted: 'percobaan belum selesai',
    unforeseen: 'kesalahan lain, lihat log',
  } satisfies Record<MailFault, string>,
  read: 'Baca',
  resend: 'Kirim lagi',
  reload: 'Muat ulang',
  older: 'Lebih lama',
  newest: 'Terbaru',
  close: 'Tutup',
  to: 'Kepada',
  gone: 'Berkas surat ini tidak ada di komputer ini.',
};

const en: typeof id = {
  title: 'Outgoing mail',
  filedHint:
    'Without a mail server no mail leaves: each is kept as an .eml file in the data folder and can be read here. Every reading is recorded.',
  sentHint: 'Mails of the last 30 days. Only their receivers have the addresses and what they say.',
  none: 'No mail yet.',
  time: 'Time',
  kind: 'Kind',
  state: 'State',
  tries: 'Tries',
  kinds: { 'email-check': 'Confirmation of an e-mail address' },
  stages: { queued: 'Waiting', sent: 'Sent', dead: 'Failed', withdrawn: 'Withdrawn' },
  filed: 'Filed',
  faults: {
    refused: 'refused by the mail server',
    'put-off': 'put off by the mail server',
    unreachable: 'mail server not reached',
    'not-let-in': 'the mail server refuses its user name or password',
    unreadable: 'cannot be opened with this key',
    unwritable: 'its file cannot be written',
    interrupted: 'a try has not ended',
    unforeseen: 'another fault, see the log',
  },
  read: 'Read',
  resend: 'Send again',
  reload: 'Reload',
  older: 'Older',
  newest: 'Newest',
  close: 'Close',
  to: 'To',
  gone: 'The file of this mail is not on this machine.',
};

/** The words of the outgoing mails. */
export const mailWords = (): typeof id => inLanguage({ id, en });
