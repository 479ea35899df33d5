import type { OfficeNotice } from '../../../wire/offices/offices.ts';
import type { Language } from '../../../domain/language.ts';
import { openingOf } from '../words/format.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** Why an office is closed and until when: "Istirahat, buka kembali pukul 13.00 WITA". */
export function closingOf(
  { closedBecause, opensAt }: Pick<OfficeNotice, 'closedBecause' | 'opensAt'>,
  now: Date,
  spoken: Language = language(),
): string {
  const { closed, opensAgain } = words(spoken);
  const again = opensAt === null ? '' : `, ${opensAgain(openingOf(opensAt, now, spoken))}`;
  return `${closed[closedBecause ?? 'hours']}${again}`;
}
