import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { field, fieldsOf, selectField, textField } from '../ui/forms/fields.ts';
import { fire } from '../ui/events.ts';
import { dayKinds, type CalendarDay, type DayKind } from '../../domain/offices/calendar.ts';
import { command, newKey, read, typed } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { shortDayOf } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import type { Problem } from '../../wire/http/problem.ts';
import { Sender } from './sender.ts';
import { carriedOver, fromIntervals, toIntervals, type NationalCalendar, type Settings } from './settings.ts';
import { adminWords } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

/**
 * The dates of an office, or those of all offices: added one by one or read from a file, then saved together. What was
 * typed and not saved stays when other settings, or other dates, are changed meanwhile. Sends `changed`, or
 * `calendar-changed`, with what the api answered.
 */
@customElement('calendar-settings')
export class CalendarSettings extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) of!: Settings | NationalCalendar;
  @state() private days: readonly CalendarDay[] = [];
  /** What somebody has made `days` of. */
  #base: readonly CalendarDay[] = [];
  @state() private faults: Problem | null = null;
  @state() private read = 0;
  readonly #sender = new Sender(this);

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('of')) return;
    const now = 'code' in this.of ? this.of.calendar : this.of.days;
    this.days = carriedOver(this.days, { from: this.#base, to: now });
    this.#base = now;
  }

  override render() {
    const texts = adminWords();
    return html`<section>
      ${
        'code' in this.of
          ? html`<h2 id="calendar">${texts.calendar}</h2>
              <p>${texts.calendarHint}</p>`
          : html`<h2 id="national-calendar">${texts.nationalCalendar}</h2>
              <p>${texts.nationalCalendarHint}</p>`
      }
      ${this.#table()}
      <form @invalid=${inOurWords} @submit=${this.#add}>
        <div class="pair">
          ${field({ id: 'day', label: texts.date }, html`<input id="day" name="day" type="date" required />`)}
          ${selectField({
            id: 'kind',
            label: texts.kind,
            options: dayKinds.map((kind) => [kind, texts.dayKind[kind]]),
          })}
          ${textField({ id: 'name', label: texts.dayName, required: true, max: 100 })}
          ${textField({ id: 'hours', label: texts.hours, hint: texts.hoursHint, max: 80 })}
        </div>
        <div class="actions"><button>${texts.add}</button></div>
      </form>
      ${field(
        { id: 'file', label: texts.importCsv },
        html`<input id="file" type="file" accept=".csv,text/csv" @change=${this.#import} />`,
      )}
      ${this.read > 0 ? html`<p class="notice ok">${texts.imported(this.read)}</p>` : nothing}
      ${
        this.faults
          ? html`<div class="notice bad" role="alert">
              <strong>${this.faults.title}</strong>
              <ul>
                ${this.faults.errors?.map(
                  ({ pointer, message }) =>
                    html`<li>${texts.line(pointer.split('/').at(-1) ?? '')}: ${message}</li>`,
                )}
              </ul>
            </div>`
          : nothing
      }
      ${this.#sender.outcome((pointer) => this.#dateOf(pointer))}
      <div class="actions">
        ${
          this.#sender.isRefusedAs('setting-changed')
            ? html`<button type="button" @click=${this.#reload}>${texts.reload}</button>`
            : nothing
        }
        <button class="primary" ?disabled=${this.#sender.busy} @click=${this.#save}>${words().save}</button>
      </div>
    </section>`;
  }

  #table() {
    const texts = adminWords();
    if (this.days.length === 0) return html`<p class="hint">${texts.emptyCalendar}</p>`;
    return table(
      [
        texts.date,
        texts.kind,
        texts.dayName,
        texts.hours,
        html`<span class="visually-hidden">${texts.remove}</span>`,
      ],
      this.days.map((entry) => [
        shortDayOf(entry.day),
        texts.dayKind[entry.kind],
        entry.name,
        fromIntervals(entry.hours),
        html`<button type="button" @click=${() => this.#remove(entry)}>${texts.remove}</button>`,
      ]),
    );
  }

  /** The date that a pointer refers to, by its place in the sent list. */
  #dateOf(pointer: string): string | null {
    const day = this.days[Number(pointer.split('/')[2])]?.day;
    return day === undefined ? null : day ? shortDayOf(day) : adminWords().date;
  }

  /** A new entry replaces the date's old one. */
  #put(entries: readonly CalendarDay[]): void {
    const days = new Set(entries.map(({ day }) => day));
    this.days = [...this.days.filter(({ day }) => !days.has(day)), ...entries].toSorted((a, b) =>
      a.day.localeCompare(b.day),
    );
  }

  #remove(entry: CalendarDay): void {
    this.days = this.days.filter((other) => other !== entry);
  }

  readonly #add = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    const { day = '', kind = 'holiday', name = '', hours = '' } = fieldsOf(event);
    const own = kind === 'hours' ? toIntervals(hours) : null;
    this.#put([{ day, kind: kind as DayKind, name, hours: own, verified: true }]);
    form.reset();
  };

  readonly #import = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const csv = (await input.files?.[0]?.text()) ?? '';
    input.value = '';
    const reply = await command(
      { name: 'POST /calendar/check', params: {}, body: { csv } },
      { key: newKey() },
    );
    this.faults = reply.kind === 'refused' ? reply.problem : null;
    this.read = reply.kind === 'ok' ? reply.value.days.length : 0;
    if (reply.kind === 'ok') this.#put(reply.value.days);
    else if (reply.kind === 'unanswered') {
      this.faults = { type: '', title: words().unreachable, status: 0, requestId: '' };
    }
  };

  readonly #save = (): void => {
    const { of, days } = this;
    const expectedVersion = of.version;
    this.read = 0;
    const saved = (): void => {
      this.#base = days;
    };
    if ('code' in of) {
      const name = 'PUT /offices/{office}/settings';
      const body = typed<typeof name>({ expectedVersion, calendar: days });
      void this.#sender.send({ name, params: { office: of.code }, body }, (settings) => {
        saved();
        fire(this, 'changed', settings);
      });
    } else {
      const body = typed<'PUT /calendar'>({ expectedVersion, days });
      void this.#sender.send({ name: 'PUT /calendar', params: {}, body }, (dates) => {
        saved();
        fire(this, 'calendar-changed', dates);
      });
    }
  };

  readonly #reload = async (): Promise<void> => {
    if ('code' in this.of) {
      const reply = await read('/offices/{office}/settings', { office: this.of.code });
      if (reply.kind !== 'ok') return;
      fire(this, 'changed', reply.value);
    } else {
      const reply = await read('/calendar', {});
      if (reply.kind !== 'ok') return;
      fire(this, 'calendar-changed', reply.value);
    }
    this.#sender.dismiss();
  };
}
