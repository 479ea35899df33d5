import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Masuk Pustaka',
  lead: 'Masuk tanpa kata sandi: kami mengirim tautan dan kode ke alamat e-mail Anda.',
  unknown: 'Belum terdaftar?',
  email: 'Alamat e-mail Anda',
  ask: 'Kirim tautan masuk',
  asked: 'Periksa e-mail Anda',
  sent: 'Jika alamat itu terdaftar dan sudah dikonfirmasi, kami baru saja mengirim tautan dan kode. Buka tautannya di peramban ini, atau ketik kodenya di sini. Keduanya berlaku 10 menit. Paling banyak tiga surat dikirim dalam 15 menit.',
  nothing: 'Tidak ada surat? Periksa folder spam, atau daftar lagi: pendaftaran tidak perlu persetujuan.',
  off: 'Layanan ini belum mengirim e-mail, jadi tautan masuk tidak dapat dikirim. Silakan daftar lagi: Anda langsung masuk.',
  askAgain: 'Minta tautan lain',
  checking: 'Memeriksa tautan …',
  otherBrowser: 'Tautan ini dibuka di peramban lain',
  otherBrowserHow:
    'Demi keamanan, tautan hanya berlaku di peramban yang memintanya. Buka kembali halaman Pustaka di peramban itu, lalu ketik kode yang ada di surat yang sama.',
  otherBrowserAsk: 'Jika Anda ingin masuk di peramban ini, minta tautan baru:',
  over: 'Tautan ini sudah tidak berlaku',
  overHow: 'Tautan berlaku 10 menit dan hanya untuk satu kali pakai. Minta tautan baru di bawah ini.',
  signedIn: 'Anda sudah masuk',
  signedInHow: (name: string) =>
    `Tautan ini sudah dipakai atau sudah lewat waktunya, tetapi tidak Anda perlukan lagi: di peramban ini Anda masuk sebagai ${name}.`,
  notConfirmed: 'Alamat e-mail Anda belum dikonfirmasi. Minta surat baru di halaman akun Anda.',
  failed: 'Tautan ini belum dapat diperiksa',
};

const en: typeof id = {
  title: 'Sign in to the library',
  lead: 'Sign in without a password: we send a link and a code to your e-mail address.',
  unknown: 'Not registered yet?',
  email: 'Your e-mail address',
  ask: 'Send the link',
  asked: 'Look at your e-mail',
  sent: 'If that address is registered and confirmed, we have just sent a link and a code. Open the link in this browser, or type the code here. Both are valid for 10 minutes. At most three mails are sent in 15 minutes.',
  nothing: 'No mail? Look in the spam folder, or register again: no approval is needed.',
  off: 'This service does not send e-mail yet, so no link can be sent. Please register again: you are signed in at once.',
  askAgain: 'Ask for another link',
  checking: 'Checking the link …',
  otherBrowser: 'This link was opened in another browser',
  otherBrowserHow:
    'For your safety a link is good only in the browser that asked for it. Go back to the library’s page in that browser, and type the code that stands in the same mail.',
  otherBrowserAsk: 'To sign in with this browser, ask for a new link:',
  over: 'This link is no longer valid',
  overHow: 'A link is valid for 10 minutes and can be used once. Ask for a new one below.',
  signedIn: 'You are signed in',
  signedInHow: (name) =>
    `This link was used before or has run out, but you need it no longer: in this browser you are signed in as ${name}.`,
  notConfirmed: 'Your e-mail address is not confirmed yet. Ask for another mail on the page of your account.',
  failed: 'The link could not be checked yet',
};

/** The words of the page that signs in. */
export const signInWords = (): typeof id => inLanguage({ id, en });
