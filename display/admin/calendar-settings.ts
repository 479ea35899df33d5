import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { field, selectField, textField, valuesOf } from '../ui/forms/fields.ts';
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
import {
  areIntervals,
  carriedOver,
  entryOf,
  fromIntervals,
  isSameEntry,
  toIntervals,
  type DateClash,
  type NationalCalendar,
  type Settings,
} from './settings.ts';
import { adminWords, type HoursFault } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

/**
 * The dates of an office, or those of all offices: added one by one or read from a file, then saved together, with the
 * date that is typed just then. What was typed and not saved stays when other settings, or other dates, are changed
 * meanwhile, and leaving the page asks; a date that somebody else has changed too is named, with what they made of it.
 * Sends `changed`, or `calendar-changed`, with what the api answered.
 */
@customElement('calendar-settings')
export class CalendarSettings extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property({ attribute: false }) of!: Settings | NationalCalendar;
  @state() private days: readonly CalendarDay[] = [];
  /** What somebody has made `days` of. */
  #base: readonly CalendarDay[] = [];
  /** Dates that somebody else has changed too, until they are saved. */
  #clashes: readonly DateClash[] = [];
  @state() private faults: Problem | null = null;
  @state() private read = 0;
  @state() private wrongHours: HoursFault | null = null;
  @query('form') private form!: HTMLFormElement;
  readonly #sender = new Sender(this);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#leaving);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('of')) return;
    const now = 'code' in this.of ? this.of.calendar : this.of.days;
    const { days, clashes } = carriedOver(this.days, { from: this.#base, to: now });
    const again = new Set(clashes.map(({ day }) => day));
    this.days = days;
    this.#clashes = [...this.#clashes.filter(({ day }) => !again.has(day)), ...clashes];
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
      <form novalidate @invalid=${inOurWords} @submit=${this.#add} @input=${() => (this.wrongHours = null)}>
        <div class="pair">
          ${field({ id: 'day', label: texts.date }, html`<input id="day" name="day" type="date" required />`)}
          ${selectField({
            id: 'kind',
            label: texts.kind,
            options: dayKinds.map((kind) => [kind, texts.dayKind[kind]]),
          })}
          ${textField({ id: 'name', label: texts.dayName, required: true, max: 100 })}
          ${textField({
            id: 'hours',
            label: texts.hours,
            hint: texts.hoursHint,
            max: 80,
            fault: this.wrongHours && texts.wrongHours[this.wrongHours],
          })}
        </div>
        <div class="actions"><button>${texts.add}</button></div>
      </form>
      ${field(
        { id: 'file', label: texts.importCsv },
        html`<input id="file" type="file" accept=".csv,text/csv" @change=${this.#import} />`,
      )}
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
      ${this.#sender.outcome((pointer) => this.#dateOf(pointer))} ${this.#unsaved()}
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

  #unsaved() {
    const texts = adminWords();
    if (!this.#waits) return nothing;
    const clashes = this.#clashes.filter(({ day, theirs }) => !isSameEntry(theirs, entryOf(this.days, day)));
    return html`<div class="notice" role="status">
      <p>${this.read > 0 ? texts.imported(this.read) : texts.datesUnsaved}</p>
      ${
        clashes.length > 0
          ? html`<p>${texts.datesClash}</p>
              <ul>
                ${clashes.map(({ day, theirs }) => html`<li>${shortDayOf(day)}: ${madeOf(theirs)}</li>`)}
              </ul>`
          : nothing
      }
    </div>`;
  }

  /** Whether dates were added or taken away and not saved. */
  get #waits(): boolean {
    const known = new Set(this.#base);
    return this.days.length !== known.size || !this.days.every((entry) => known.has(entry));
  }

  /** Whether a date was begun and not added. */
  get #isTyped(): boolean {
    const texts = [...this.form.querySelectorAll('input')];
    return texts.some(({ value, validity }) => value.trim() !== '' || validity.badInput);
  }

  readonly #leaving = (event: Event): void => {
    if (this.#waits || this.#isTyped) event.preventDefault();
  };

  /** The date that a pointer refers to, by its place in the sent list. */
  #dateOf(pointer: string): string | null {
    const day = this.days[Number(pointer.split('/')[2])]?.day;
    return day === undefined ? null : day ? shortDayOf(day) : adminWords().date;
  }

  /** A new entry replaces the date's old one. */
  #put(entries: readonly CalendarDay[]): void {
    const days = new Set(entries.map(({ day }) => day));
    this.#change(
      [...this.days.filter(({ day }) => !days.has(day)), ...entries].toSorted((a, b) =>
        a.day.localeCompare(b.day),
      ),
    );
  }

  #remove(entry: CalendarDay): void {
    this.#change(this.days.filter((other) => other !== entry));
  }

  #change(days: readonly CalendarDay[]): void {
    this.days = days;
    this.#sender.edited();
  }

  readonly #add = (event: Event): void => {
    event.preventDefault();
    this.#addTyped();
  };

  /** Adds the typed date, and tells whether it could: what is wrong with it stands at its fields. */
  #addTyped(): boolean {
    const { form } = this;
    const { day = '', kind = 'holiday', name = '', hours = '' } = valuesOf(form);
    const own = toIntervals(hours);
    this.wrongHours = faultOfHours(kind as DayKind, own);
    const isComplete = form.checkValidity(); // tells
    if (isComplete && this.wrongHours) form.querySelector<HTMLElement>('#hours')?.focus();
    if (!isComplete || this.wrongHours) return false;
    this.#put([{ day, kind: kind as DayKind, name, hours: own, verified: true }]);
    form.reset();
    return true;
  }

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
    if (this.#isTyped && !this.#addTyped()) return;
    const { of, days } = this;
    const expectedVersion = of.version;
    this.read = 0;
    const saved = (): void => {
      this.#base = days;
      this.#clashes = [];
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

/** What somebody else made of a date. */
function madeOf(entry: CalendarDay | null): string {
  const texts = adminWords();
  if (!entry) return texts.dateRemoved;
  const { kind, name, hours } = entry;
  return [texts.dayKind[kind], name, fromIntervals(hours)].filter(Boolean).join(', ');
}

/** What is wrong with the hours of a date: only one with hours of its own has some. */
function faultOfHours(kind: DayKind, hours: ReturnType<typeof toIntervals>): HoursFault | null {
  if (kind !== 'hours') return hours ? 'unneeded' : null;
  if (!hours) return 'missing';
  return areIntervals(hours) ? null : 'wrong';
}
