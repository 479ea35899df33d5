import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { SkmReport } from '../../wire/ratings.ts';
import type { SessionView } from '../../wire/staff.ts';
import { alertOf } from '../ui/alert.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { failureOf, isProblem, read } from '../ui/line/api.ts';
import { OfficePage } from '../ui/office/office-page.ts';
import { keepInAddress, periodInAddress, type Period } from '../ui/office/period-address.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { publicationSheet } from './publication-sheet.ts';
import { skmSheetStyles } from './styles.ts';
import { sheetWords } from './words.ts';
import { inOurWords } from '../ui/forms/own-words.ts';

/** The satisfaction index of a period as the regulation asks it to be published, ready for the wall. */
@customElement('skm-sheet-page')
export class SkmSheetPage extends OfficePage {
  static override styles = [shared, sheetStyles, skmSheetStyles];

  @state() private report: SkmReport | null = null;
  @state() private failure = '';

  protected override async begin(session: SessionView): Promise<void> {
    await super.begin(session);
    if (session.role === 'supervisor') await this.#read(periodInAddress());
  }

  protected override page(session: SessionView) {
    const texts = sheetWords();
    const { office, report } = this;
    const links = [{ path: pathOf('supervisor'), name: texts.supervision }];
    return html`<div class="screen">${this.head(session, { title: texts.title, office, links })}</div>
      <main>
        ${session.role === 'supervisor' ? this.#choice() : html`<p class="notice">${texts.noAccess}</p>`}
        ${office && report ? publicationSheet(report, office) : nothing}
      </main>`;
  }

  #choice() {
    const texts = sheetWords();
    const { report } = this;
    return html`<section class="screen">
      <form @invalid=${inOurWords} @submit=${this.#choose}>
        <label>${texts.from}<input type="date" name="from" required .value=${report?.from ?? ''} /></label>
        <label>${texts.to}<input type="date" name="to" required .value=${report?.to ?? ''} /></label>
        <button>${texts.show}</button>
        <button type="button" class="primary" ?disabled=${!report} @click=${() => print()}>
          ${texts.print}
        </button>
      </form>
      ${alertOf(this.failure)}
    </section>`;
  }

  readonly #choose = (event: Event): void => {
    const { from = '', to = '' } = fieldsOf(event);
    if (from > to) this.failure = sheetWords().badPeriod;
    else void this.#read({ from, to });
  };

  async #read(period: Period | null): Promise<void> {
    const { office } = this;
    if (!office) return;
    const query = period ?? {};
    const reply = await read('/offices/{office}/skm', { office: office.code }, { query });
    if (isProblem(reply, 'not-signed-in')) this.who.forget();
    this.failure = reply.kind === 'ok' ? '' : failureOf(reply);
    if (reply.kind !== 'ok') return;
    this.report = reply.value;
    keepInAddress(reply.value);
  }
}
