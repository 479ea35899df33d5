import type { FinalStep } from '../visits/steps.ts';
import type { Language } from '../language.ts';

/** How a visit ended, in the words that screens and dashboards share. */
export const outcomeWords: Readonly<Record<Language, Readonly<Record<FinalStep, string>>>> = {
  id: { done: 'Selesai', 'no-show': 'Tidak hadir', cancelled: 'Dibatalkan', expired: 'Ditutup sistem' },
  en: { done: 'Done', 'no-show': 'No-show', cancelled: 'Cancelled', expired: 'Closed by the system' },
};
