import { inLanguage } from '../ui/words/words.ts';

const id = {
  open: 'Apakah ini alamat e-mail Anda?',
  why: 'Alamat yang menerima tautan ini ditulis di buku tamu kami.',
  yes: 'Ya, ini alamat e-mail saya',
  otherwise: 'Jika Anda tidak mengisi buku tamu kami, tutup halaman ini.',
  verified: 'Terima kasih. Alamat e-mail Anda sudah diverifikasi.',
  over: 'Tautan ini sudah tidak berlaku.',
  unknown: 'Tautan ini tidak dikenal.',
};

const en: typeof id = {
  open: 'Is this your e-mail address?',
  why: 'The address that got this link was written in our guest book.',
  yes: 'Yes, this is my e-mail address',
  otherwise: 'If you have not filled in our guest book, close this page.',
  verified: 'Thank you. Your e-mail address is verified.',
  over: 'This link is no longer valid.',
  unknown: 'This link is not known.',
};

/** The words of the page behind a mailed link. */
export const checkWords = (): typeof id => inLanguage({ id, en });
