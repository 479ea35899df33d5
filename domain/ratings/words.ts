import type { Language } from '../language.ts';
import type { Grade } from './skm.ts';

/** How well a service does, by its grade (PermenPANRB 14/2017). */
export const gradeWords: Readonly<Record<Language, Readonly<Record<Grade, string>>>> = {
  id: { A: 'Sangat baik', B: 'Baik', C: 'Kurang baik', D: 'Tidak baik' },
  en: { A: 'Very good', B: 'Good', C: 'Less good', D: 'Not good' },
};

/** What the numbers of the survey count: respondents are filled questionnaires; `n` is the fewest answers an element has. */
export const countWords = {
  id: {
    respondents: (count: string) => `${count} responden`,
    tooFew: (n: string) => `Responden belum cukup (n = ${n} pada unsur yang paling sedikit dijawab)`,
  },
  en: {
    respondents: (count: string) => `${count} ${count === '1' ? 'respondent' : 'respondents'}`,
    tooFew: (n: string) => `Too few respondents (n = ${n} for the element answered least)`,
  },
} as const;
