import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Delivery } from '../../domain/members/links.ts';
import type { WhoAnswer } from '../../wire/members.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { alertOf } from '../ui/alert.ts';
import {
  accountAddress,
  enteredAddress,
  keepStand,
  onwardAddress,
  registrationAddress,
} from '../ui/catalogue/addresses.ts';
import { catalogueHead } from '../ui/catalogue/catalogue-head.ts';
import { headStyles } from '../ui/office/office-head.ts';
import { fieldsOf, textField } from '../ui/forms/fields.ts';
import { keptText } from '../ui/kept-text.ts';
import { read } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { Watch } from '../ui/line/watch.ts';
import '../ui/catalogue/members/code-form.ts';
import { memberStyles } from '../ui/catalogue/members/member-styles.ts';
import { memberWords } from '../ui/catalogue/members/member-words.ts';
import { onwardWord } from '../ui/catalogue/members/onward-word.ts';
import { whySearchWaits } from '../ui/catalogue/why-search-waits.ts';
import { isTerminal, startTerminal } from '../ui/catalogue/terminal/terminal.ts';
import { readOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import { signInWords } from './words.ts';

/** How soon the page looks whether the mailed link was used elsewhere, and how much longer it waits each time. */
const firstPauseMs = 4_000;
const growth = 1.3;

/** A link that was asked for in this tab. */
interface Wish {
  readonly mail: Delivery;
  /** Who was signed in when this tab last looked; undefined before it has. */
  readonly member?: WhoAnswer['member'];
}

/** The wish of this tab, so that a reload still shows the field for the code and waits on; never the address. */
const kept = keptText('member-link-wish');

function keptWish(): Wish | null {
  const text = kept.read();
  return text === null ? null : (JSON.parse(text) as Wish);
}

startTerminal();

/** Asks for a link to sign in, takes its code, and is where the link leads: its secret is the fragment. */
@customElement('member-sign-in-page')
export class MemberSignInPage extends LocalizedElement {
  static override styles = [shared, headStyles, memberStyles];

  @state() private office: OfficeView | null = null;
  @state() private wish = keptWish();
  /** Who is signed in already where a link was over; that needs no other link. */
  @state() private member: WhoAnswer['member'] = null;
  readonly #ask = new Command(this);
  readonly #link = new Command(this, { pausesMs: [500, 1_000, 2_000] });
  #pauseMs = firstPauseMs;
  /** The mailed link may be used in another tab while this one waits: it looks, less often the longer it takes. */
  readonly #watch = new Watch<WhoAnswer>(this, {
    read: () => read('/member-session', {}),
    take: ({ member }) => this.#look(member),
    looksOnReturn: true,
  });
  #token = location.hash.slice(1);

  override connectedCallback(): void {
    super.connectedCallback();
    void readOffice().then((office) => (this.office = office));
    window.addEventListener('hashchange', this.#followed);
    if (this.#token !== '') void this.#follow();
    if (this.wish) void this.#watch.look();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('hashchange', this.#followed);
    super.disconnectedCallback();
  }

  override render() {
    return html`<header><div class="wrap">${catalogueHead(this.office)}</div></header>
      <main class="wrap narrow">${this.#content()}</main>`;
  }

  #content() {
    const texts = signInWords();
    const link = this.#link;
    if (link.busy) return html`<h1 role="status">${texts.checking}</h1>`;
    if (link.isRefusedAs('other-browser')) {
      return html`<div class="intro" role="alert">
          <h1>${texts.otherBrowser}</h1>
          <p>${texts.otherBrowserHow}</p>
          <p>${texts.otherBrowserAsk}</p>
        </div>
        ${this.#askForm()}`;
    }
    if (this.#isOver && this.member) return this.#signedIn(this.member);
    if (this.#isOver) {
      return html`<div class="intro" role="alert">
          <h1>${texts.over}</h1>
          <p>${texts.overHow}</p>
        </div>
        ${this.#askForm()} ${this.#register()}`;
    }
    if (link.failure !== '') {
      return html`<div class="intro" role="alert">
          <h1>${texts.failed}</h1>
          <p>${link.failure}</p>
        </div>
        <button class="primary" @click=${this.#follow}>${words().tryAgain}</button>`;
    }
    return this.wish === null ? this.#question() : this.#asked(this.wish.mail);
  }

  /** The link has been used, has run out, or never was one. */
  get #isOver(): boolean {
    const link = this.#link;
    return link.isRefusedAs('link-over') || link.isRefusedAs('not-found') || link.faults.length > 0;
  }

  #signedIn({ name, confirmed }: NonNullable<WhoAnswer['member']>) {
    const texts = signInWords();
    const shared = memberWords();
    const search = html`<a class="button ${confirmed ? 'primary' : ''}" href=${onwardAddress()}
      >${onwardWord()}</a
    >`;
    const account = html`<a class="button ${confirmed ? '' : 'primary'}" href=${accountAddress()}
      >${shared.account}</a
    >`;
    return html`<div class="intro" role="status">
        <h1>${texts.signedIn}</h1>
        <p>${texts.signedInHow(name)}</p>
        ${confirmed ? nothing : html`<p>${texts.notConfirmed}</p>`}
      </div>
      <div class="row">${confirmed ? [search, account] : [account, search]}</div>`;
  }

  #question() {
    const texts = signInWords();
    return html`<div class="intro">
        <h1>${texts.title}</h1>
        ${whySearchWaits()}
        <p>${texts.lead}</p>
      </div>
      ${this.#askForm()} ${this.#register()}`;
  }

  #askForm() {
    const texts = signInWords();
    const { busy, failure, faults } = this.#ask;
    return html`<form novalidate @submit=${this.#send}>
      ${alertOf(failure)}
      ${textField({
        id: 'email',
        label: texts.email,
        type: 'email',
        max: 150,
        fault: faults[0]?.message ?? null,
        autocomplete: isTerminal() ? 'off' : 'email',
      })}
      <button class="primary" ?disabled=${busy}>${texts.ask}</button>
    </form>`;
  }

  #asked(mail: Delivery) {
    const texts = signInWords();
    if (mail === 'off') {
      return html`<div class="intro" role="status">
          <h1>${texts.title}</h1>
          <p>${texts.off}</p>
        </div>
        <a class="button primary" href=${registrationAddress()}>${memberWords().register}</a>`;
    }
    return html`<div class="intro" role="status">
        <h1>${texts.asked}</h1>
        <p>${texts.sent}</p>
        ${mail === 'kept' ? html`<p class="notice calm">${memberWords().filed}</p>` : nothing}
      </div>
      <code-form .action=${memberWords().signIn} @member-signed-in=${this.#enter}></code-form>
      <div class="row"><button @click=${this.#again}>${texts.askAgain}</button></div>
      <p class="hint">${texts.nothing} <a href=${registrationAddress()}>${memberWords().register}</a></p>`;
  }

  #register() {
    return html`<p>
      ${signInWords().unknown} <a href=${registrationAddress()}>${memberWords().register}</a>
    </p>`;
  }

  readonly #send = async (event: Event): Promise<void> => {
    const { email = '' } = fieldsOf(event);
    await this.#ask.send({ name: 'POST /member-links', params: {}, body: { email } }, ({ mail }) => {
      this.#keep({ mail });
      keepStand();
      this.#pauseMs = firstPauseMs;
      void this.#watch.look();
      this.#link.dismiss();
    });
  };

  /** Enters once somebody is signed in who was not before: whoever was there already has not used the link. */
  #look(member: WhoAnswer['member']): number | null {
    if (this.wish === null) return null;
    const { mail, member: before } = this.wish;
    const isTheSame = before?.confirmed && before.name === member?.name;
    if (before !== undefined && member?.confirmed && !isTheSame) {
      this.#enter();
      return null;
    }
    this.#keep({ mail, member });
    return (this.#pauseMs *= growth);
  }

  #keep(wish: Wish): void {
    this.wish = wish;
    kept.keep(JSON.stringify(wish));
  }

  readonly #again = (): void => {
    kept.drop();
    this.wish = null;
  };

  readonly #enter = (): void => {
    kept.drop();
    location.replace(enteredAddress());
  };

  readonly #followed = (): void => {
    this.#token = location.hash.slice(1);
    if (this.#token !== '') void this.#follow();
  };

  /** The secret leaves the address at once, so that neither the history nor a picture of the screen keeps it. */
  readonly #follow = async (): Promise<void> => {
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    const body = { token: this.#token, ...(isTerminal() ? { terminal: true } : {}) };
    await this.#link.send({ name: 'POST /member-session', params: {}, body }, this.#enter);
    if (!this.#isOver) return;
    const reply = await read('/member-session', {});
    this.member = reply.kind === 'ok' ? reply.value.member : null;
  };
}
