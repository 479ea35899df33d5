import { inLanguage } from '../../ui/words/words.ts';

const id = {
  title: 'PDF publikasi',
  hint: (megabytes: number, pages: string) =>
    `Dari PDF ini pembaca mendapat softcopy bertanda air; PDF aslinya tidak diberikan kepada siapa pun. Paling besar ${megabytes} MB dan ${pages} halaman. Pilih berkasnya, atau tarik ke baris publikasinya.`,
  search: 'Judul atau nomor publikasi',
  which: 'Tampilkan',
  every: 'Semua publikasi',
  without: 'Yang belum ada PDF-nya',
  having: 'Yang sudah ada PDF-nya',
  find: 'Cari',
  failed: 'Daftar belum dapat ditampilkan.',
  found: (n: string) => `${n} publikasi`,
  nothing: 'Tidak ada publikasi yang cocok.',
  part: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
  previous: 'Sebelumnya',
  next: 'Berikutnya',
  lacks: 'Belum ada PDF',
  has: (pages: string, size: string) => `PDF ${pages} halaman, ${size}`,
  choose: 'Pilih PDF',
  replace: 'Ganti PDF',
  remove: 'Hapus PDF',
  drop: 'Lepaskan PDF di sini',
  sending: (name: string, percent: number) => `Mengirim ${name}, ${percent} %`,
  waiting: (name: string) =>
    `${name} menunggu giliran: beberapa PDF lain sedang diterima. Berkas ini dikirim sendiri begitu ada tempat.`,
  looking: (name: string) =>
    `Memeriksa setiap halaman ${name} … PDF diperiksa satu per satu, jadi mungkin menunggu PDF lain.`,
  giveUp: 'Batalkan pengiriman',
  replaceSure: (name: string, size: string) =>
    `Ganti PDF yang sekarang dengan ${name} (${size})? Softcopy yang sudah diminta tetap dari PDF yang sekarang.`,
  replaceYes: 'Ya, ganti',
  removeSure: 'Hapus PDF ini? Softcopy-nya tidak dapat diminta lagi; yang sudah diminta tetap dapat diunduh.',
  removeYes: 'Ya, hapus',
  cancel: 'Batal',
  kept: 'PDF tersimpan. Softcopy-nya sudah dapat diminta.',
  removed: 'PDF dihapus.',
  tooLarge: (name: string, megabytes: number) => `${name} terlalu besar, paling besar ${megabytes} MB.`,
};

const en: typeof id = {
  title: 'PDFs of publications',
  hint: (megabytes, pages) =>
    `Readers get copies of this PDF with a watermark; the PDF itself is given to nobody. ${megabytes} MB and ${pages} pages at most. Choose the file, or drag it to its publication’s row.`,
  search: 'Title or number of the publication',
  which: 'Show',
  every: 'All publications',
  without: 'Those without a PDF',
  having: 'Those with a PDF',
  find: 'Search',
  failed: 'The list cannot be shown yet.',
  found: (n) => (n === '1' ? '1 publication' : `${n} publications`),
  nothing: 'No publication matches.',
  part: (page, pages) => `Page ${page} of ${pages}`,
  previous: 'Previous',
  next: 'Next',
  lacks: 'No PDF yet',
  has: (pages, size) => `PDF of ${pages} ${pages === '1' ? 'page' : 'pages'}, ${size}`,
  choose: 'Choose a PDF',
  replace: 'Replace the PDF',
  remove: 'Remove the PDF',
  drop: 'Drop the PDF here',
  sending: (name, percent) => `Sending ${name}, ${percent}%`,
  waiting: (name) =>
    `${name} waits for its turn: other PDFs are being received. It is sent as soon as there is room.`,
  looking: (name) =>
    `Looking at every page of ${name} … PDFs are looked at one by one, so it may wait for another.`,
  giveUp: 'Stop sending',
  replaceSure: (name, size) =>
    `Replace the present PDF by ${name} (${size})? Copies that were asked for still come from the present one.`,
  replaceYes: 'Yes, replace it',
  removeSure:
    'Remove this PDF? Its softcopy cannot be asked for any more; what was asked for can still be downloaded.',
  removeYes: 'Yes, remove it',
  cancel: 'Cancel',
  kept: 'The PDF is kept. Its softcopy can be asked for.',
  removed: 'The PDF was removed.',
  tooLarge: (name, megabytes) => `${name} is too large, ${megabytes} MB at most.`,
};

/** The words of publications' PDFs on the admin's page. */
export const pdfWords = (): typeof id => inLanguage({ id, en });
