import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shownSecret, toReference, toSecret } from '../../domain/complaints/reference.ts';
import type { ComplainantMoveName } from '../../domain/complaints/steps.ts';
import { complaintLimits } from '../../domain/complaints/terms.ts';
import type { AttachmentView } from '../../wire/complaints/complaint-attachments.ts';
import type { TrackedComplaint } from '../../wire/complaints/complaints.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { alertOf } from '../ui/alert.ts';
import { announce } from '../ui/announce.ts';
import '../ui/complaints/attachment-sender.ts';
import { attachmentWords, deletedText, labelOf } from '../ui/complaints/attachment-words.ts';
import { complaintStyles } from '../ui/complaints/complaint-styles.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { lastMomentOf } from '../ui/complaints/last-moment.ts';
import { fetchOwn, sendingTo } from '../ui/complaints/own-attachments.ts';
import '../ui/complaints/tracking-form.ts';
import type { Fired } from '../ui/events.ts';
import { draftsOf } from '../ui/forms/drafts.ts';
import { areaField, fieldsOf } from '../ui/forms/fields.ts';
import { isProblem, read, typed, type Reply } from '../ui/line/api.ts';
import { Command } from '../ui/line/command.ts';
import { headStyles, officeHead } from '../ui/office/office-head.ts';
import { waitForOffice } from '../ui/office/office.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { dateOf, timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { trackingWords } from './words.ts';

type Written = Exclude<ComplainantMoveName, 'accept'>;
type Draft = Partial<Record<Written, string>>;

/** The page is read again so often while it is open: an answer appears by itself. */
const readEveryMs = 30_000;

