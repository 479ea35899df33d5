import { inLanguage } from '../ui/words/words.ts';

const id = {
  intro:
    'Label untuk kertas A4 berisi 24 label (3 × 8, masing-masing 70 × 37 mm). Cetak pada ukuran 100 %, tanpa margin.',
  shelf: 'Rak',
  everyShelf: 'Semua rak',
  withCount: (shelf: string, titles: number) => `${shelf} (${titles})`,
  since: 'Hanya yang masuk sejak',
  from: 'Mulai dari label ke-',
  fromHint: 'Bila lembar pertama sudah terpakai sebagian.',
  eachCopy: 'Satu label untuk tiap eksemplar',
  print: 'Cetak',
  sum: (labels: string, sheets: string) => `${labels} label pada ${sheets} lembar`,
  nothing: 'Tidak ada pustaka tercetak yang cocok.',
  part: (page: number, pages: number) => `Bagian ${page} dari ${pages}`,
  previous: 'Bagian sebelumnya',
  next: 'Bagian berikutnya',
  desk: 'Meja layanan',
  settings: 'Pengaturan',
  local:
    'Alamat layanan ini hanya dikenal komputer ini, jadi kode QR berisi nomor label saja. Ponsel pengunjung baru dapat membukanya setelah PUBLIC_URL diatur.',
  sheet: (n: number) => `Lembar ${n}`,
};

const en: typeof id = {
  intro: 'Labels for A4 paper with 24 labels (3 × 8, 70 × 37 mm each). Print at 100 %, without margins.',
  shelf: 'Shelf',
  everyShelf: 'Every shelf',
  withCount: (shelf, titles) => `${shelf} (${titles})`,
  since: 'Only what came since',
  from: 'Begin at label no.',
  fromHint: 'If some of the first sheet are used already.',
  eachCopy: 'One label for each copy',
  print: 'Print',
  sum: (labels, sheets) =>
    `${labels === '1' ? '1 label' : `${labels} labels`} on ${sheets === '1' ? '1 sheet' : `${sheets} sheets`}`,
  nothing: 'No printed publication fits.',
  part: (page, pages) => `Part ${page} of ${pages}`,
  previous: 'Previous part',
  next: 'Next part',
  desk: 'Service desk',
  settings: 'Settings',
  local:
    'Only this computer knows the address of this service, so the QR codes hold the number of the label alone. Visitors’ phones can open them once PUBLIC_URL is set.',
  sheet: (n) => `Sheet ${n}`,
};

/** The words of the page for labels; what is on a label is in Indonesian, as on the shelves. */
export const labelWords = (): typeof id => inLanguage({ id, en });
