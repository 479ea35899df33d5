import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { copyCheckPath, nameFaultOf, toCopyName } from '../../domain/softcopies/request.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { VerifiedSoftcopy } from '../../wire/softcopies/softcopies.ts';
import { catalogueHead } from '../ui/catalogue/catalogue-head.ts';
import { headStyles } from '../ui/office/office-head.ts';
import { stateStyles } from '../ui/catalogue/state-styles.ts';
import { inOurWords } from '../ui/forms/own-words.ts';
import { failureOf, isProblem, read, type Reply } from '../ui/line/api.ts';
import { readOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { dayOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import { copyCheckWords } from './words.ts';

/** How a file compares with the copy that was handed out. */
type Comparison = 'comparing' | 'same' | 'altered' | 'unable' | 'unreadable';

/** Tells anybody whether a copy is genuine: by its code, and by its file, which never leaves the browser. */
@customElement('copy-check-page')
export class CopyCheckPage extends LocalizedElement {
  static override styles = [
    shared,
    headStyles,
    stateStyles,
    css`
      main {
        display: grid;
        gap: var(--space-5);
        padding-top: var(--space-6) !important;
        padding-bottom: var(--space-8) !important;
      }
      .narrow {
        max-width: 720px;
      }
      h1 {
        font-size: var(--text-2xl);
        text-wrap: balance;
      }
      form,
      .drop {
        display: grid;
        gap: var(--space-3);
        justify-items: start;
        padding: var(--space-5);
        background: var(--tint);
        border-radius: var(--radius-l);
      }
      .drop.over {
        outline: 3px dashed var(--link);
      }
      input[type='text'] {
        width: min(100%, 22ch);
        font-family: var(--mono);
        font-size: var(--text-xl);
        text-transform: uppercase;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
      }
      dt {
        color: var(--muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .print {
        font-family: var(--mono);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .verdict {
        padding: var(--space-3) var(--space-4);
        font-weight: 600;
        border-radius: var(--radius-m);
      }
      .same {
        color: var(--ok);
        background: var(--ok-tint);
      }
      .altered,
      .unreadable {
        color: var(--bad);
        background: var(--bad-tint);
      }
    `,
  ];

  @state() private office: OfficeView | null = null;
  @state() private copy: VerifiedSoftcopy | null = null;
  @state() private reply: Reply<unknown> | null = null;
  @state() private comparison: Comparison | null = null;
  @state() private fault: ReturnType<typeof nameFaultOf> | null = null;
  @state() private isOver = false;
  readonly #name = toCopyName(decodeURIComponent(location.pathname.split('/')[3] ?? ''));
  readonly #isAsked = location.pathname.split('/')[3] !== undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void readOffice().then((office) => (this.office = office));
    void this.#read();
  }

  override render() {
    return html`<header><div class="wrap">${catalogueHead(this.office)}</div></header>
      <main class="wrap narrow">${this.#content()}</main>`;
  }

  #content() {
    const texts = copyCheckWords();
    if (this.copy) return this.#known(this.copy);
    if (this.#isUnknown) {
      return html`<div class="state" role="alert">
          <h1>${texts.unknown}</h1>
          <p>${texts.unknownHint}</p>
        </div>
        ${this.#form()}`;
    }
    if (this.reply) {
      return html`<div class="state" role="alert">
        <h1>${texts.failed}</h1>
        <p>${failureOf(this.reply)}</p>
        <button class="primary" @click=${this.#read}>${words().tryAgain}</button>
      </div>`;
    }
    if (this.#isAsked) return html`<h1>${texts.title}</h1>`;
    return html`<h1>${texts.title}</h1>
      <p>${texts.intro}</p>
      ${this.#form()}`;
  }

  #form() {
    const texts = copyCheckWords();
    return html`<form @invalid=${inOurWords} @submit=${this.#go}>
      <label for="code">${texts.code}</label>
      <input
        id="code"
        name="code"
        type="text"
        required
        maxlength="40"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="code-hint"
        aria-invalid=${this.fault !== null}
      />
      <p id="code-hint" class=${this.fault ? 'fault' : 'hint'} role=${this.fault ? 'alert' : nothing}>
        ${texts.fault[this.fault ?? 'no-name']}
      </p>
      <button class="primary">${texts.check}</button>
    </form>`;
  }

  #known({ title, number, day, office, sha256 }: VerifiedSoftcopy) {
    const texts = copyCheckWords();
    return html`<h1>${texts.known}</h1>
      <dl>
        <dt>${texts.name}</dt>
        <dd lang="id">${title}</dd>
        <dt>${texts.number}</dt>
        <dd>${number}</dd>
        <dt>${texts.day}</dt>
        <dd>${dayOf(day)}</dd>
        <dt>${texts.office}</dt>
        <dd lang="id">${office}</dd>
      </dl>
      <section
        class="drop ${this.isOver ? 'over' : ''}"
        aria-labelledby="whole"
        @dragover=${this.#over}
        @dragleave=${this.#left}
        @drop=${this.#dropped}
      >
        <h2 id="whole">${texts.whole}</h2>
        <p>${texts.wholeHint}</p>
        <label class="button" for="file">${texts.choose}</label>
        <input
          id="file"
          class="visually-hidden"
          type="file"
          accept="application/pdf"
          @change=${this.#chosen}
        />
        <p class="verdict ${this.comparison ?? ''}" role="status">
          ${this.comparison === null ? nothing : texts[this.comparison]}
        </p>
        <p class="hint">${texts.print}</p>
        <p class="print">${sha256}</p>
      </section>
      <a class="back" href=${copyCheckPath('')}>${texts.another}</a>`;
  }

  get #isUnknown(): boolean {
    return (
      (this.#isAsked && this.#name === null) || (this.reply !== null && isProblem(this.reply, 'not-found'))
    );
  }

  readonly #read = async (): Promise<void> => {
    if (this.#name === null) return;
    this.reply = null;
    const reply = await read('/softcopies/verify/{copyCode}', { copyCode: this.#name });
    if (reply.kind === 'ok') this.copy = reply.value;
    else this.reply = reply;
  };

  readonly #go = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement).get('code');
    const text = typeof typed === 'string' ? typed : '';
    const name = toCopyName(text);
    this.fault = name === null ? nameFaultOf(text) : null;
    if (name !== null) location.assign(`${copyCheckPath(name)}${location.search}`);
  };

  readonly #over = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #left = (): void => {
    this.isOver = false;
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    void this.#compare(event.dataTransfer?.files[0]);
  };

  readonly #chosen = (event: Event): void => {
    void this.#compare((event.target as HTMLInputElement).files?.[0]);
  };

  async #compare(file: File | undefined): Promise<void> {
    if (!file) return;
    this.comparison = 'comparing';
    try {
      this.comparison = (await digestOf(file)) === this.copy?.sha256 ? 'same' : 'altered';
    } catch {
      // over plain http browsers have no digests; a file may also be gone from its disk by now
      this.comparison = isSecureContext ? 'unreadable' : 'unable';
    }
  }
}

/** The SHA-256 of a file, in hexadecimal. */
async function digestOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
