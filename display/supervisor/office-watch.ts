import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { localDayOf } from '../../domain/offices/calendar.ts';
import { pathOf } from '../../domain/pages.mjs';
import type { ReportName } from '../../domain/supervision/report-names.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { meanScoreOf } from '../../wire/supervision/report-tables.ts';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import { fire } from '../ui/events.ts';
import { read } from '../ui/line/api.ts';
import { Feed } from '../ui/line/feed.ts';
import { timeOrder } from '../ui/line/snapshot-order.ts';
import { pageAddress } from '../ui/office/office.ts';
import { withPeriod, type Period } from '../ui/office/period-address.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { fixedOf, numberOf, preciseTimeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import './breach-alarm.ts';
import './complaint-figures.ts';
import { Figures } from './figures.ts';
import './load-chart.ts';
import { heldAfterClose, nowSection } from './now-section.ts';
import './reports/office-documents.ts';
import { periodForm } from './reports/period-form.ts';
import { promiseSection } from './promise-section.ts';
import './reports/report-table.ts';
import { watchStyles } from './styles.ts';
import { supervisorWords } from './words.ts';

/** The SLA today and over a period, who waits, what is held; updates live with the desk. */
@customElement('office-watch')
export class OfficeWatch extends LocalizedElement {
  static override styles = [shared, sheetStyles, watchStyles];

  @property({ attribute: false }) office!: OfficeView;
  @state() private badPeriod = false;
  readonly #figures = new Figures(this, () => this.office.code);
  #feed: Feed<'desk'> | null = null;

  override willUpdate(): void {
    const { code } = this.office;
    this.#feed ??= new Feed<'desk'>(this, {
      line: 'desk',
      auth: { office: code },
      order: timeOrder(),
      read: () => this.#readDesk(),
      onValue: () => this.#figures.follow(),
      onRefused: (reply) => {
        const status = reply.kind === 'refused' ? reply.problem.status : 0;
        if (status === 401 || status === 403) fire(this, 'session-lost');
      },
    });
  }

  async #readDesk() {
    const { code } = this.office;
    const reply = await read('/offices/{office}/visits', { office: code }, { query: { state: 'open' } });
    if (reply.kind !== 'ok') return reply;
    const { boards = null, lockers = [], counters = [] } = this.#feed?.value ?? {};
    return { kind: 'ok' as const, value: { ...reply.value, lockers, boards, counters } };
  }

  readonly #choose = (period: Period | null): void => {
    this.badPeriod = period !== null && !(period.from <= period.to);
    if (!this.badPeriod) this.#figures.choose(period);
  };

  override render() {
    const supervision = this.#figures.value;
    const feed = this.#feed;
    if (!supervision || !feed) return nothing;
    const { from, to } = supervision;
    const today = localDayOf(feed.now.getTime(), this.office.timeZone);
    return html`${this.#lineState(feed)}
      ${feed.freshness === 'gone' ? nothing : this.#present(supervision, feed)}
      ${periodForm(supervision, { today, isWrong: this.badPeriod, choose: this.#choose })}
      ${promiseSection(supervision)} ${chart('hours', supervision)}
      ${supervision.from === supervision.to ? nothing : chart('days', supervision)}
      ${section('waits', supervision)} ${section('steps', supervision)} ${section('outcomes', supervision)}
      ${ratings(supervision)} ${section('library', supervision)} ${section('titles', supervision)}
      ${section('empty-queries', supervision)}
      <complaint-figures .office=${this.office.code} .from=${from} .to=${to}></complaint-figures>
      <office-documents
        .office=${this.office.code}
        .period=${{ from, to }}
        @session-lost=${() => fire(this, 'session-lost')}
      ></office-documents>`;
  }

  #lineState({ freshness, heardServerAt }: Feed<'desk'>) {
    if (freshness === 'fresh') return nothing;
    return html`<p class="notice bad">
      ${heardServerAt === null ? words().unreachable : words().staleSince(preciseTimeOf(heardServerAt))}
    </p>`;
  }

  #present(supervision: Supervision, feed: Feed<'desk'>) {
    const { now } = supervision;
    const late = heldAfterClose(now);
    return html`${
        late > 0
          ? html`<p class="notice bad" role="alert">
              <strong>${supervisorWords().heldAfterClose(late)}</strong>
            </p>`
          : nothing
      }
      <breach-alarm
        .office=${this.office.code}
        .alarms=${now.alarms}
        .now=${feed.now}
        @acknowledged=${() => void this.#figures.read()}
        @session-lost=${() => fire(this, 'session-lost')}
      ></breach-alarm>
      ${nowSection(supervision, feed)}`;
  }
}

const table = (report: ReportName, supervision: Supervision) =>
  html`<report-table .report=${report} .supervision=${supervision}></report-table>`;

function section(report: ReportName, supervision: Supervision) {
  return html`<section>
    <h2>${supervisorWords().document[report]}</h2>
    ${table(report, supervision)}
  </section>`;
}

function chart(kind: 'hours' | 'days', supervision: Supervision) {
  return html`<section>
    <h2>${supervisorWords().document[kind]}</h2>
    ${
      supervision[kind].length === 0
        ? nothing
        : html`<load-chart .kind=${kind} .supervision=${supervision}></load-chart>`
    }
    ${table(kind, supervision)}
  </section>`;
}

/** The publication sheet of the same days. */
const sheetAddress = (period: Period): string => withPeriod(pageAddress(pathOf('skm-sheet')), period);

function skmText({ index, grade, n, respondents }: Supervision['ratings']['skm']): string {
  const texts = supervisorWords();
  const value = index === null ? null : fixedOf(index, 2);
  return value === null || grade === null
    ? texts.skmUngraded(value, numberOf(n, 0))
    : texts.skm(value, grade, numberOf(respondents, 0));
}

function ratings(supervision: Supervision) {
  const texts = supervisorWords();
  const { counts, skm } = supervision.ratings;
  const { n, mean } = meanScoreOf(counts);
  return html`<section>
      <h2>${texts.document.ratings}</h2>
      <p class="headline">${mean === null ? texts.none : texts.mean(numberOf(mean, 2), n)}</p>
      ${table('ratings', supervision)}
    </section>
    <section>
      <h2>${texts.document['rating-sources']}</h2>
      ${table('rating-sources', supervision)}
    </section>
    <section>
      <h2>${texts.document.skm}</h2>
      <p class="headline">${skmText(skm)}</p>
      ${table('skm', supervision)}
      <p>
        <a href=${sheetAddress(supervision)}>${texts.skmSheet}</a>
      </p>
    </section>`;
}
