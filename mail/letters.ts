import type { LetterKind, LetterOrder, LetterValues } from '../domain/mail/letters.ts';
import { languages, type Language } from '../domain/language.ts';
import { zoneWord } from '../domain/offices/clock-words.ts';
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
    case 'breach':
      return breach(order.values, linkTo);
  }
}

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

function timeIn(language: Language, at: Instant, timeZone: string): string {
  const dateAndTime = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${dateAndTime} ${zoneWord(new Date(at), timeZone)}`;
}
