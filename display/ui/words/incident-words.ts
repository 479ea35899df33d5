import type { IncidentKind } from '../../../domain/custody/custody.ts';
import { incidentWords as tables } from '../../../domain/staff/words.ts';
import { inLanguage } from './words.ts';

/** What may happen to a card or a key, as staff read it; the visitor's phone need not carry these words. */
export const incidentWords = (): Readonly<Record<IncidentKind, string>> => inLanguage(tables);
