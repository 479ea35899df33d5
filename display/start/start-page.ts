import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices.ts';
import type { Language } from '../../domain/language.ts';
import { pages } from '../../domain/pages.mjs';
import '../ui/words/language-switch.ts';
import { closingOf } from '../ui/office/closing.ts';
import { LanguageController } from '../ui/words/language.ts';
import { pageAddress, waitForOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { inLanguage } from '../ui/words/words.ts';

interface StartWords {
  readonly open: string;
  readonly standard: string;
  readonly requirements: string;
  readonly steps: string;
  readonly time: string;
  readonly fee: string;
  readonly product: string;
  readonly complaints: string;
  readonly pledge: string;
  readonly contact: string;
}

const tables: Readonly<Record<Language, StartWords>> = {
  id: {
    open: 'Layanan buka',
    standard: 'Standar pelayanan',
    requirements: 'Persyaratan',
    steps: 'Sistem, mekanisme, dan prosedur',
    time: 'Waktu penyelesaian',
    fee: 'Biaya/tarif',
    product: 'Produk pelayanan',
    complaints: 'Pengaduan layanan',
    pledge: 'Maklumat pelayanan',
    contact: 'Kontak',
  },
  en: {
    open: 'Open now',
    standard: 'Service standard',
    requirements: 'Requirements',
    steps: 'Procedure',
    time: 'Time',
    fee: 'Fee',
    product: 'Product',
    complaints: 'Complaints',
    pledge: 'Service pledge',
    contact: 'Contact',
  },
};

/** Links to the pages there are, and the published service standard. */
@customElement('start-page')
export class StartPage extends LitElement {
  static override styles = [
    shared,
    css`
      header {
        color: var(--paper);
        background: var(--dark);
      }
      header > div,
      main {
        max-width: 1040px;
        margin: 0 auto;
        padding: var(--space-5) var(--space-4);
      }
      header > div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
      }
      h1 {
        font-size: var(--text-3xl);
        color: inherit;
      }
      main {
        display: grid;
        gap: var(--space-6);
      }
      nav {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
        gap: var(--space-4);
      }
      nav a {
        display: grid;
        gap: var(--space-1);
        padding: var(--space-5);
        color: var(--dark);
        font-size: var(--text-2xl);
        font-weight: 600;
        line-height: 1.2;
        text-decoration: none;
        background: var(--tint);
        border: 1px solid var(--hair);
        border-top: 4px solid var(--primary);
        border-radius: var(--radius-l);
      }
      nav small {
        font-size: var(--text-m);
        font-weight: 400;
        color: var(--muted);
      }
      h2 {
        font-size: var(--text-2xl);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(140px, 1fr) 3fr;
        gap: var(--space-4);
        margin: var(--space-4) 0 0;
      }
      dt {
        font-weight: 600;
      }
      dd {
        margin: 0;
      }
      ol,
      ul {
        margin: 0;
        padding-left: var(--space-5);
      }
      @media (max-width: 600px) {
        dl {
          grid-template-columns: 1fr;
          gap: var(--space-2);
        }
        dd {
          margin-bottom: var(--space-3);
        }
      }
    `,
  ];

  @state() private office: OfficeView | null = null;

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice().then((office) => (this.office = office));
  }

  override render() {
    const { office } = this;
    if (!office) return nothing;
    const texts = inLanguage(tables);
    const { standard } = office;
    return html`<header>
        <div>
          <div>
            <h1>${office.name}</h1>
            <p>${office.unit}</p>
          </div>
          <language-switch></language-switch>
        </div>
      </header>
      <main>
        <p class="notice ${office.open ? 'ok' : ''}">${this.#opening(office)}</p>
        <nav>
          ${pages.map(
            ({ path, link }) =>
              link &&
              html`<a href=${pageAddress(path)}
                >${inLanguage(link.title)}<small>${inLanguage(link.hint)}</small></a
              >`,
          )}
        </nav>
        <section>
          <h2>${texts.standard}: ${standard.service}</h2>
          <p class="hint">No. SK ${standard.sk}</p>
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
            ${
              standard.pledge
                ? html`<dt>${texts.pledge}</dt>
                    <dd>${standard.pledge}</dd>`
                : nothing
            }
            <dt>${texts.complaints}</dt>
            <dd>
              <ul>
                ${standard.complaints.map((line) => html`<li>${line}</li>`)}
              </ul>
            </dd>
            <dt>${texts.contact}</dt>
            <dd>${office.address}<br />${office.contacts.phone} · ${office.contacts.email}</dd>
          </dl>
        </section>
      </main>`;
  }

  #opening(office: OfficeView): string {
    return office.open ? inLanguage(tables).open : closingOf(office, new Date());
  }
}

function list(lines: readonly string[]) {
  return html`<ol>
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ol>`;
}
