import { countText } from '../../../domain/language.ts';
import type { RunState, SourceOutcome } from '../../../domain/catalogue/import-runs.ts';
import type { SourceRefusal } from '../../../domain/catalogue/webapi.ts';
import { inLanguage } from '../../ui/words/words.ts';

/** The first few of them. */
const listOf = (numbers: readonly number[]): string =>
  numbers.length > 5 ? `${numbers.slice(0, 5).join(', ')}, …` : numbers.join(', ');

const id = {
  title: 'Katalog',
  publications: (n: number) => (n === 0 ? 'Belum ada publikasi.' : `${countText(n, 'id')} publikasi.`),
  samples: (n: number) =>
    `${countText(n, 'id')} di antaranya contoh dari pemasangan pertama. Hapus contoh itu setelah koleksi kantor sendiri masuk; yang lain tidak berubah.`,
  addressUnknown: (here: string) =>
    `PUBLIC_URL belum diatur. Kode QR pada softcopy memuat alamat tempat halaman dibuka, misalnya ${here}, yang mungkin tidak dapat dibuka orang lain. Atur PUBLIC_URL saat menjalankan Kunjung sebelum softcopy dibagikan; softcopy yang sudah diunduh tetap memuat alamat lama.`,
  removeSamples: 'Hapus koleksi contoh',
  removeSure: (n: number) =>
    `Hapus ${countText(n, 'id')} publikasi contoh? Tidak dapat dikembalikan dari halaman ini.`,
  removeYes: 'Ya, hapus contoh',
  cancel: 'Batal',
  file: 'Berkas koleksi',
  fileHint:
    'CSV (titik koma atau koma, UTF-8) atau JSON Lines, paling besar 16 MB. Berkas diperiksa dahulu baris demi baris; koleksi baru berubah setelah Terapkan. Yang tidak ada di berkas tetap.',
  choose: 'Pilih berkas',
  download: 'Unduh koleksi (CSV)',
  sending: (percent: number) => (percent < 100 ? `Mengirim, ${percent} %` : 'Memeriksa baris …'),
  trial: 'Hasil pemeriksaan. Belum ada yang berubah.',
  applied: 'Sudah diterapkan.',
  apply: 'Terapkan',
  discard: 'Batal',
  counts: (added: number, changed: number, unchanged: number, refused: number) =>
    `${countText(added, 'id')} baru, ${countText(changed, 'id')} berubah, ${countText(unchanged, 'id')} tetap, ${countText(refused, 'id')} ditolak.`,
  line: 'Baris',
  outcome: 'Hasil',
  publication: 'Publikasi',
  why: 'Keterangan',
  outcomes: {
    added: 'Baru',
    changed: 'Berubah',
    unchanged: 'Tetap',
    refused: 'Ditolak',
  } satisfies Record<SourceOutcome, string>,
  firstOnly: (n: number) => `Hanya ${n} baris pertama yang ditampilkan.`,
  webapi: 'Impor dari WebAPI BPS',
  off: 'Tidak diatur. Isi WEBAPI_BASE_URL dan WEBAPI_KEY saat menjalankan Kunjung (lihat README).',
  on: (domain: string) =>
    `Setiap malam, domain ${domain}. Hanya yang baru dan yang berubah yang diambil. Isian kantor sendiri, seperti tempat di rak, tetap; publikasi yang hilang dari sumber tidak dihapus.`,
  runNow: 'Jalankan sekarang',
  reload: 'Muat ulang',
  none: 'Belum pernah dijalankan.',
  time: 'Waktu',
  by: 'Oleh',
  schedule: 'Jadwal',
  state: 'Keadaan',
  states: {
    queued: 'Menunggu giliran',
    running: 'Berjalan',
    done: 'Selesai',
    failed: 'Gagal',
  } satisfies Record<RunState, string>,
  page: (page: number, pages: number | null) => `halaman ${page} dari ${pages ?? '…'}`,
  added: 'Baru',
  changed: 'Berubah',
  unchanged: 'Tetap',
  refused: 'Ditolak',
  missing: 'Hilang di sumber',
  refusals: 'Yang ditolak impor terakhir',
  reasons: {
    'no-id': 'tanpa id yang dapat ditanyakan',
    'no-detail': 'rinciannya tidak diberikan sumber',
    'no-title': 'tanpa judul yang dapat dipakai',
    'no-year': 'tanpa tahun',
    'no-number': 'tanpa nomor katalog dan nomor publikasi',
    'same-number': 'nomornya sudah dipakai publikasi lain',
  } satisfies Record<SourceRefusal, string>,
  untitled: '(tanpa judul)',
  synonyms: 'Istilah yang sama artinya',
  synonymsHint:
    'Pencarian menganggap istilah dalam satu baris sama. Contoh: dengan baris “pdrb, produk domestik regional bruto”, pengunjung yang mencari PDRB menemukan juga judul yang menuliskan kepanjangannya.',
  synonymsFixed: 'Daftar ini milik semua kantor. Hanya admin semua kantor yang dapat mengubahnya.',
  synonymGroups: (n: number) => `Istilah, satu kelompok tiap baris (${countText(n, 'id')} kelompok)`,
  synonymsLimits: (most: number) =>
    `Pisahkan istilah dengan koma, dan mulai baris baru untuk kelompok baru; paling banyak ${countText(most, 'id')} baris. Huruf besar, aksen dan tanda baca tidak membedakan. Berlaku di semua kantor segera setelah disimpan.`,
  lines: (at: readonly number[]) => `Baris ${listOf(at)}`,
};

