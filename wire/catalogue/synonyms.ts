import * as z from 'zod';
import {
  foldLine,
  isTerm,
  mostLines,
  mostTermCharacters,
  mostTerms,
  overusedIn,
} from '../../domain/catalogue/search/synonyms.ts';
import { admins } from '../../domain/staff/roles.ts';
import { text } from '../fields.ts';
import { endpoint } from '../http/endpoint.ts';

export const synonyms = z
  .strictObject({
    version: z.int(),
    /** Terms that mean the same, a group each. */
    lines: z.array(z.array(z.string())),
  })
  .meta({ id: 'Synonyms' });
export type Synonyms = z.output<typeof synonyms>;

/** A group is stored as the search compares it, so that `PDRB` and `pdrb` are one term. */
const line = z
  .array(text(mostTermCharacters).refine(isTerm))
  .max(mostTerms)
  .transform(foldLine)
  .refine((terms) => terms.length >= 2);

export const synonymsBody = z
  .strictObject({
    expectedVersion: z.int().min(1),
    lines: z
      .array(line)
      .max(mostLines)
      .superRefine((lines, context) => {
        for (const index of overusedIn(lines)) context.addIssue({ code: 'custom', path: [index] });
      }),
  })
  .meta({ id: 'SynonymsChange' });

export const synonymsEndpoints = {
  synonyms: endpoint('GET /catalogue/synonyms', {
    summary: 'The groups of terms that mean the same in every search',
    who: admins,
    answer: synonyms,
    cache: 'no-store',
  }),
  changeSynonyms: endpoint('PUT /catalogue/synonyms', {
    summary: 'Replace the groups of terms that mean the same, for all offices',
    who: admins,
    national: true,
    body: synonymsBody,
    mostBytes: 1024 * 1024,
    command: true,
    answer: synonyms,
    cache: 'no-store',
    problems: ['setting-changed'],
  }),
};
