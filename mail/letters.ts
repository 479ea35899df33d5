import type { Owed } from '../domain/complaints/due-times.ts';
import type { ComplaintNews, LetterKind, LetterOrder, LetterValues } from '../domain/mail/letters.ts';
import { languages, localeOf, type Language } from '../domain/language.ts';
import { memberTerms } from '../domain/members/keeping.ts';
import { dateWords, zoneWord } from '../domain/offices/clock-words.ts';
import type { Instant } from '../domain/time.ts';
import { toHtml } from './html-part.ts';
import { toText } from './text-part.ts';

/** A piece of a letter: a paragraph, a link with its name, or facts with their names. */
export type Block =
  | string
  | { readonly link: string; readonly name: string }
  | { readonly facts: readonly (readonly [name: string, fact: string])[] };

/** A letter in one language. */
export interface Page {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** A letter before it becomes text and HTML: who writes, and one page for each language, the reader's first. */
export interface Letter {
  readonly heading: string;
  readonly pages: readonly (Page & { readonly language: Language })[];
}

/** A letter as it is sent. */
export interface WrittenLetter {
  /** The name of the sender. */
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Template<Kind extends LetterKind> = (
  values: LetterValues[Kind],
  linkTo: (path: string, language: Language) => string,
) => Readonly<Record<Language, Page>>;

const unconfirmedDays = memberTerms.unconfirmedMs / 86_400_000;

const emailCheck: Template<'email-check'> = ({ path, validUntil, timeZone }, linkTo) => ({
  id: {
    subject: 'Apakah ini alamat e-mail Anda?',
    blocks: [
      'Alamat e-mail ini ditulis di buku tamu kami. Jika ini alamat Anda, silakan buka tautan berikut, lalu tekan "Ya, ini alamat e-mail saya".',
      { link: linkTo(path, 'id'), name: 'Buka tautan' },
      `Tautan ini berlaku sampai ${timeIn('id', validUntil, timeZone)}. Jika Anda tidak mengisi buku tamu kami, abaikan pesan ini.`,
    ],
  },
  en: {
    subject: 'Is this your e-mail address?',
    blocks: [
      'This e-mail address was written in our guest book. If it is yours, please open this link and press "Yes, this is my e-mail address".',
      { link: linkTo(path, 'en'), name: 'Open the link' },
      `The link is valid until ${timeIn('en', validUntil, timeZone)}. If you have not filled in our guest book, please ignore this message.`,
    ],
  },
});

const memberConfirm: Template<'member-confirm'> = ({ path, code, validUntil, timeZone }, linkTo) => ({
  id: {
    subject: 'Konfirmasi pendaftaran Pustaka',
    blocks: [
      'Alamat e-mail ini dipakai untuk mendaftar di Pustaka kami. Jika Anda yang mendaftar, silakan buka tautan berikut di peramban yang sama.',
      { link: linkTo(path, 'id'), name: 'Konfirmasi alamat e-mail' },
      'Jika tautan terbuka di peramban lain, ketik kode ini di halaman tempat Anda mendaftar.',
      { facts: [['Kode', code]] },
      `Keduanya berlaku sampai ${timeIn('id', validUntil, timeZone)}, untuk satu kali pakai. Jika Anda tidak mendaftar, abaikan pesan ini: pendaftaran yang tidak dikonfirmasi dihapus setelah ${unconfirmedDays} hari.`,
    ],
  },
  en: {
    subject: 'Confirm your library registration',
    blocks: [
      'This e-mail address was used to register in our library. If it was you, please open this link in the same browser.',
      { link: linkTo(path, 'en'), name: 'Confirm the e-mail address' },
      'If the link opens in another browser, type this code on the page where you registered.',
      { facts: [['Code', code]] },
      `Both are valid until ${timeIn('en', validUntil, timeZone)} and can be used once. If you did not register, please ignore this message: a registration that is not confirmed is deleted after ${unconfirmedDays} days.`,
    ],
  },
});

const memberLink: Template<'member-link'> = ({ path, code, validUntil, timeZone }, linkTo) => ({
  id: {
    subject: 'Tautan masuk Pustaka',
    blocks: [
      'Seseorang ingin masuk ke Pustaka dengan alamat e-mail ini. Jika itu Anda, silakan buka tautan berikut di peramban yang sama.',
      { link: linkTo(path, 'id'), name: 'Masuk ke Pustaka' },
      'Jika tautan terbuka di peramban lain, ketik kode ini di halaman tempat Anda meminta tautan.',
      { facts: [['Kode', code]] },
      `Keduanya berlaku sampai ${timeIn('id', validUntil, timeZone)}, untuk satu kali pakai. Jika bukan Anda, abaikan pesan ini dan jangan berikan kodenya kepada siapa pun.`,
    ],
  },
  en: {
    subject: 'Your link to the library',
    blocks: [
      'Somebody wants to sign in to the library with this e-mail address. If it is you, please open this link in the same browser.',
      { link: linkTo(path, 'en'), name: 'Sign in to the library' },
      'If the link opens in another browser, type this code on the page where you asked for the link.',
      { facts: [['Code', code]] },
      `Both are valid until ${timeIn('en', validUntil, timeZone)} and can be used once. If it was not you, please ignore this message, and give the code to nobody.`,
    ],
  },
});

const memberExpiry: Template<'member-expiry'> = ({ path, endsAt, timeZone }, linkTo) => ({
  id: {
    subject: 'Pendaftaran Pustaka Anda akan berakhir',
    blocks: [
      `Pendaftaran Anda di Pustaka sudah lama tidak dipakai. Tanpa pemakaian, pendaftaran dan data Anda dihapus pada ${timeIn('id', endsAt, timeZone)}.`,
      'Jika Anda masih memerlukannya, cukup masuk sekali sebelum waktu itu.',
      { link: linkTo(path, 'id'), name: 'Masuk ke Pustaka' },
    ],
  },
  en: {
    subject: 'Your library registration will end',
    blocks: [
      `Your library registration has not been used for a long time. Unless it is used, it is deleted with your data on ${timeIn('en', endsAt, timeZone)}.`,
      'If you still need it, just sign in once before then.',
      { link: linkTo(path, 'en'), name: 'Sign in to the library' },
    ],
  },
});

const memberDeleted: Template<'member-deleted'> = ({ path }, linkTo) => ({
  id: {
    subject: 'Pendaftaran Pustaka Anda sudah dihapus',
    blocks: [
      'Sesuai permintaan Anda, pendaftaran Anda di Pustaka dan data di dalamnya sudah dihapus. Semua peramban Anda sudah keluar.',
      'Koleksi kami tetap dapat Anda cari, dan Anda dapat mendaftar lagi kapan saja.',
      { link: linkTo(path, 'id'), name: 'Buka Pustaka' },
    ],
  },
  en: {
    subject: 'Your library registration was deleted',
    blocks: [
      'As you asked, your library registration was deleted with the data in it. All your browsers are signed out.',
      'You can still search our collection, and register again at any time.',
      { link: linkTo(path, 'en'), name: 'Open the library' },
    ],
  },
});

const ratingLink: Template<'rating-link'> = ({ path, validUntil, timeZone }, linkTo) => ({
  id: {
    subject: 'Bagaimana kunjungan Anda?',
    blocks: [
      'Terima kasih atas kunjungan Anda. Sesuai permintaan Anda di buku tamu, berikut tautan untuk menilai pelayanan kami.',
      { link: linkTo(path, 'id'), name: 'Beri penilaian' },
      `Tautan ini berlaku sampai ${timeIn('id', validUntil, timeZone)}. Penilaian tidak menyebut nama Anda, dan kami tidak mengirim pengingat.`,
    ],
  },
  en: {
    subject: 'How was your visit?',
    blocks: [
      'Thank you for your visit. As you asked in the guest book, here is the link to rate our service.',
      { link: linkTo(path, 'en'), name: 'Rate our service' },
      `The link is valid until ${timeIn('en', validUntil, timeZone)}. Your rating does not carry your name, and we send no reminder.`,
    ],
  },
});

const softcopyReady: Template<'softcopy-ready'> = (
  { title, number, path, validUntil, timeZone },
  linkTo,
) => ({
  id: {
    subject: 'Softcopy Anda siap diunduh',
    blocks: [
      'Softcopy yang Anda minta di Pustaka kami siap diunduh.',
      {
        facts: [
          ['Judul', title],
          ['Nomor permintaan', number],
        ],
      },
      { link: linkTo(path, 'id'), name: 'Unduh softcopy' },
      `Softcopy dapat diunduh sampai ${timeIn('id', validUntil, timeZone)}. Sesudah itu Anda dapat memintanya lagi.`,
    ],
  },
  en: {
    subject: 'Your softcopy is ready to download',
    blocks: [
      'The softcopy that you asked for in our library is ready to download.',
      {
        facts: [
          ['Title', title],
          ['Request number', number],
        ],
      },
      { link: linkTo(path, 'en'), name: 'Download the softcopy' },
      `It can be downloaded until ${timeIn('en', validUntil, timeZone)}. After that you can ask for it again.`,
    ],
  },
});

const complaintNewsWords: Readonly<
  Record<Language, Readonly<Record<ComplaintNews, readonly [subject: string, said: string]>>>
> = {
  id: {
    received: ['sudah kami terima', 'Pengaduan Anda sudah kami terima.'],
    message: ['ada pesan untuk Anda', 'Ada pesan dari kami tentang pengaduan Anda.'],
    'followed-up': ['sedang ditindaklanjuti', 'Pengaduan Anda sedang ditindaklanjuti.'],
    answered: ['sudah dijawab', 'Pengaduan Anda sudah dijawab.'],
    reopened: ['dibuka kembali', 'Pengaduan Anda dibuka kembali.'],
    transferred: ['diteruskan ke unit lain', 'Pengaduan Anda diteruskan ke unit lain yang berwenang.'],
    dismissed: ['selesai ditelaah', 'Laporan Anda sudah ditelaah dan dinyatakan bukan pengaduan.'],
    closed: ['sudah ditutup', 'Pengaduan Anda sudah ditutup.'],
  },
  en: {
    received: ['received', 'We have received your complaint.'],
    message: ['a message for you', 'There is a message from us about your complaint.'],
    'followed-up': ['being followed up', 'Your complaint is being followed up.'],
    answered: ['answered', 'Your complaint was answered.'],
    reopened: ['reopened', 'Your complaint was reopened.'],
    transferred: ['handed to another unit', 'Your complaint was handed to the unit in charge.'],
    dismissed: ['looked into', 'Your report was looked into and found not to be a complaint.'],
    closed: ['closed', 'Your complaint was closed.'],
  },
};

const complaint: Template<'complaint'> = ({ news, reference, path, dueAt, timeZone }, linkTo) => {
  const owes = dueAt !== null && ['received', 'message', 'followed-up', 'reopened'].includes(news);
  const asks = dueAt !== null && news === 'answered';
  const pageIn = (language: Language, texts: ComplaintTexts): Page => {
    const [subject, said] = complaintNewsWords[language][news];
    return {
      subject: `${texts.complaint} ${reference}: ${subject}`,
      blocks: [
        said,
        {
          facts: [
            [texts.number, reference],
            ...(owes ? [[texts.answeredBy, dayBefore(language, dueAt, timeZone)] as const] : []),
            ...(asks ? [[texts.closesAfter, dayBefore(language, dueAt, timeZone)] as const] : []),
          ],
        },
        { link: linkTo(path, language), name: texts.open },
        texts.keep,
      ],
    };
  };
  return { id: pageIn('id', complaintTexts.id), en: pageIn('en', complaintTexts.en) };
};

type ComplaintTexts = Readonly<
  Record<'complaint' | 'number' | 'answeredBy' | 'closesAfter' | 'open' | 'keep', string>
>;

const complaintTexts: Readonly<Record<Language, ComplaintTexts>> = {
  id: {
    complaint: 'Pengaduan',
    number: 'Nomor',
    answeredBy: 'Dijawab paling lambat',
    closesAfter: 'Ditutup tanpa tanggapan setelah',
    open: 'Buka pengaduan',
    keep: 'Tautan ini membuka pengaduan Anda tanpa kata sandi. Jangan teruskan kepada orang lain. Jika Anda tidak mengadu, abaikan pesan ini.',
  },
  en: {
    complaint: 'Complaint',
    number: 'Number',
    answeredBy: 'Answered by',
    closesAfter: 'Closes without a reply after',
    open: 'Open the complaint',
    keep: 'This link opens your complaint without a password. Please pass it on to nobody. If you have not complained, please ignore this message.',
  },
};

const owedWords: Readonly<Record<Language, Readonly<Record<Owed, string>>>> = {
  id: { verification: 'Verifikasi', 'first-follow-up': 'Tindak lanjut pertama', answer: 'Jawaban' },
  en: { verification: 'Verification', 'first-follow-up': 'First follow-up', answer: 'Answer' },
};

const complaintOverdue: Template<'complaint-overdue'> = (
  { officeCode, reference, due, dueAt, timeZone, path },
  linkTo,
) => ({
  id: {
    subject: `${officeCode} ${reference}: terlambat`,
    blocks: [
      'Tenggat sebuah pengaduan sudah lewat.',
      {
        facts: [
          ['Nomor', reference],
          ['Yang ditunggu', owedWords.id[due]],
          ['Tenggat', dayBefore('id', dueAt, timeZone)],
        ],
      },
      { link: linkTo(path, 'id'), name: 'Buka pengaduan' },
    ],
  },
  en: {
    subject: `${officeCode} ${reference}: late`,
    blocks: [
      'The due time of a complaint has passed.',
      {
        facts: [
          ['Number', reference],
          ['What is owed', owedWords.en[due]],
          ['Due', dayBefore('en', dueAt, timeZone)],
        ],
      },
      { link: linkTo(path, 'en'), name: 'Open the complaint' },
    ],
  },
});

const breach: Template<'breach'> = (
  { officeCode, event, label, dueAt, timeZone, counter, number, path },
  linkTo,
) => {
  const raised = event === 'raised';
  const where = counter ?? '–';
  return {
    id: {
      subject: `${officeCode} ${label}: ${raised ? 'lewat batas' : 'ditarik'}`,
      blocks: [
        raised
          ? `${label} belum dilayani padahal batas waktunya sudah lewat.`
          : `${label} ternyata dilayani tepat waktu. Pemberitahuan sebelumnya ditarik.`,
        {
          facts: [
            ['Batas', timeIn('id', dueAt, timeZone)],
            ['Loket', where],
            ['Pemberitahuan ke', String(number)],
          ],
        },
        { link: linkTo(path, 'id'), name: 'Buka pengawasan' },
      ],
    },
    en: {
      subject: `${officeCode} ${label}: ${raised ? 'over the limit' : 'withdrawn'}`,
      blocks: [
        raised
          ? `${label} has not been served although the time promised is over.`
          : `${label} was served in time after all. The earlier message is withdrawn.`,
        {
          facts: [
            ['Limit', timeIn('en', dueAt, timeZone)],
            ['Counter', where],
            ['Message', String(number)],
          ],
        },
        { link: linkTo(path, 'en'), name: 'Open supervision' },
      ],
    },
  };
};

/** Writes a letter: the reader's language first, the other below it; nothing is read and no time is asked. */
export function writeLetter(order: LetterOrder, { linkBase }: { linkBase: string }): WrittenLetter {
  const linkTo = (path: string, language: Language): string => {
    const link = new URL(path, linkBase);
    if (language !== languages[0]) link.searchParams.set('lang', language);
    return link.href;
  };
  const written = pagesOf(order, linkTo);
  const inOrder = languages.toSorted((a, b) => Number(b === order.language) - Number(a === order.language));
  const letter: Letter = {
    heading: order.values.office,
    pages: inOrder.map((language) => {
      const { subject, blocks } = written[language];
      return { language, subject, blocks };
    }),
  };
  const subjects = new Set(letter.pages.map(({ subject }) => subject));
  const subject = [...subjects].join(' / ');
  return {
    sender: order.values.office,
    subject,
    text: toText(letter),
    html: toHtml(letter, { title: subject }),
  };
}

function pagesOf(
  order: LetterOrder,
  linkTo: (path: string, language: Language) => string,
): Readonly<Record<Language, Page>> {
  switch (order.kind) {
    case 'email-check':
      return emailCheck(order.values, linkTo);
    case 'member-confirm':
      return memberConfirm(order.values, linkTo);
    case 'member-link':
      return memberLink(order.values, linkTo);
    case 'member-expiry':
      return memberExpiry(order.values, linkTo);
    case 'member-deleted':
      return memberDeleted(order.values, linkTo);
    case 'softcopy-ready':
      return softcopyReady(order.values, linkTo);
    case 'rating-link':
      return ratingLink(order.values, linkTo);
    case 'complaint':
      return complaint(order.values, linkTo);
    case 'complaint-overdue':
      return complaintOverdue(order.values, linkTo);
    case 'breach':
      return breach(order.values, linkTo);
  }
}

function timeIn(language: Language, at: Instant, timeZone: string): string {
  const dateAndTime = new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${dateAndTime} ${zoneWord(new Date(at), timeZone)}`;
}

/** The day that a midnight ends, which is the one that counts. */
function dayBefore(language: Language, at: Instant, timeZone: string): string {
  return dateWords(new Date(at - 1), { timeZone, language });
}
