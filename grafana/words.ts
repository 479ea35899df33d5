import type { Owed } from '../domain/complaints/due-times.ts';
import type { ComplaintKind, openStages } from '../domain/complaints/steps.ts';
import type {
  AnswerResult,
  AttachmentRoom,
  mendResults,
  EngineResult,
  MoveResult,
  SyntheticResult,
  deliveryResults,
  escalationCounts,
  softcopyResults,
} from '../domain/metrics.ts';
import type { MailFault, pendingStages } from '../domain/mail/mail.ts';
import * as staff from '../domain/staff/words.ts';
import type { VisitFault } from '../domain/visits/record.ts';
import { settledVerdicts } from '../domain/visits/sla.ts';
import type { LibraryUse } from '../domain/supervision/library-uses.ts';
import { finalSteps, openSteps } from '../domain/visits/steps.ts';

/** Some words of a table, for panels that show no other label values. */
function only<Code extends string, Part extends Code>(
  words: Readonly<Record<Code, string>>,
  codes: readonly Part[],
): Readonly<Record<Part, string>> {
  return Object.fromEntries(codes.map((code) => [code, words[code]])) as Record<Part, string>;
}

// Words for label values; a value without a word does not compile.

export const stepWords = only(staff.stepWords.id, openSteps);
export const outcomeWords = only(staff.stepWords.id, finalSteps);
export const verdictWords = only(staff.verdictWords.id, settledVerdicts);
export const scoreWords = staff.scoreWords.id;

export const libraryUseWords: Readonly<Record<LibraryUse, string>> = {
  search: 'Pencarian',
  'empty-search': 'Pencarian tanpa hasil',
  registration: 'Pendaftaran',
  softcopy: 'Softcopy diambil',
  'in-room-use': 'Dibaca di tempat',
};

export const stageWords: Readonly<Record<(typeof openStages)[number], string>> = {
  received: 'Diterima',
  verified: 'Diverifikasi',
  'following-up': 'Ditindaklanjuti',
  answered: 'Dijawab',
};

export const dueWords: Readonly<Record<Owed, string>> = {
  verification: 'Verifikasi',
  'first-follow-up': 'Tindak lanjut pertama',
  answer: 'Jawaban',
};

export const kindWords: Readonly<Record<ComplaintKind, string>> = {
  information: 'Permintaan informasi',
  aspiration: 'Aspirasi',
  normative: 'Pengaduan normatif',
  ordinary: 'Tidak berkadar pengawasan',
  supervisory: 'Berkadar pengawasan',
};

export const answerWords: Readonly<Record<AnswerResult, string>> = {
  'in-time': 'Tepat waktu',
  late: 'Terlambat',
};

export const moveResultWords: Readonly<Record<MoveResult, string>> = {
  written: 'Tercatat',
  repeated: 'Diulang',
  refused: 'Ditolak',
  failed: 'Gagal',
};

export const mendResultWords: Readonly<Record<(typeof mendResults)[number], string>> = {
  mended: 'Disamakan',
  failed: 'Gagal',
};

export const faultWords: Readonly<Record<VisitFault, string>> = {
  missing: 'Tanpa alur kerja',
  behind: 'Mesin tertinggal',
  ahead: 'Basis data tertinggal',
  silent: 'Mesin tidak menjawab',
};

export const mailStageWords: Readonly<Record<(typeof pendingStages)[number], string>> = {
  queued: 'Menunggu',
  dead: 'Gagal',
};

export const mailFaultWords: Readonly<Record<MailFault, string>> = {
  refused: 'Ditolak server',
  'put-off': 'Ditunda server',
  unreachable: 'Server tidak terjangkau',
  'not-let-in': 'Kata sandi server ditolak',
  unreadable: 'Tidak dapat dibuka',
  unwritable: 'Berkas tidak dapat ditulis',
  interrupted: 'Terputus',
  unforeseen: 'Lainnya',
};

export const engineResultWords: Readonly<Record<EngineResult, string>> = {
  answered: 'Dijawab',
  refused: 'Ditolak',
  unavailable: 'Tidak terjangkau',
};

export const escalationWords: Readonly<Record<(typeof escalationCounts)[number], string>> = {
  warned: 'Diperingatkan',
  saved: 'Terselamatkan sebelum batas',
  raised: 'Diteruskan ke supervisor',
  acknowledged: 'Ditanggapi',
};

export const deliveryResultWords: Readonly<Record<(typeof deliveryResults)[number], string>> = {
  sent: 'Terkirim',
  failed: 'Gagal',
};

export const softcopyResultWords: Readonly<Record<(typeof softcopyResults)[number], string>> = {
  made: 'Selesai',
  failed: 'Gagal, dicoba lagi',
  'given-up': 'Tidak jadi dibuat',
};

export const attachmentRoomWords: Readonly<Record<AttachmentRoom, string>> = {
  all: 'Semua lampiran',
  complainants: 'Yang boleh diisi pelapor',
  unverified: 'Belum diverifikasi, kantor terpenuh',
};

export const syntheticResultWords: Readonly<Record<SyntheticResult, string>> = {
  ok: 'Berhasil',
  failed: 'Gagal',
};
