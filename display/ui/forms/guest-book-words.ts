import { guestBookWords as tables } from '../../../domain/visitors/guest-book-words.ts';
import { inLanguage } from '../words/words.ts';

/** The guest book's words; they come with its form. */
export const guestBookWords = (): (typeof tables)['id'] => inLanguage(tables);
