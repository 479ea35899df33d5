import { html, nothing } from 'lit';
import { isFinal } from '../../domain/visits/steps.ts';
import type { VisitView } from '../../wire/visitors/visitors.ts';
import { timeOf } from '../ui/words/format.ts';
import { visitorWords } from './words.ts';

/** What the visitor should know or do besides the headline: the card first, because it is forgotten most. */
export function notices(view: VisitView, now: Date) {
  return html`${card(view)} ${ofStep(view, now)}`;
}

/** The card stays at the desk during the visit, and must be fetched at its end. */
function card({ custody, locker, step }: VisitView) {
  if (custody !== 'held') return nothing;
  const { keptId, takeId } = visitorWords();
  return step === 'rating' || isFinal(step)
    ? html`<p class="notice">${takeId(locker)}</p>`
    : html`<p class="notice calm">${keptId(locker)}</p>`;
}

function ofStep(view: VisitView, now: Date) {
  const texts = visitorWords();
  switch (view.step) {
    case 'waiting':
      return view.calledBack ? html`<p class="notice ok">${texts.cameBack}</p>` : nothing;
    case 'registered':
      return promised(view, now);
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

/** The office's promise with its limit, while it can still be kept. */
function promised({ sla }: VisitView, now: Date) {
  const { bookSent, promise, late, bringId } = visitorWords();
  if (sla && now.getTime() > Date.parse(sla.dueAt)) return html`<p class="notice">${late} ${bringId}</p>`;
  return html`<p class="notice ok">${bookSent} ${sla ? promise(timeOf(sla.dueAt)) : ''} ${bringId}</p>`;
}

function missed({ timeline, callBackUntil }: VisitView) {
  const texts = visitorWords();
  const called = timeline.findLast(({ step }) => step === 'called');
  return html`<section class="notice">
    ${called ? html`<p>${texts.missed(timeOf(called.at))}</p>` : nothing}
    <p>${callBackUntil === null ? texts.seeStaff : texts.seeStaffUntil(timeOf(callBackUntil))}</p>
  </section>`;
}
