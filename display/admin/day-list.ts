import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DayView } from '../../wire/supervision/supervision.ts';
import type { IncidentView } from '../../wire/custody.ts';
import { read } from '../ui/line/api.ts';
import { numberOf, shortDayOf, timeOf } from '../ui/words/format.ts';
import { incidentWords } from '../ui/words/incident-words.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { readable } from '../ui/words/words.ts';
import { storyLink } from '../ui/visits/story-link.ts';
import { adminWords } from './words.ts';

const daysShown = 14;

/** How the last days ended, and what went wrong with cards and keys. */
@customElement('day-list')
export class DayList extends LocalizedElement {
  static override styles = [shared, sheetStyles];

  @property() office = '';
  @state() private days: readonly DayView[] = [];
  @state() private incidents: readonly IncidentView[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const query = { from: day(daysShown), to: day(-1) };
    const { office } = this;
    const [days, incidents] = await Promise.all([
      read('/offices/{office}/days', { office }, { query }),
      read('/offices/{office}/incidents', { office }, { query }),
    ]);
    if (days.kind === 'ok') this.days = days.value.days;
    if (incidents.kind === 'ok') this.incidents = incidents.value.incidents;
  }

  override render() {
    const texts = adminWords();
    return html`<section>
        <h2 id="days">${texts.days}</h2>
        ${this.days.length === 0 ? html`<p class="hint">${texts.noDays}</p>` : this.#days()}
      </section>
      <section>
        <h2 id="incidents">${texts.incidents}</h2>
        ${this.incidents.length === 0 ? html`<p class="hint">${texts.noIncidents}</p>` : this.#incidents()}
      </section>`;
  }

  #days() {
    const texts = adminWords();
    const links = (list: readonly { visitId: string; label: string }[]) =>
      list.map((visit) => html`${storyLink(visit)} `);
    return table(
      [texts.day, texts.visits, texts.promise, texts.held, texts.unfinished, texts.settled],
      this.days.map(({ day, settledAt, report: { visits, sla, held, unfinished } }) => [
        shortDayOf(day),
        numberOf(
          Object.values(visits).reduce((sum, n) => sum + n, 0),
          0,
        ),
        texts.onTime(sla.met, sla.met + sla.breached),
        links(held),
        links(unfinished),
        settledAt === null ? texts.notSettled : timeOf(settledAt),
      ]),
    );
  }

  #incidents() {
    const texts = adminWords();
    return table(
      [texts.day, texts.number, texts.what, texts.lockers, texts.note, texts.by],
      this.incidents.map(({ visitId, label, day, kind, locker, at, by, note }) => [
        `${shortDayOf(day)} ${timeOf(at)}`,
        storyLink({ visitId, label }),
        incidentWords()[kind],
        locker,
        note === null ? null : readable(note),
        by,
      ]),
    );
  }
}
