import { html, nothing } from 'lit';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { Problem } from '../../wire/http/problem.ts';
import { openingOf } from '../ui/words/format.ts';
import { language } from '../ui/words/language.ts';
import { sentence, words } from '../ui/words/words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';
import { kioskWords } from './words.ts';

/** Eight digits, with blanks and dashes wherever people put them. */
const codePattern = '[\\s\\-–]*([0-9][\\s\\-–]*){8}';

/** Numbers cannot be given, and staff can. */
export function notNow() {
  const texts = kioskWords();
  return html`<section class="message">
    <h1>${texts.notNow}</h1>
    <p>${texts.askStaff}</p>
  </section>`;
}

/** The office gives no numbers now: why, and when it does again. */
export function closed({ closedBecause, opensAt, message }: OfficeView) {
  const texts = words();
  return html`<section class="message">
    <h1>${closedBecause === null ? kioskWords().hours : texts.closed[closedBecause]}</h1>
    ${message && closedBecause !== null ? html`<p>${message[language()]}</p>` : nothing}
    ${opensAt === null ? nothing : html`<p>${sentence(texts.opensAgain(openingOf(opensAt, new Date())))}</p>`}
  </section>`;
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

/** Where not every device may take numbers, this one is paired once by staff; until then it gives none. */
export function pairing(failure: string, pair: (event: Event) => void) {
  const texts = kioskWords();
  return html`<section class="message">
    <h1>${texts.pair}</h1>
    <form @invalid=${inOurWords} class="message" @submit=${pair}>
      <label for="code">${texts.pairHint}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="off"
        required
        pattern=${codePattern}
        maxlength="40"
      />
      ${failure ? html`<p class="notice bad" role="alert">${failure}</p>` : nothing}
      <button class="primary">${texts.pairButton}</button>
    </form>
    <p class="hint">${texts.forVisitors}</p>
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
