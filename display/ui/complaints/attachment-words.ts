import {
  attachmentLimits,
  unknownKindWords,
  type AttachmentKind,
  type DeletionReason,
} from '../../../domain/complaints/attachments.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import { sizeOf } from '../softcopies/size.ts';
import { dateOf } from '../words/format.ts';
import { inLanguage } from '../words/words.ts';

const { mostBytes, mostOfMessage } = attachmentLimits;
const megabytes = mostBytes / 1024 / 1024;

const id = {
  title: 'Lampiran',
  hint: `Foto (JPEG, PNG, WebP) atau PDF, paling banyak ${mostOfMessage} untuk setiap pesan, masing-masing paling besar ${megabytes} MB; foto yang lebih besar diperkecil. Lokasi dan keterangan tersembunyi di dalam foto dihapus, begitu pula nama pembuat PDF.`,
  choose: 'Pilih foto atau PDF',
  waiting: 'Menunggu giliran',
  held: 'Dikirim bersama tulisan ini',
  atOnce: 'Setiap berkas langsung dikirim begitu dipilih.',
  sending: (percent: number) => `Mengirim ${percent} %`,
  preparing: 'Disiapkan …',
  looking: 'Diperiksa …',
  again: (seconds: number) => `Terputus. Dicoba lagi dalam ${seconds} detik.`,
  busy: (seconds: number) => `Layanan sedang sibuk. Dicoba lagi dalam ${seconds} detik.`,
  done: 'Terlampir',
  same: 'Sudah terlampir: berkas yang sama dengan di atas',
  retry: 'Coba lagi',
  giveUp: 'Batalkan',
  remove: 'Hapus dari daftar',
  tooLarge: `Berkas ini terlalu besar, paling besar ${megabytes} MB.`,
  unknownKind: unknownKindWords.id,
  leftOut: (n: number) =>
    `${n} berkas tidak dimasukkan: paling banyak ${mostOfMessage} lampiran untuk setiap pesan.`,
  leave: 'Berkas masih dikirim. Tinggalkan, dan batalkan pengirimannya?',
  label: (nth: number, kind: AttachmentKind, bytes: number) =>
    `Lampiran ${nth} (${kind === 'pdf' ? 'PDF' : 'gambar'}, ${sizeOf(bytes)})`,
  short: (nth: number, kind: AttachmentKind) => `Lampiran ${nth} (${kind === 'pdf' ? 'PDF' : 'gambar'})`,
  delete: 'Hapus lampiran',
  deleting:
    'Isinya hilang untuk semua dan tidak dapat dikembalikan. Nama Anda dan alasannya dicatat; pengadu membaca alasannya.',
  reasons: {
    'other-person': 'memuat orang lain atau datanya',
    indecent: 'tidak pantas',
    harmful: 'berkas berbahaya',
    unrelated: 'tidak berkaitan dengan pengaduan',
    'own-wish': 'permintaan pengirimnya',
  } satisfies Record<DeletionReason, string> as Record<DeletionReason, string>,
  deleted: (what: string, by: string | null, day: string, reason: string) =>
    `${what} dihapus${by === null ? '' : ` oleh ${by}`} pada ${day}. Alasan: ${reason}.`,
  fetching: 'Mengunduh …',
  notFetched: 'Lampiran belum dapat diunduh. Coba lagi.',
};

const en: typeof id = {
  title: 'Attachments',
  hint: `Photos (JPEG, PNG, WebP) or PDFs, ${mostOfMessage} at most for each message, ${megabytes} MB at most each; larger photos are made smaller. Places and other hidden details in photos are removed, and so is who made a PDF.`,
  choose: 'Choose photos or PDFs',
  waiting: 'Waiting its turn',
  held: 'Will be sent with this text',
  atOnce: 'Each file is sent as soon as it is chosen.',
  sending: (percent) => `Sending ${percent} %`,
  preparing: 'Being prepared …',
  looking: 'Being looked at …',
  again: (seconds) => `Broken off. Trying again in ${seconds} seconds.`,
  busy: (seconds) => `The service is busy. Trying again in ${seconds} seconds.`,
  done: 'Attached',
  same: 'Attached already: the same file as above',
  retry: 'Try again',
  giveUp: 'Give up',
  remove: 'Remove from the list',
  tooLarge: `This file is too large, ${megabytes} MB at most.`,
  unknownKind: unknownKindWords.en,
  leftOut: (n) =>
    `${n} ${n === 1 ? 'file' : 'files'} left out: ${mostOfMessage} attachments at most for each message.`,
  leave: 'A file is still being sent. Leave, and give it up?',
  label: (nth, kind, bytes) => `Attachment ${nth} (${kind === 'pdf' ? 'PDF' : 'picture'}, ${sizeOf(bytes)})`,
  short: (nth, kind) => `Attachment ${nth} (${kind === 'pdf' ? 'PDF' : 'picture'})`,
  delete: 'Delete the attachment',
  deleting:
    'Its content is gone for everybody and cannot be brought back. Your name and the reason are recorded; the complainant reads the reason.',
  reasons: {
    'other-person': 'shows somebody else or their data',
    indecent: 'indecent',
    harmful: 'a harmful file',
    unrelated: 'not about the complaint',
    'own-wish': 'its sender asked for it',
  },
  deleted: (what, by, day, reason) =>
    `${what} was deleted${by === null ? '' : ` by ${by}`} on ${day}. Reason: ${reason}.`,
  fetching: 'Downloading …',
  notFetched: 'The attachment could not be downloaded. Please try again.',
};

/** The words of attachments, for both sides. */
export const attachmentWords = (): typeof id => inLanguage({ id, en });

/** That an attachment was deleted, when and why, and by whom where that is told. */
export function deletedText(
  { nth, kind }: AttachmentView,
  { at, by, reason }: NonNullable<AttachmentView['deleted']>,
): string {
  const texts = attachmentWords();
  return texts.deleted(texts.short(nth, kind), by, dateOf(at), texts.reasons[reason]);
}

/** How an attachment is called. */
export const labelOf = ({ nth, kind, bytes }: AttachmentView): string =>
  attachmentWords().label(nth, kind, bytes);
