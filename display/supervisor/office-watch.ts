import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import { dayAfter, localDayOf } from '../../domain/offices/calendar.ts';
import type { OfficeView } from '../../wire/offices.ts';
import { allowedLate } from '../../domain/supervision/late-budget.ts';
import { meanScoreOf, onTimeOf } from '../../wire/reports.ts';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import type { Supervision } from '../../wire/supervision.ts';
import '../ui/visits/sla-badge.ts';
import { read } from '../ui/line/api.ts';
import { Feed } from '../ui/line/feed.ts';
import { timeOrder } from '../ui/line/feed-rules.ts';
import { numberOf, preciseTimeOf, shareOf, spanOf } from '../ui/words/format.ts';
import { LanguageController } from '../ui/words/language.ts';
import { pageAddress } from '../ui/office/office.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { words } from '../ui/words/words.ts';
import './breach-alarm.ts';
import './load-chart.ts';
import './report-table.ts';
import { watchStyles } from './styles.ts';
import { supervisorWords } from './words.ts';

/** The figures follow the desk, but are not read more often than this. */
const readEveryMs = 2_000;

/** The promise today and over a period, who waits, what is held; follows the desk live. */
@customElement('office-watch')
export class OfficeWatch extends LitElement {
  static override styles = [shared, sheetStyles, watchStyles];

