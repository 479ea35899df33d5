import { html } from 'lit';
import { stepToVisitor } from '../../domain/visitors/headline.ts';
import { isFinal } from '../../domain/visits/steps.ts';
import type { VisitView } from '../../wire/visitors/visitors.ts';
import { timeOf } from '../ui/words/format.ts';
import { language } from '../ui/words/language.ts';

/** The steps of the visit so far, in the visitor's words. */
export function stepList({ timeline, step, rating }: VisitView) {
  return html`<ol class="steps">
    ${timeline.map(
      (entry, index) =>
        html`<li aria-current=${index === timeline.length - 1 && !isFinal(step) ? 'step' : 'false'}>
          <span>${stepToVisitor(entry.step, { rating })[language()]}</span><time>${timeOf(entry.at)}</time>
        </li>`,
    )}
  </ol>`;
}
