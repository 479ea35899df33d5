import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import type { KeptStandard } from '../../wire/standard.ts';
import { failureOf, read, type Reply } from '../ui/line/api.ts';
import { demoNotice } from '../ui/office/demo-notice.ts';
import { headStyles, officeHead } from '../ui/office/office-head.ts';
import { pageAddress, waitForOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf, monthOf, numberOf, shareOf, spanOf, timeOf } from '../ui/words/format.ts';
import { linkedText } from '../ui/linked-text.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { words } from '../ui/words/words.ts';
import { standardStyles } from './styles.ts';
import { standardWords } from './words.ts';

/** The published service standard, and how it was kept: on a screen, and on paper for the wall. */
@customElement('standard-page')
export class StandardPage extends LocalizedElement {
  static override styles = [shared, headStyles, standardStyles];

  @state() private office: OfficeView | null = null;
  @state() private reply: Reply<KeptStandard> | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const { office, reply } = this;
    return html`<header><div class="wrap">${officeHead(office)}</div></header>
      <main class="wrap">
        ${
          reply === null
            ? nothing
            : reply.kind === 'ok'
              ? this.#standard(reply.value)
              : html`<div class="notice" role="alert">
                  <p>${failureOf(reply)}</p>
                  <button @click=${this.#read}>${words().tryAgain}</button>
                </div>`
        }
      </main>`;
  }

  #standard(view: KeptStandard) {
    const texts = standardWords();
    const { promise, standard, at } = view;
    return html`${demoNotice(this.office)}
      <div class="top">
        <div>
          <h1>${texts.title}: ${standard.service}</h1>
          <p class="promise">${texts.promise(numberOf(promise.seconds / 60, 1))}. ${texts.free}.</p>
        </div>
        <button class="screen" @click=${() => window.print()}>${texts.print}</button>
      </div>
      <div class="figures">${keptFigure(view)} ${indexFigure(view)} ${complaintFigure(view)}</div>
      <section class="pledge">
        <h2>${texts.pledge}</h2>
        ${standard.pledge ? html`<p>${standard.pledge}</p>` : html`<p class="hint">${texts.noPledge}</p>`}
      </section>
      ${publishedSection(view)}
      <p class="hint">${texts.at(`${dateOf(at)}, ${timeOf(at)}`)}</p>`;
  }

  readonly #read = async (): Promise<void> => {
    this.office ??= await waitForOffice();
    this.reply = await read('/offices/{office}/standard', { office: this.office.code });
  };
}

function keptFigure({ kept }: KeptStandard) {
  const texts = standardWords();
  const { n, met, medianSeconds, from } = kept;
  return html`<section class="figure">
    <h2>${texts.kept}</h2>
    ${
      n === 0
        ? html`<b class="few">${texts.keptNone(monthOf(from))}</b>`
        : html`<b>${shareOf(met / n)}</b>
            <p>${texts.keptOf(numberOf(met, 0), numberOf(n, 0), monthOf(from))}</p>`
    }
    ${medianSeconds === null ? nothing : html`<p class="hint">${texts.median(spanOf(medianSeconds * 1000))}</p>`}
  </section>`;
}

function indexFigure({ index }: KeptStandard) {
  const texts = standardWords();
  const { n, respondents, value, grade, from, to } = index;
  return html`<section class="figure">
    <h2>${texts.index}</h2>
    ${
      value === null || grade === null
        ? html`<b class="few">${texts.tooFew(numberOf(n, 0))}</b>`
        : html`<b>${numberOf(value, 2)}</b>
            <p>${texts.grade(grade, texts.grades[grade])}</p>`
    }
    <p class="hint">${texts.indexOf(numberOf(respondents, 0), `${monthOf(from)} – ${monthOf(to)}`)}</p>
  </section>`;
}

function complaintFigure({ complaints }: KeptStandard) {
  const texts = standardWords();
  const { received, inTime, late, open, from, to } = complaints;
  const count = (n: number): string => numberOf(n, 0);
  return html`<section class="figure">
    <h2>${texts.complaints}</h2>
    <b>${count(received)}</b>
    <p>${texts.received(`${monthOf(from)} – ${monthOf(to)}`)}</p>
    ${received === 0 ? nothing : html`<p class="hint">${texts.answered(count(inTime), count(late), count(open))}</p>`}
    <p class="screen"><a href=${pageAddress(pathOf('complaint'))}>${texts.complain}</a></p>
  </section>`;
}

/** The standard as the office has published it, word for word. */
function publishedSection({ standard, address, contacts }: KeptStandard) {
  const texts = standardWords();
  const list = (lines: readonly string[]) =>
    html`<ol>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ol>`;
  return html`<section lang="id">
    <h2>${texts.published}, No. SK ${standard.sk}</h2>
    <dl>
      <dt>${texts.requirements}</dt>
      <dd>${list(standard.requirements)}</dd>
      <dt>${texts.steps}</dt>
      <dd>${list(standard.steps)}</dd>
      <dt>${texts.time}</dt>
      <dd>${standard.slaText}</dd>
      <dt>${texts.fee}</dt>
      <dd>${standard.fee}</dd>
      <dt>${texts.product}</dt>
      <dd>${standard.product}</dd>
      <dt>${texts.ways}</dt>
      <dd>
        <ul>
          ${standard.complaints.map((line) => html`<li>${linkedText(line)}</li>`)}
        </ul>
      </dd>
      <dt>${texts.contact}</dt>
      <dd>${address}<br />${linkedText(contacts.phone)} · ${linkedText(contacts.email)}</dd>
    </dl>
  </section>`;
}
