import { inLanguage } from '../ui/words/words.ts';

const id = {
  open: 'Layanan buka',
  standard: 'Standar pelayanan',
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
  standard: 'Service standard',
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
