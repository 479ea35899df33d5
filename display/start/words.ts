import { inLanguage } from '../ui/words/words.ts';

const id = {
  open: 'Layanan buka',
  terminal: 'Terminal ruang baca',
  terminalHint: 'Pencarian di layar bersama; kembali ke awal sendiri',
  standard: 'Standar pelayanan',
  decree: 'No. SK',
  wordForWord: 'Kata demi kata menurut surat keputusan.',
  requirements: 'Persyaratan',
  steps: 'Sistem, mekanisme, dan prosedur',
  time: 'Waktu penyelesaian',
  fee: 'Biaya/tarif',
  product: 'Produk pelayanan',
  complaints: 'Pengaduan layanan',
  pledge: 'Maklumat pelayanan',
  contact: 'Kontak',
};

const en: typeof id = {
  open: 'Open now',
  terminal: 'Reading-room terminal',
  terminalHint: 'The search on a shared screen; it starts anew by itself',
  standard: 'Service standard',
  decree: 'Decree No.',
  wordForWord: 'The standard is a decree in Indonesian, and is shown here word for word.',
  requirements: 'Requirements',
  steps: 'Procedure',
  time: 'Time',
  fee: 'Fee',
  product: 'Product',
  complaints: 'Complaints',
  pledge: 'Service pledge',
  contact: 'Contact',
};

/** The words of the start page. */
export const startWords = (): typeof id => inLanguage({ id, en });
