import { html, nothing } from 'lit';
import { headlineOf, isOutwaited, waitOf } from '../../domain/visitors/headline.ts';
import type { VisitView } from '../../wire/visitors/visitors.ts';
import { spanOf } from '../ui/words/format.ts';
import { language } from '../ui/words/language.ts';
import { visitorWords } from './words.ts';

/** The number, its state, and how long it is kept while it is called. `updated` is the time of the data. */
export function ticketCard(view: VisitView, { now, updated }: { now: Date; updated: string }) {
  const { estimate } = view;
  // nobody tells a phone that nothing happened
  const isWrong = estimate !== null && isOutwaited(estimate, now.getTime() - Date.parse(view.at));
  const wait = isWrong ? '' : waitOf(view, language());
  return html`<section class="ticket ${view.step}">
    <h1 class="headline">${headlineOf(view, language())}</h1>
    <p class="number">${view.label}</p>
    ${wait ? html`<p>${wait}</p>` : nothing} ${countdown(view, now)}
    <p class="hint">${updated}</p>
  </section>`;
}

/** By the server's clock. A timer is no live region: a screen reader reads it when asked. */
function countdown({ noShowAt }: VisitView, now: Date) {
  if (noShowAt === null) return nothing;
  const { timeLeft, lapses } = visitorWords();
  const left = Date.parse(noShowAt) - now.getTime();
  if (left <= 0) return html`<p>${lapses}</p>`;
  return html`<p role="timer">${timeLeft} <strong class="left">${spanOf(left)}</strong></p>`;
}
