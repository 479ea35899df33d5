import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { MemberSessions, OwnAnswer } from '../../wire/members.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { alertOf } from '../ui/alert.ts';
import {
  forgetStand,
  onwardAddress,
  searchAddress,
  shownLinkAddress,
  signInAddress,
} from '../ui/catalogue/addresses.ts';
import { catalogueHead } from '../ui/catalogue/catalogue-head.ts';
import { headStyles } from '../ui/office/office-head.ts';
import { fire } from '../ui/events.ts';
import { guestBookWords } from '../ui/forms/guest-book-words.ts';
import { forgetKept } from '../ui/kept-text.ts';
import { failureOf, isProblem, read, type Reply } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { Watch } from '../ui/line/watch.ts';
import '../ui/catalogue/members/code-form.ts';
import { memberStyles } from '../ui/catalogue/members/member-styles.ts';
import { memberWords } from '../ui/catalogue/members/member-words.ts';
import { isTerminal, leaveTerminal, startTerminal } from '../ui/catalogue/terminal/terminal.ts';
import { readOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf, timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import './softcopy-list.ts';
import { accountStyles } from './styles.ts';
import { accountWords } from './words.ts';

type Session = MemberSessions['sessions'][number];

/** What the page shows of its reader. */
interface Own {
  readonly account: OwnAnswer;
  readonly sessions: readonly Session[];
}

/** How often it is read while the confirmation of the address is waited for. */
const firstPauseMs = 3_000;
const longestPauseMs = 30_000;
const growth = 1.3;

startTerminal();

/** A member's own page: who it is, the confirmation of the address, where it is signed in, and its end. */
@customElement('member-account-page')
export class MemberAccountPage extends LocalizedElement {
  static override styles = [shared, headStyles, memberStyles, accountStyles];

  @state() private office: OfficeView | null = null;
  @state() private account: OwnAnswer | null = null;
  @state() private sessions: readonly Session[] = [];
  @state() private isSentAgain = false;
  @state() private isDeleted = false;
  @query('dialog') private question!: HTMLDialogElement;
  readonly #command = new Command(this);
  #reply: Reply<unknown> | null = null;
  #looks = 0;
  readonly #watch = new Watch<Own>(this, {
    read: async () => {
      const [account, sessions] = await Promise.all([
        read('/members/me', {}),
        read('/members/me/sessions', {}),
      ]);
      const failed = [account, sessions].find(({ kind }) => kind !== 'ok');
      this.#reply = failed ?? null;
      if (account.kind !== 'ok') return account;
      if (sessions.kind !== 'ok') return sessions;
      return { kind: 'ok', value: { account: account.value, sessions: sessions.value.sessions } };
    },
    take: (own) => this.#show(own),
    onRefused: (reply) => {
      if (isProblem(reply, 'not-signed-in')) this.#leave();
    },
    looksOnReturn: true,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pageshow', this.#shown);
    this.addEventListener('session-lost', this.#leave);
    void readOffice().then((office) => (this.office = office));
    this.#read();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('pageshow', this.#shown);
    this.removeEventListener('session-lost', this.#leave);
    super.disconnectedCallback();
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.get('isDeleted') === false) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render() {
    return html`<header><div class="wrap">${catalogueHead(this.office)}</div></header>
      <main class="wrap narrow">${this.#content()}</main>`;
  }

  #content() {
    const texts = accountWords();
    if (this.isDeleted) {
      return html`<div class="intro" role="status">
          <h1 tabindex="-1">${texts.deleted}</h1>
          <p>${texts.deletedHow}</p>
        </div>
        <div class="row"><a class="button primary" href=${searchAddress()}>${memberWords().search}</a></div>`;
    }
    if (!this.account) return this.#reply ? this.#failed(this.#reply) : nothing;
    return html`${this.#notRenewed()} ${this.#who(this.account)} ${alertOf(this.#command.failure)}
      ${this.account.confirmed ? nothing : this.#confirmation(this.account)}
      <softcopy-list></softcopy-list> ${this.#signedIn()} ${this.#end()}`;
  }

  /** What is shown may be old: it is read again by itself where there was no answer, and by a press where it was refused. */
  #notRenewed() {
    const texts = accountWords();
    if (this.#watch.isStale) return html`<p class="notice" role="status">${texts.stale}</p>`;
    if (this.#reply === null) return nothing;
    return html`<div class="intro">
      <p class="notice" role="alert">${texts.notRenewed}</p>
      <div class="row"><button @click=${this.#read}>${words().tryAgain}</button></div>
    </div>`;
  }

  #failed(reply: Reply<unknown>) {
    return html`<div class="intro" role="alert">
        <h1>${accountWords().failed}</h1>
        <p>${failureOf(reply)}</p>
      </div>
      <button class="primary" @click=${this.#read}>${words().tryAgain}</button>`;
  }

  #who({ member, confirmed }: OwnAnswer) {
    const texts = accountWords();
    const { name, email, institution, purpose, purposeOther, registeredAt } = member;
    const use = purpose === null ? null : guestBookWords().purpose[purpose];
    return html`<div class="intro">
        <h1>${name}</h1>
        <p class="badge ${confirmed ? 'ok' : ''}">${confirmed ? texts.confirmed : texts.unconfirmed}</p>
      </div>
      <dl>
        <dt>${texts.email}</dt>
        <dd>${email}</dd>
        <dt>${texts.institution}</dt>
        <dd>${institution}</dd>
        <dt>${texts.purpose}</dt>
        <dd>${[use, purposeOther].filter(Boolean).join(': ')}</dd>
        <dt>${texts.since}</dt>
        <dd>${dateOf(registeredAt)}</dd>
      </dl>
      <div class="row">
        <a class="button ${confirmed ? 'primary' : ''}" href=${onwardAddress()}>${memberWords().search}</a>
        <button @click=${this.#signOut}>
          ${isTerminal() ? memberWords().finish : memberWords().signOut}
        </button>
      </div>`;
  }

  #confirmation({ mail }: OwnAnswer) {
    const texts = accountWords();
    const shared = memberWords();
    const { busy } = this.#command;
    return html`<section class="card tinted" aria-labelledby="confirm">
      <h2 id="confirm">${texts.confirm}</h2>
      <p>${texts.confirmWhy}</p>
      ${
        mail !== 'sent'
          ? html`<p>${texts.noMail}</p>
              <div class="row">
                <button class="primary" ?disabled=${busy} @click=${this.#confirmHere}>
                  ${shared.confirmHere}
                </button>
              </div>`
          : html`<p>${texts.codeHow}</p>
              <code-form .action=${shared.useCode} @member-signed-in=${this.#read}></code-form>
              ${this.isSentAgain ? html`<p class="notice calm" role="status">${texts.sentAgain}</p>` : nothing}
              <div class="row">
                <button ?disabled=${busy} @click=${this.#confirmAgain}>${texts.sendAgain}</button>
              </div>`
      }
    </section>`;
  }

  #signedIn() {
    const texts = accountWords();
    return html`<section class="card" aria-labelledby="sessions">
      <h2 id="sessions">${texts.sessions}</h2>
      <ul class="sessions">
        ${this.sessions.map((session) => this.#session(session))}
      </ul>
    </section>`;
  }

  #session({ id, browser, system, terminal, current, since, usedAt }: Session) {
    const texts = accountWords();
    const where = texts.where(texts.browsers[browser], texts.systems[system]);
    const marks = [current && texts.thisOne, terminal && texts.terminal].filter(Boolean).join(', ');
    const at = (time: string) => `${dateOf(time)}, ${timeOf(time)}`;
    return html`<li>
      <div>
        <p>${where} ${marks ? html`<strong>(${marks})</strong>` : nothing}</p>
        <p class="hint">${texts.usedAt(at(usedAt))}; ${texts.startedAt(at(since))}</p>
      </div>
      ${
        current
          ? nothing
          : html`<button aria-label=${texts.endNamed(where)} @click=${() => this.#endSession(id)}>
              ${texts.end}
            </button>`
      }
    </li>`;
  }

  #end() {
    const texts = accountWords();
    return html`<section class="card" aria-labelledby="remove">
        <h2 id="remove">${texts.remove}</h2>
        <p>${texts.removeWhy}</p>
        <div class="row">
          <button class="danger" @click=${() => this.question.showModal()}>${texts.remove}</button>
        </div>
      </section>
      <dialog aria-labelledby="question">
        <div class="question">
          <h2 id="question">${texts.removeQuestion}</h2>
          <p>${texts.removeWhy}</p>
          <div class="row">
            <button class="danger" ?disabled=${this.#command.busy} @click=${this.#remove}>
              ${texts.removeYes}
            </button>
            <button @click=${() => this.question.close()}>${texts.keep}</button>
          </div>
        </div>
      </dialog>`;
  }

  readonly #read = (): void => {
    if (!this.isDeleted) void this.#watch.look();
  };

  /** A confirmation may come from another tab: while it is waited for the page looks, less often the longer it takes. */
  #show({ account, sessions }: Own): number | null {
    this.account = account;
    this.sessions = sessions;
    if (account.confirmed || account.mail !== 'sent') return null;
    this.#looks += 1;
    return Math.min(firstPauseMs * growth ** this.#looks, longestPauseMs);
  }

  readonly #leave = (): void => location.replace(signInAddress());

  /** A page that comes back from the browser's memory must not show whoever has left. */
  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#read();
  };

  readonly #confirmAgain = (): Promise<void> =>
    this.#command.send({ name: 'POST /members/me/confirmation', params: {} }, () => {
      this.isSentAgain = true;
    });

  /** Follows the link at once that a mail would bring; there is none when it was confirmed meanwhile. */
  readonly #confirmHere = (): Promise<void> =>
    this.#command.send({ name: 'POST /members/me/confirmation', params: {} }, ({ link }) => {
      if (link === null) this.#read();
      else location.assign(shownLinkAddress(link));
    });

  async #endSession(session: string): Promise<void> {
    const asked = { name: 'DELETE /members/me/sessions/{session}', params: { session } } as const;
    await this.#command.send(asked, () => this.#read());
  }

  readonly #signOut = async (): Promise<void> => {
    if (isTerminal()) leaveTerminal();
    else
      await this.#command.send({ name: 'DELETE /member-session', params: {} }, () => {
        forgetStand();
        location.replace(searchAddress());
      });
  };

  readonly #remove = (): Promise<void> =>
    this.#command.send({ name: 'DELETE /members/me', params: {} }, () => {
      if (isTerminal()) leaveTerminal();
      else this.#tellDeleted();
    });

  #tellDeleted(): void {
    this.question.close();
    forgetKept();
    forgetStand();
    this.account = null;
    this.isDeleted = true;
    this.#watch.stop();
    fire(window, 'member-left');
  }
}
