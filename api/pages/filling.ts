import type { Request } from 'express';
import { languages, type Language } from '../../domain/language.ts';

/** Fills the built page for a request. */
export type FillPage = (request: Request, html: string) => Promise<string>;

/** What is written into a built page. */
export interface Written {
  readonly language?: Language;
  readonly title?: string;
  /** More of the head, as HTML. */
  readonly head?: string;
  readonly text?: string;
  readonly state?: string;
}

/** Replaces the placeholders of a built page. */
export function filled(html: string, written: Written): string {
  const { language, title, head = '', text = '', state = '' } = written;
  return html
    .replace('<html lang="id">', (built) => (language === undefined ? built : `<html lang="${language}">`))
    .replace(/<title>.*<\/title>/, (built) =>
      title === undefined ? built : `<title>${toText(title)}</title>`,
    )
    .replace('<!--head-->', () => head)
    .replace('<!--first-->', () => text)
    .replace('<!--state-->', () => state);
}

/** A text in HTML, also within the quotes of an attribute. */
export function toText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON that cannot close its `<script>` element. */
export function toJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

/** The language that the address asks for, or null. */
export function askedLanguage({ query }: Request): Language | null {
  return languages.find((language) => language === query['lang']) ?? null;
}
