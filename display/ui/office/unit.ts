import type { OfficeView } from '../../../wire/offices/offices.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** The unit in the language of the page: as its office names it, which is in Indonesian, otherwise in our words. */
export const unitOf = (office: OfficeView | null): string =>
  language() === 'id' ? (office?.unit ?? words().unit) : words().unit;
