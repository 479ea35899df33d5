import { html, nothing } from 'lit';
import { dayAfter } from '../../../domain/offices/calendar.ts';
import type { Period } from '../../ui/office/period-address.ts';
import { shortDayOf } from '../../ui/words/format.ts';
import { supervisorWords } from '../words.ts';
import { inOurWords } from '../../ui/forms/own-words.ts';

/** Chooses the days of the figures: today, the last week or month, or any. `choose` gets null for today. */
export function periodForm(
  { from, to }: Period,
  {
    today,
    isWrong,
    choose,
  }: {
    readonly today: string;
    readonly isWrong: boolean;
    readonly choose: (period: Period | null) => void;
  },
) {
  const texts = supervisorWords();
  const shortcut = (word: string, days: number) => {
    const wanted = { from: dayAfter(today, 1 - days), to: today };
    const isChosen = wanted.from === from && wanted.to === to;
    return html`<button aria-pressed=${String(isChosen)} @click=${() => choose(days === 1 ? null : wanted)}>
      ${word}
    </button>`;
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const day = (name: string): string => fields.get(name) as string;
    choose({ from: day('from'), to: day('to') });
  };
  return html`<section>
    <h2>${texts.period} <small>${[...new Set([from, to])].map(shortDayOf).join(' – ')}</small></h2>
    <div class="period">
      ${shortcut(texts.today, 1)} ${shortcut(texts.days(7), 7)} ${shortcut(texts.days(28), 28)}
      <form @invalid=${inOurWords} @submit=${submit}>
        <label>${texts.from}<input type="date" name="from" required .value=${from} max=${today} /></label>
        <label>${texts.to}<input type="date" name="to" required .value=${to} max=${today} /></label>
        <button>${texts.show}</button>
      </form>
    </div>
    ${isWrong ? html`<p class="fault" role="alert">${texts.badPeriod}</p>` : nothing}
  </section>`;
}
