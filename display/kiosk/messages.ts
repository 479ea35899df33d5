import { html, nothing } from 'lit';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { Problem } from '../../wire/http/problem.ts';
import { openingOf } from '../ui/words/format.ts';
import { language } from '../ui/words/language.ts';
import { sentence, words } from '../ui/words/words.ts';
import { kioskWords } from './words.ts';

/** Numbers cannot be given, and staff can. */
export function notNow() {
  const texts = kioskWords();
  return html`<section class="message">
    <h1>${texts.notNow}</h1>
    <p>${texts.askStaff}</p>
  </section>`;
}

/** The office gives no numbers now: why, and when it does again. */
export const closed = (office: OfficeView) => html`<section class="message">${closing(office)}</section>`;

/** Why the office gives no numbers now, and when it does again, at the head of a message. */
export function closing({ closedBecause, opensAt, message }: OfficeView) {
  const texts = words();
  return html`<h1>${closedBecause === null ? kioskWords().hours : texts.closed[closedBecause]}</h1>
    ${message && closedBecause !== null ? html`<p>${message[language()]}</p>` : nothing}
    ${opensAt === null ? nothing : html`<p>${sentence(texts.opensAgain(openingOf(opensAt, new Date())))}</p>`}`;
}

/** No number came: it was refused, or, without a problem, nothing has answered yet. */
export function failed(
  problem: Problem | null,
  { again, back }: { readonly again: () => void; readonly back: () => void },
) {
  const texts = kioskWords();
  return html`<section class="message">
    <h1>${texts.notNow}</h1>
    <p>${problem?.title} ${texts.askStaff}</p>
    ${problem ? nothing : html`<p class="hint">${texts.comesLate}</p>`}
    ${problem ? nothing : html`<button class="primary" @click=${again}>${words().tryAgain}</button>`}
    <button @click=${back}>${words().back}</button>
  </section>`;
}

/** Asks in a dialog whether somebody is there; a touch anywhere answers. */
export function stillHere() {
  const texts = kioskWords();
  return html`<div class="veil" role="alertdialog" aria-label=${texts.stillHere}>
    <section class="message">
      <h1>${texts.stillHere}</h1>
      <button class="primary">${texts.yes}</button>
    </section>
  </div>`;
}
