import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { isFinal, type StaffMoveName } from '../../../domain/complaints/steps.ts';
import { pathOf } from '../../../domain/pages.mjs';
import type { Role } from '../../../domain/staff/roles.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import type { ComplaintView } from '../../../wire/complaints/complaints.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { AttachmentSender, SendAttachment } from '../../ui/complaints/attachment-sender.ts';
import '../../ui/complaints/attachment-sender.ts';
import { complaintWords } from '../../ui/complaints/complaint-words.ts';
import { fire, type Fired } from '../../ui/events.ts';
import { upload } from '../../ui/line/upload.ts';
import { pageAddress } from '../../ui/office/office.ts';
import { shared } from '../../ui/style/styles.ts';
import { dateOf, timeOf } from '../../ui/words/format.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import './assignment.ts';
import './case-attachment.ts';
import { caseHistory } from './case-history.ts';
import { caseStyles } from './case-styles.ts';
import './complainant-panel.ts';
import type { ComplaintMoveForm } from './complaint-move.ts';
import './complaint-move.ts';
import { dueBadge, dueState, dueStyles, type Times } from '../due-badge.ts';
import { formMovesOf, otherMovesOf, primaryMoveOf, type FormMove } from './primary-move.ts';
import { complaintsWords } from '../words.ts';
import type { Written } from '../written.ts';

/** Sends files to this complaint, whichever is shown by then. */
const sendingTo =
  (params: { office: string; complaint: string }): SendAttachment =>
  (file, how) =>
    upload('POST /offices/{office}/complaints/{complaint}/attachments', {
      params,
      file,
      type: 'application/octet-stream',
      ...how,
    });