  @property({ attribute: false }) office!: OfficeView;
  @state() private supervision: Supervision | null = null;
  @state() private badPeriod = false;
  /** Null while it is today, whichever day that becomes. */
  @state() private period: { from: string; to: string } | null = null;
  #feed: Feed<'desk'> | null = null;
  #readAt = -Infinity;
  #reading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LanguageController(this);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    const { code } = this.office;
    this.#feed ??= new Feed<'desk'>(this, {
      line: 'desk',
      auth: { office: code },
      order: timeOrder(),
      read: () => this.#readDesk(),
      onValue: () => this.#follow(),
      onRefused: (reply) => {
        const status = reply.kind === 'refused' ? reply.problem.status : 0;
        if (status === 401 || status === 403) this.#lost();
      },
    });
  }

  async #readDesk() {
    const { code } = this.office;
    const reply = await read('/offices/{office}/visits', { office: code }, { query: { state: 'open' } });
    if (reply.kind !== 'ok') return reply;
    const { boards = [], lockers = [], counters = [] } = this.#feed?.value ?? {};
    return { kind: 'ok' as const, value: { ...reply.value, lockers, boards, counters } };
  }

  #lost(): void {
    this.dispatchEvent(new CustomEvent('session-lost'));
  }

  /** Reads the figures again: now, or as soon as the last reading is old enough. */
  #follow(): void {
    clearTimeout(this.#timer);
    const wait = this.#reading ? readEveryMs : this.#readAt + readEveryMs - performance.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#follow(), wait);
    else void this.#read();
  }

  async #read(): Promise<void> {
    this.#reading = true;
    this.#readAt = performance.now();
    const { period } = this;
    const reply = await read(
      '/offices/{office}/supervision',
      { office: this.office.code },
      { query: period ?? {} },
    );
    this.#reading = false;
    if (period === this.period && reply.kind === 'ok') this.supervision = reply.value;
    else this.#follow(); // another period was chosen meanwhile, or nobody answered
  }

  #choose(period: { from: string; to: string } | null): void {
    this.badPeriod = period !== null && !(period.from <= period.to);
    if (this.badPeriod) return;
    this.period = period;
    this.#readAt = -Infinity;
    this.#follow();
  }

  override render() {
    const { supervision } = this;
    const feed = this.#feed;
    if (!supervision || !feed) return nothing;
    return html`${this.#lineState(feed)}
    ${feed.freshness === 'gone' ? nothing : this.#present(supervision, feed)}
    ${this.#periodForm(supervision, feed)} ${this.#promise(supervision)} ${this.#chart('hours', supervision)}
    ${supervision.from === supervision.to ? nothing : this.#chart('days', supervision)}
    ${this.#section('waits')} ${this.#section('steps')} ${this.#section('outcomes')}
    ${this.#ratings(supervision)}`;
  }

  #lineState(feed: Feed<'desk'>) {
    if (feed.freshness === 'fresh') return nothing;
    const heardAt = feed.heardServerAt;
    return html`<p class="notice bad">
      ${heardAt === null ? words().unreachable : words().staleSince(preciseTimeOf(heardAt))}
    </p>`;
  }

  /** Who waits and what is held, whatever period is chosen. */
  #present({ at, now }: Supervision, feed: Feed<'desk'>) {
    const texts = supervisorWords();
    const late = now.held.filter(({ afterClose }) => afterClose).length;
    const boards = feed.value?.boards ?? [];
    const up = boards.filter(({ connected }) => connected).length;
    const longest =
      now.waitingSince === null ? texts.nobody : spanOf(feed.now.getTime() - Date.parse(now.waitingSince));
    const tile = (word: string, value: string | number, tone = '') =>
      html`<div class="tile ${tone}">
        <dt>${word}</dt>
        <dd>${value}</dd>
      </div>`;
    return html`${late > 0 ? html`<p class="notice bad" role="alert"><strong>${texts.heldAfterClose(late)}</strong></p>` : nothing}
      <breach-alarm
        .office=${this.office.code}
        .alarms=${now.alarms}
        .now=${feed.now}
        @acknowledged=${() => void this.#read()}
        @session-lost=${() => this.#lost()}
      ></breach-alarm>
      <section>
        <h2>${texts.now} <small>${texts.asOf(preciseTimeOf(at))}</small></h2>
        ${now.open ? nothing : html`<p class="notice">${texts.closed}</p>`}
        <dl class="tiles">
          ${tile(texts.promiseToday, this.#onTime(now), now.breached > 0 ? 'bad wide' : 'wide')}
          ${tile(texts.waiting, now.waiting)} ${tile(texts.longestWait, longest)}
          ${tile(words().step.library, now.inLibrary)}
          ${tile(texts.idsHeld, now.held.length, late > 0 ? 'bad' : '')}
          ${tile(texts.boards, boards.length === 0 ? texts.noBoards : texts.boardsUp(up, boards.length), up < boards.length || up === 0 ? 'warn' : '')}
        </dl>
        ${boards
          .filter(({ connected }) => !connected)
          .map(({ board }) => html`<p class="notice">${texts.boardMissing(board)}</p>`)}
        <h3>${texts.unserved}</h3>
        ${now.unserved.length === 0 ? html`<p class="hint">${texts.nobodyUnserved}</p>` : this.#unserved(now, feed)}
        ${
          now.held.length === 0
            ? nothing
            : html`<h3>${texts.report.held}</h3>
                ${this.#table('held')}`
        }
      </section>`;
  }

  #onTime(verdicts: { met: number; breached: number }): string {
    const { met, breached } = verdicts;
    const share = onTimeOf(verdicts);
    const texts = supervisorWords();
    return share === null ? texts.noneJudged : texts.onTime(met, met + breached, shareOf(share));
  }

  #unserved({ unserved }: Supervision['now'], feed: Feed<'desk'>) {
    return html`<ul class="unserved">
      ${unserved.map(({ visitId, label }) => {
        const visit = feed.value?.visits.find((other) => other.visitId === visitId);
        return html`<li>
          <a href=${pageAddress(pathOf('history', visitId))}>${label}</a>
          ${visit ? html`<sla-badge .visit=${visit} .now=${feed.now}></sla-badge>` : nothing}
        </li>`;
      })}
    </ul>`;
  }

  #periodForm({ from, to }: Supervision, feed: Feed<'desk'>) {
    const texts = supervisorWords();
    const today = localDayOf(feed.now.getTime(), this.office.timeZone);
    const last = (days: number) => ({ from: dayAfter(today, 1 - days), to: today });
    const shortcut = (word: string, days: number | null) => {
      const wanted = days === null ? { from: today, to: today } : last(days);
      const chosen = wanted.from === from && wanted.to === to;
      return html`<button
        aria-pressed=${String(chosen)}
        @click=${() => this.#choose(days === null ? null : wanted)}
      >
        ${word}
      </button>`;
    };
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      const fields = new FormData(event.target as HTMLFormElement);
      const day = (name: string): string => fields.get(name) as string;
      this.#choose({ from: day('from'), to: day('to') });
    };
    return html`<section>
      <h2>${texts.period} <small>${from === to ? from : `${from} – ${to}`}</small></h2>
      <div class="period">
        ${shortcut(texts.today, null)} ${shortcut(texts.days(7), 7)} ${shortcut(texts.days(28), 28)}
        <form @submit=${submit}>
          <label>${texts.from}<input type="date" name="from" required .value=${from} max=${today} /></label>
          <label>${texts.to}<input type="date" name="to" required .value=${to} max=${today} /></label>
          <button>${texts.show}</button>
        </form>
      </div>
      ${this.badPeriod ? html`<p class="fault" role="alert">${texts.badPeriod}</p>` : nothing}
    </section>`;
  }

  #promise({ sla, escalations, corrected, at }: Supervision) {
    const texts = supervisorWords();
    const excluded = Object.entries(sla.excluded);
    return html`<section>
      <h2>${texts.promise} <small>${texts.asOf(preciseTimeOf(at))}</small></h2>
      <p class="headline">${this.#onTime(sla)}</p>
      ${sla.n === 0 ? nothing : html`<p>${texts.budget(sla.breached, sla.n, allowedLate(sla.n))}</p>`}
      <p>
        ${texts.running(sla.running)}. ${words().verdict.excluded}:
        ${
          excluded.length === 0
            ? texts.noneExcluded
            : excluded
                .map(([step, n]) => `${words().step[step as keyof ReturnType<typeof words>['step']]} ${n}`)
                .join(', ')
        }.
      </p>
      <h3>${texts.report.breaches}</h3>
      ${this.#table('breaches')}
      <h3>${texts.report.escalations}</h3>
      <p>${this.#escalations(escalations)}</p>
      ${this.#table('escalations')}
      ${
        corrected.length === 0
          ? html`<p class="hint">${texts.noneCorrected}</p>`
          : html`<h3>${texts.corrected}</h3>
              ${this.#corrected(corrected)}`
      }
    </section>`;
  }

  #escalations({ warned, saved, raised }: Supervision['escalations']): string {
    const texts = supervisorWords();
    const waits = raised.flatMap(({ raisedAt, acknowledged }) =>
      acknowledged ? [Date.parse(acknowledged.at) - Date.parse(raisedAt)] : [],
    );
    const median = waits.toSorted((a, b) => a - b)[Math.ceil(waits.length / 2) - 1];
    return [
      texts.warned(warned, saved),
      texts.answeredFor(raised.length, waits.length, median === undefined ? null : spanOf(median)),
    ].join(' ');
  }

  #corrected(corrected: Supervision['corrected']) {
    const texts = supervisorWords();
    const word = (verdict: Supervision['corrected'][number]['verdict']): string =>
      verdict === null ? '–' : words().verdict[verdict];
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${texts.column.number}</th>
            <th>${texts.column.day}</th>
            <th>${texts.verdictBefore}</th>
            <th>${texts.verdictAfter}</th>
          </tr>
        </thead>
        <tbody>
          ${corrected.map(
            ({ visitId, label, day, verdict, corrected: after }) =>
              html`<tr>
                <td><a href=${pageAddress(pathOf('history', visitId))}>${label}</a></td>
                <td>${day}</td>
                <td>${word(verdict)}</td>
                <td>${word(after)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #chart(kind: 'hours' | 'days', supervision: Supervision) {
    return html`<section>
      <h2>${supervisorWords().report[kind]}</h2>
      ${
        supervision[kind].length === 0
          ? nothing
          : html`<load-chart .kind=${kind} .supervision=${supervision}></load-chart>`
      }
      ${this.#table(kind)}
    </section>`;
  }

  #ratings({ ratings: { counts, skm } }: Supervision) {
    const texts = supervisorWords();
    const { n, mean } = meanScoreOf(counts);
    return html`<section>
        <h2>${texts.report.ratings}</h2>
        <p class="headline">${mean === null ? texts.none : texts.mean(numberOf(mean, 2), n)}</p>
        ${this.#table('ratings')}
      </section>
      <section>
        <h2>${texts.report.skm}</h2>
        <p class="headline">
          ${skm.index === null ? texts.skmMissing(skm.n) : texts.skm(numberOf(skm.index, 2), skm.grade, skm.n)}
        </p>
        ${this.#table('skm')}
      </section>`;
  }

  #section(report: ReportName) {
    return html`<section>
      <h2>${supervisorWords().report[report]}</h2>
      ${this.#table(report)}
    </section>`;
  }

  #table(report: ReportName) {
    return html`<report-table .report=${report} .supervision=${this.supervision}></report-table>`;
  }
}
