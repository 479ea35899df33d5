import { inLanguage } from '../../words/words.ts';

const id = {
  signIn: 'Masuk',
  signOut: 'Keluar',
  finish: 'Selesai',
  account: 'Akun saya',
  register: 'Daftar',
  registerOrSignIn: 'Daftar / Masuk',
  search: 'Cari pustaka',
  backToSearch: 'Kembali ke pencarian',
  backToPublication: 'Kembali ke publikasi',
  searchWaits: (of: string) =>
    `Di kantor ini koleksi dicari setelah mendaftar. Setelah mendaftar atau masuk, Anda kembali ke pencarian${of === '' ? '' : ` “${of}”`}.`,
  onward: 'Lanjut',
  code: 'Kode dari surat',
  codeHint: 'Delapan angka, misalnya 1234 5678.',
  useCode: 'Konfirmasi',
  wrongCode: 'Kode ini salah. Periksa surat terakhir, lalu coba lagi.',
  over: 'Tautan atau kode ini sudah tidak berlaku. Minta yang baru.',
  filed:
    'Layanan ini belum mengirim e-mail: surat disimpan di komputer layanan dan hanya dapat dibaca admin.',
  shown: 'Layanan ini belum mengirim e-mail, jadi tautan konfirmasi ditampilkan di sini.',
  confirmHere: 'Konfirmasi di sini',
};

const en: typeof id = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  finish: 'Finish',
  account: 'My account',
  register: 'Register',
  registerOrSignIn: 'Register / Sign in',
  search: 'Search the library',
  backToSearch: 'Back to the search',
  backToPublication: 'Back to the publication',
  searchWaits: (of) =>
    `At this office the collection is searched after registering. Once you have registered or signed in, you come back to your search${of === '' ? '' : ` for “${of}”`}.`,
  onward: 'Go on',
  code: 'Code from the mail',
  codeHint: 'Eight digits, such as 1234 5678.',
  useCode: 'Confirm',
  wrongCode: 'This code is wrong. Look at the newest mail, then try again.',
  over: 'This link or code is no longer valid. Ask for a new one.',
  filed:
    'This service does not send e-mail yet: mails are kept on its own computer, where only an admin can read them.',
  shown: 'This service does not send e-mail yet, so the link that confirms the address is shown here.',
  confirmHere: 'Confirm here',
};

/** What the pages of members share. */
export const memberWords = (): typeof id => inLanguage({ id, en });