/** One complaint with everything staff need to work on it, and what they can do with it now. */
@customElement('complaint-case')
export class ComplaintCase extends LocalizedElement {
  static override styles = [
    shared,
    dueStyles,
    caseStyles,
    css`
      .moves {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) staffRole: Exclude<Role, 'admin'> = 'staff';
  @property({ attribute: false }) complaint!: ComplaintView;
  @property({ attribute: false }) times!: Times;
  @property({ attribute: false }) written!: Written;
  @state() private move: FormMove | null = null;
  @state() private isAttaching = false;
  #id = '';
  #sending: SendAttachment | null = null;

  override willUpdate(): void {
    if (this.#id === this.complaint.id) return;
    this.#id = this.complaint.id;
    this.#sending = sendingTo({ office: this.office.code, complaint: this.complaint.id });
    this.isAttaching = false;
    this.move = this.written.begun(this.complaint.id, formMovesOf(this.complaint));
  }

  /** Puts the focus on the complaint's own heading. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /** Whether another complaint may take its place: asks where a file is under way. */
  mayBeLeft(): boolean {
    const open = this.renderRoot.querySelectorAll('attachment-sender, complaint-move');
    return [...(open as NodeListOf<AttachmentSender | ComplaintMoveForm>)].every((one) => one.mayBeLeft());
  }

  override render() {
    const { complaint, times } = this;
    const { reference, stage } = complaint;
    return html`<article>
      <div class="head">
        <h2 tabindex="-1">${reference}</h2>
        <span class="stage">${complaintWords().stages[stage]}</span>
        ${dueBadge(complaint, times)}
      </div>
      ${this.#sameAs()} ${this.#steps()}
      <div class="columns">
        <section class="card">
          <h3>${complaintsWords().text}</h3>
          ${this.#text()}
        </section>
        <section class="card">${this.#facts()}</section>
      </div>
      <complainant-panel
        .office=${this.office}
        .staffRole=${this.staffRole}
        .complaint=${complaint}
        @session-lost=${this.#lost}
      ></complainant-panel>
      <section class="card">
        <h3>${complaintsWords().history}</h3>
        ${caseHistory(complaint, { times, attachment: this.#attachment })}
      </section>
      ${this.#attaching()}
    </article>`;
  }

  #sameAs() {
    const { sameAs } = this.complaint;
    if (sameAs === null) return nothing;
    return html`<p class="notice">${complaintsWords().sameAs} <a href="#${sameAs}">${sameAs}</a>.</p>`;
  }

  #text() {
    const { text } = this.complaint;
    return text === null
      ? html`<p class="hint">${complaintsWords().forgotten}</p>`
      : html`<p class="written">${text}</p>`;
  }

  #steps() {
    const { complaint, move, staffRole: role } = this;
    const texts = complaintsWords();
    if (move !== null) {
      return html`<section class="card steps">
        <h3>${this.#wordOf(move)}</h3>
        <complaint-move
          .office=${this.office}
          .complaint=${complaint}
          .move=${move}
          .written=${this.written}
          .attach=${this.#sending}
          ?waits=${this.isAttaching}
          @closed=${this.#closed}
          @session-lost=${this.#lost}
          @complaint-stale=${() => fire(this, 'complaint-stale')}
          @complaint-moved=${({ detail }: Fired<'complaint-moved'>) => fire(this, 'complaint-moved', detail)}
        ></complaint-move>
      </section>`;
    }
    const primary = primaryMoveOf(complaint);
    const others = otherMovesOf(complaint, role);
    const { stage, next } = complaint;
    const canAssign = next.includes('assign') && role === 'supervisor';
    if (primary === null && others.length === 0 && !isFinal(stage)) return nothing;
    return html`<section class="card steps">
      ${isFinal(stage) ? html`<p>${texts.over[stage]}</p>` : html`<h3>${texts.next}</h3>`}
      <div class="moves">
        ${primary === null ? nothing : this.#button(primary, 'primary')}
        ${others.map((one) => this.#button(one))}
      </div>
      ${
        canAssign
          ? html`<complaint-assignment
              .office=${this.office}
              .complaint=${complaint}
              @session-lost=${this.#lost}
              @complaint-stale=${() => fire(this, 'complaint-stale')}
              @complaint-moved=${this.#moved}
            ></complaint-assignment>`
          : nothing
      }
    </section>`;
  }

  #button(move: FormMove, look = '') {
    const { id } = this.complaint;
    return html`<button class=${look} data-meaning="${move} ${id}" @click=${() => this.#open(move)}>
      ${this.#wordOf(move)}
    </button>`;
  }

  #wordOf(move: StaffMoveName): string {
    const texts = complaintsWords();
    return move === 'verify' && this.complaint.kind !== null ? texts.verifyAgain : texts.moves[move];
  }

  #facts() {
    const { receivedAt, channel, identity, kind, assignee, visit, dues } = this.complaint;
    const texts = complaintsWords();
    const words = complaintWords();
    return html`<dl>
      <dt>${texts.received}</dt>
      <dd>${dateOf(receivedAt)}, ${timeOf(receivedAt)}</dd>
      <dt>${texts.channel}</dt>
      <dd>${words.channels[channel]}</dd>
      <dt>${texts.identity}</dt>
      <dd>${words.identities[identity]}</dd>
      <dt>${texts.kind}</dt>
      <dd>${kind === null ? texts.notClassified : words.kinds[kind]}</dd>
      <dt>${texts.assignee}</dt>
      <dd>${assignee?.name ?? texts.nobody}</dd>
      ${
        visit === null || this.staffRole !== 'supervisor'
          ? nothing
          : html`<dt>${texts.visit}</dt>
              <dd><a href=${pageAddress(pathOf('history', visit))}>${texts.visitStory}</a></dd>`
      }
      ${dues.map(
        (due) =>
          html`<dt>${words.dues[due.due]}</dt>
            <dd>${dueState(due, this.times)}</dd>`,
      )}
    </dl>`;
  }

  /** To what the office wrote last; before it wrote anything there is nothing to attach to. */
  #attaching() {
    const { timeline, stage } = this.complaint;
    const last = timeline.findLast(
      ({ by, text, move }) => by === 'staff' && (text !== null || move === 'receive'),
    );
    if (last === undefined || isFinal(stage)) return nothing;
    const word = complaintWords().moves[last.move] ?? last.move;
    return html`<section class="card">
      <h3>${complaintsWords().attachTo(word, `${dateOf(last.at)}, ${timeOf(last.at)}`)}</h3>
      ${keyed(
        this.complaint.id,
        html`<attachment-sender
          .send=${this.#sending}
          @attached=${() => fire(this, 'complaint-stale')}
          @attachments-sending=${({ detail }: Fired<'attachments-sending'>) => (this.isAttaching = detail)}
        ></attachment-sender>`,
      )}
    </section>`;
  }

  readonly #attachment = (one: AttachmentView) =>
    html`<case-attachment
      .office=${this.office.code}
      .complaint=${this.complaint.id}
      .attachment=${one}
      .mayDelete=${this.staffRole === 'supervisor'}
      @session-lost=${this.#lost}
      @complaint-stale=${() => fire(this, 'complaint-stale')}
    ></case-attachment>`;

  readonly #lost = (): void => fire(this, 'session-lost');

  #open(move: FormMove): void {
    this.move = move;
    void this.updateComplete.then(async () => this.renderRoot.querySelector('complaint-move')?.focusFirst());
  }

  readonly #closed = (): void => {
    this.move = null;
    void this.updateComplete.then(() => this.focusHeading());
  };

  readonly #moved = ({ detail }: Fired<'complaint-moved'>): void => {
    this.#closed();
    fire(this, 'complaint-moved', detail);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'complaint-case': ComplaintCase;
  }
}
