import { inLanguage } from '../words/words.ts';

const id = {
  discard: 'Buang isian?',
  discardIt: 'Ya, buang',
  locksSoon: (seconds: number) =>
    `Tablet terkunci dalam ${seconds} detik dan isian ini dihapus. Sentuh layar untuk melanjutkan.`,
  formLost: (title: string) => `Tablet terkunci karena tidak dipakai; isian "${title}" tidak tersimpan.`,
};

const en: typeof id = {
  discard: 'Throw away what was filled in?',
  discardIt: 'Yes, throw away',
  locksSoon: (seconds) =>
    `The tablet locks in ${seconds} seconds, and this form will be emptied. Touch the screen to go on.`,
  formLost: (title) => `The tablet locked itself; "${title}" was not saved.`,
};

/** The words of a form in a dialog that is left half filled. */
export const formDialogWords = (): typeof id => inLanguage({ id, en });
