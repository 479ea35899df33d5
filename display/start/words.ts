import type { Language } from '../../domain/language.ts';
import { inLanguage } from '../ui/words/words.ts';

interface StartWords {
  readonly open: string;
  readonly standard: string;
  readonly requirements: string;
  readonly steps: string;
  readonly time: string;
  readonly fee: string;
  readonly product: string;
  readonly complaints: string;
  readonly pledge: string;
  readonly contact: string;
}

const tables: Readonly<Record<Language, StartWords>> = {
  id: {
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
  },
  en: {
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
  },
};

/** The words of the start page. */
export const startWords = (): StartWords => inLanguage(tables);
