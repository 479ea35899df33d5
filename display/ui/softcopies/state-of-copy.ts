import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import { numberOf } from '../words/format.ts';
import { softcopyWords } from './softcopy-words.ts';

/** The state of a request in words, with its progress while the copy is made. */
export function stateOfCopy({ state, progress }: Pick<SoftcopyView, 'state' | 'progress'>): string {
  const texts = softcopyWords();
  return state === 'preparing' ? texts.progress(numberOf(progress, 0)) : texts.state[state];
}