const en: typeof id = {
  title: 'Catalogue',
  publications: (n) => (n === 0 ? 'No publication yet.' : `${countText(n, 'en')} publications.`),
  samples: (n) =>
    `${countText(n, 'en')} of them are samples of the first installation. Remove these once the office's own collection is in; nothing else changes.`,
  addressUnknown: (here) =>
    `PUBLIC_URL is not set. QR codes of softcopies hold the address by which the page was opened, such as ${here}, which others may not reach. Set PUBLIC_URL when starting Kunjung before softcopies are handed out; those downloaded already keep the old address.`,
  removeSamples: 'Remove the sample collection',
  removeSure: (n) => `Remove ${countText(n, 'en')} sample publications? This page cannot bring them back.`,
  removeYes: 'Yes, remove the samples',
  cancel: 'Cancel',
  file: 'Collection file',
  fileHint:
    'CSV (semicolons or commas, UTF-8) or JSON Lines, 16 MB at most. The file is looked at line by line first; the collection changes once you apply it. What is not in the file stays.',
  choose: 'Choose a file',
  download: 'Download the collection (CSV)',
  sending: (percent) => (percent < 100 ? `Sending, ${percent}%` : 'Looking at the lines …'),
  trial: 'What was found. Nothing has changed yet.',
  applied: 'Applied.',
  apply: 'Apply',
  discard: 'Cancel',
  counts: (added, changed, unchanged, refused) =>
    `${countText(added, 'en')} new, ${countText(changed, 'en')} changed, ${countText(unchanged, 'en')} left, ${countText(refused, 'en')} refused.`,
  line: 'Line',
  outcome: 'Outcome',
  publication: 'Publication',
  why: 'Remarks',
  outcomes: { added: 'New', changed: 'Changed', unchanged: 'Left', refused: 'Refused' },
  firstOnly: (n) => `Only the first ${n} lines are shown.`,
  webapi: "Import from BPS's WebAPI",
  off: 'Not set up. Give WEBAPI_BASE_URL and WEBAPI_KEY when starting Kunjung (see the README).',
  on: (domain) =>
    `Every night, domain ${domain}. Only what is new or changed is fetched. What the office wrote itself, such as the place on the shelf, stays; publications that vanish from the source are not removed.`,
  runNow: 'Run now',
  reload: 'Reload',
  none: 'Never run so far.',
  time: 'Time',
  by: 'By',
  schedule: 'Schedule',
  state: 'State',
  states: { queued: 'Waiting for its turn', running: 'Running', done: 'Done', failed: 'Failed' },
  page: (page, pages) => `page ${page} of ${pages ?? '…'}`,
  added: 'New',
  changed: 'Changed',
  unchanged: 'Left',
  refused: 'Refused',
  missing: 'Gone at the source',
  refusals: 'What the last import refused',
  reasons: {
    'no-id': 'has no id to ask for',
    'no-detail': 'the source did not give its details',
    'no-title': 'has no title of use',
    'no-year': 'has no year',
    'no-number': 'has neither catalogue nor publication number',
    'same-number': 'its number belongs to another publication already',
  },
  untitled: '(no title)',
  synonyms: 'Terms that mean the same',
  synonymsHint:
    'A search takes the terms of one line for the same. With the line “pdrb, produk domestik regional bruto”, for example, whoever looks for PDRB also finds titles that write it in full.',
  synonymsFixed: 'This list belongs to all offices. Only admins of all offices can change it.',
  synonymGroups: (n) => `Terms, one group a line (${countText(n, 'en')} groups)`,
  synonymsLimits: (most) =>
    `Separate terms by commas, and begin a new line for a new group; ${countText(most, 'en')} lines at most. Capital letters, accents and punctuation make no difference. It holds in all offices as soon as it is saved.`,
  lines: (at) => `Line ${listOf(at)}`,
};

/** The words of the collection's settings. */
export const catalogueWords = (): typeof id => inLanguage({ id, en });
