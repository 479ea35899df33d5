import { html, nothing } from 'lit';
import { isFinal } from '../../domain/visit/steps.ts';
import type { VisitView } from '../../domain/visit/views.ts';
import { timeOf } from '../ui/format.ts';
import { visitorWords } from './words.ts';

/** What the visitor should know or do beside the headline: the card first, because it is forgotten most. */
export function notices(view: VisitView) {
  return html`${card(view)} ${ofStep(view)}`;
}

/** While the visitor is inside the card lies well; at the end it must be fetched. */
function card({ custody, locker, step }: VisitView) {
  if (custody !== 'held') return nothing;
  const { keptId, takeId } = visitorWords();
  return step === 'rating' || isFinal(step)
    ? html`<p class="notice">${takeId(locker)}</p>`
    : html`<p class="notice calm">${keptId(locker)}</p>`;
}

function ofStep(view: VisitView) {
  const texts = visitorWords();
  switch (view.step) {
    case 'waiting':
      return view.calledBack ? html`<p class="notice ok">${texts.cameBack}</p>` : nothing;
    case 'registered':
      return html`<p class="notice ok">${texts.bookSent} ${texts.promise} ${texts.bringId}</p>`;
    case 'no-show':
      return missed(view);
    case 'cancelled':
      return html`<p class="notice calm">${texts.cancelled}</p>`;
    case 'expired':
      return html`<p class="notice calm">${texts.expired}</p>`;
    case 'called':
    case 'guest-book':
    case 'serving':
    case 'library':
    case 'rating':
    case 'done':
      return nothing;
  }
}

function missed({ timeline, callBackUntil }: VisitView) {
  const texts = visitorWords();
  const called = timeline.findLast(({ step }) => step === 'called');
  return html`<section class="notice">
    ${called ? html`<p>${texts.missed(timeOf(called.at))}</p>` : nothing}
    <p>${callBackUntil === null ? texts.seeStaff : texts.seeStaffUntil(timeOf(callBackUntil))}</p>
  </section>`;
}