/** One complaint as its complainant follows it up: what was said, what comes next, and an answer to it. */
@customElement('complaint-tracking-page')
export class ComplaintTrackingPage extends LocalizedElement {
  static override styles = [
    shared,
    headStyles,
    complaintStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-1);
        padding-left: var(--space-4);
        border-left: 4px solid var(--primary);
      }
      li.own {
        border-color: var(--hair);
      }
      .state {
        font-weight: 600;
        color: var(--dark);
      }
      .attachment {
        padding-inline: 0 !important;
        justify-self: start;
        text-align: left;
      }
      .answer {
        padding: var(--space-4);
        background: var(--tint);
        border-radius: var(--radius-m);
      }
    `,
  ];

  @state() private office: OfficeView | null = null;
  @state() private complaint: TrackedComplaint | null = null;
  @state() private reply: Reply<unknown> | null = null;
  /** What became of the attachments that were asked for, by their ids. */
  @state() private fetches: ReadonlyMap<string, 'under-way' | 'kept' | 'failed'> = new Map();
  readonly #reference = toReference(decodeURIComponent(location.pathname.split('/')[2] ?? ''));
  readonly #secret = toSecret(location.hash.slice(1));
  readonly #own =
    this.#reference === null || this.#secret === null
      ? null
      : { reference: this.#reference, secret: this.#secret };
  readonly #drafts = draftsOf<Written>('complaint-reply', this.#reference ?? '');
  @state() private draft: Draft = this.#drafts.read() ?? {};
  /** Whether files of the message that was sent last are still under way: another one would get them. */
  @state() private isAttaching = false;
  @state() private isReopening = (this.draft.reopen ?? '') !== '';
  readonly #sending = this.#own && sendingTo(this.#own);
  readonly #command = new Command(this, { pausesMs: [500, 1_000, 2_000], keepsKey: true });
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    this.#timer = setInterval(() => void this.#read(), readEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override updated(): void {
    document.title = this.complaint ? trackingWords().title(this.complaint.reference) : trackingWords().track;
  }

  override render() {
    return html`<header><div class="wrap">${officeHead(this.office)}</div></header>
      <main class="wrap">${this.complaint ? this.#known(this.complaint) : this.#unknown()}</main>`;
  }

  #unknown() {
    const texts = trackingWords();
    const isAsked = this.#reference !== null && this.#secret !== null;
    if (isAsked && this.reply === null) return nothing;
    const isUnknown = this.reply !== null && isProblem(this.reply, 'not-found');
    return html`<div class="intro">
        <h1>${texts.track}</h1>
        <p>${texts.lead}</p>
      </div>
      ${
        !isAsked
          ? nothing
          : isUnknown
            ? html`<p class="notice bad" role="alert">${texts.unknown}</p>`
            : html`<div class="notice row" role="alert">
                <span>${texts.failed}</span><button @click=${this.#read}>${texts.again}</button>
              </div>`
      }
      <section class="card">
        <tracking-form
          .reference=${this.#reference ?? ''}
          .secret=${this.#secret === null ? '' : shownSecret(this.#secret)}
        ></tracking-form>
      </section>`;
  }

  #known(complaint: TrackedComplaint) {
    const texts = trackingWords();
    const words = complaintWords();
    const { stage, kind, identity, receivedAt, dueAt, at, text, next } = complaint;
    const isLate = dueAt !== null && dueAt <= at;
    return html`<div class="intro">
        <h1>${texts.title(complaint.reference)}</h1>
        <p class="state" id="stage">${words.stages[stage]}</p>
      </div>
      ${isLate ? html`<p class="notice bad">${texts.late}</p>` : nothing}
      ${next.includes('accept') ? this.#question(complaint) : nothing}
      <section class="card tinted">
        <dl>
          <dt>${texts.received}</dt>
          <dd>${dateOf(receivedAt)}, ${timeOf(receivedAt)}</dd>
          ${
            dueAt === null
              ? nothing
              : html`<dt>${texts.due}</dt>
                  <dd>${dateOf(lastMomentOf(dueAt))}</dd>`
          }
          ${
            kind === null
              ? nothing
              : html`<dt>${texts.kind}</dt>
                  <dd>${words.kinds[kind]}</dd>`
          }
          <dt>${texts.identity}</dt>
          <dd>${words.identities[identity]}</dd>
        </dl>
        ${
          text === null
            ? nothing
            : html`<div>
                <h2>${texts.text}</h2>
                <p class="written">${text}</p>
              </div>`
        }
      </section>
      <section class="intro">
        <h2>${texts.history}</h2>
        <ol>
          ${complaint.timeline.map((event) => this.#event(event))}
        </ol>
      </section>
      ${
        next.includes('message')
          ? html`<section class="card">${this.#form('message', texts.write)}</section>`
          : nothing
      }
      ${
        next.includes('reopen') && !next.includes('accept')
          ? html`<section class="card">${this.#reopening()}</section>`
          : nothing
      }`;
  }

  #event({ at, move, by, text, attachments }: TrackedComplaint['timeline'][number]) {
    const texts = trackingWords();
    const isOwn = by === 'complainant';
    return html`<li class=${isOwn ? 'own' : ''}>
      <span class="hint">${dateOf(at)}, ${timeOf(at)} · ${isOwn ? texts.you : texts.office}</span>
      <b>${complaintWords().moves[move] ?? move}</b>
      ${text === null ? nothing : html`<p class="written ${move === 'answer' ? 'answer' : ''}">${text}</p>`}
      ${attachments.map((one) => this.#attachment(one))}
    </li>`;
  }

  #attachment(one: AttachmentView) {
    const texts = attachmentWords();
    const fetched = this.fetches.get(one.id);
    const isUnderWay = fetched === 'under-way';
    if (one.deleted) return html`<span class="hint">${deletedText(one, one.deleted)}</span>`;
    return html`<button
        class="plain attachment"
        aria-busy=${String(isUnderWay)}
        @click=${() => this.#fetch(one)}
      >
        ${labelOf(one)}
      </button>
      ${isUnderWay ? html`<span class="hint" role="status">${texts.fetching}</span>` : nothing}
      ${alertOf(fetched === 'failed' ? texts.notFetched : '')}`;
  }

  #question({ closesAt, timeline }: TrackedComplaint) {
    const texts = trackingWords();
    const answer = timeline.findLast(({ move }) => move === 'answer')?.text ?? null;
    const { busy } = this.#command;
    return html`<section class="card">
      <h2>${texts.answered}</h2>
      ${answer === null ? nothing : html`<p class="written answer">${answer}</p>`}
      ${closesAt === null ? nothing : html`<p class="hint">${texts.closes(dateOf(lastMomentOf(closesAt)))}</p>`}
      ${
        this.isReopening
          ? nothing
          : html`<div class="row">
              <button
                class="primary"
                ?disabled=${busy || this.isAttaching}
                @click=${() => this.#send({ move: 'accept' })}
              >
                ${texts.moves.accept}
              </button>
            </div>`
      }
      ${this.#reopening()}
    </section>`;
  }

  #reopening() {
    const texts = trackingWords();
    if (!this.complaint?.next.includes('reopen')) return nothing;
    if (!this.isReopening)
      return html`<div class="row">
        <button @click=${() => (this.isReopening = true)}>${texts.moves.reopen}</button>
      </div>`;
    return this.#form('reopen', texts.reopenText);
  }

  #form(move: Written, label: string) {
    const texts = trackingWords();
    const { busy, failure, faults } = this.#command;
    return html`<form
      novalidate
      @submit=${(event: Event) => this.#write(event, move)}
      @input=${(event: Event) => this.#changed(event, move)}
    >
      ${alertOf(failure)}
      ${areaField({
        id: move,
        name: 'text',
        label,
        value: this.draft[move] ?? '',
        rows: 4,
        max: complaintLimits.mostReplyCharacters,
        fault: faults[0]?.message ?? null,
      })}
      ${
        move === 'message'
          ? html`<fieldset>
              <legend>${attachmentWords().title}</legend>
              <attachment-sender
                holds
                .send=${this.#sending}
                @attached=${this.#read}
                @attachments-sending=${this.#attaching}
              ></attachment-sender>
            </fieldset>`
          : nothing
      }
      <div class="row">
        <button ?disabled=${busy || this.isAttaching}>${texts.moves[move]}</button>
        ${
          move === 'reopen'
            ? html`<button type="button" class="plain" @click=${() => (this.isReopening = false)}>
                ${texts.cancel}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  async #fetch(attachment: AttachmentView): Promise<void> {
    const { id } = attachment;
    if (this.#own === null || this.fetches.get(id) === 'under-way') return;
    this.fetches = new Map(this.fetches).set(id, 'under-way');
    const isKept = await fetchOwn(this.#own, attachment);
    this.fetches = new Map(this.fetches).set(id, isKept ? 'kept' : 'failed');
  }

  #changed(event: Event, move: Written): void {
    this.#keep(move, (event.target as HTMLTextAreaElement).value);
    if (this.#command.faults.length > 0) this.#command.dismiss();
  }

  #keep(move: Written, text: string): void {
    this.draft = { ...this.draft, [move]: text };
    this.#drafts.keep({ ...this.draft, services: [] });
  }

  async #write(event: Event, move: Written): Promise<void> {
    const { text } = fieldsOf(event);
    await this.#send({ move, text }, () => {
      this.#keep(move, '');
      if (move === 'message') this.renderRoot.querySelector('attachment-sender')?.release();
    });
  }

  readonly #attaching = ({ detail }: Fired<'attachments-sending'>): void => {
    this.isAttaching = detail;
  };

  async #send(body: object, done: () => void = () => undefined): Promise<void> {
    if (this.#reference === null || this.#secret === null) return;
    await this.#command.send(
      {
        name: 'POST /complaints/{reference}/moves',
        params: { reference: this.#reference },
        headers: { 'complaint-secret': this.#secret },
        body: typed<'POST /complaints/{reference}/moves'>(body),
      },
      (complaint) => {
        this.isReopening = false;
        this.complaint = complaint;
        announce(trackingWords().sent);
        done();
      },
    );
  }

  readonly #read = async (): Promise<void> => {
    if (this.#reference === null || this.#secret === null) {
      this.office ??= await waitForOffice();
      return;
    }
    const reply = await read(
      '/complaints/{reference}',
      { reference: this.#reference },
      { headers: { 'complaint-secret': this.#secret } },
    );
    this.reply = reply;
    if (reply.kind !== 'ok') {
      this.office ??= await waitForOffice();
      return;
    }
    this.office ??= await waitForOffice(reply.value.office);
    this.complaint = reply.value;
  };
}
