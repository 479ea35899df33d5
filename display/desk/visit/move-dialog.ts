import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { alertOf } from '../../ui/alert.ts';
import { fire, type Fired } from '../../ui/events.ts';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { GuestBook } from '../../../wire/visitors/guest-books.ts';
import type { LockerView } from '../../../wire/custody.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import { command, newKey, typed } from '../../ui/line/api.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { fieldsOf, textField } from '../../ui/forms/fields.ts';
import { FormDialog } from '../../ui/forms/form-dialog.ts';
import '../../ui/forms/guest-book-form.ts';
import type { FieldFault } from '../../ui/forms/fault-summary.ts';
import { shared } from '../../ui/style/styles.ts';
import { words } from '../../ui/words/words.ts';
import { visitWords } from '../../ui/words/visit-words.ts';
import { cardFactsStyles } from './card-facts.ts';
import type { AskingMove } from './asking-moves.ts';
import { questionOf } from './move-questions.ts';
import '../tools/locker-grid.ts';
import { toolWords } from '../tools/tool-words.ts';
import { deskWords } from '../words.ts';
import { inOurWords } from '../../ui/forms/own-words.ts';

/** Asks what a move needs, then sends `answered` with the move's arguments. */
@customElement('move-dialog')
export class MoveDialog extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    cardFactsStyles,
    css`
      .look-up {
        grid-template-columns: 1fr auto;
        align-items: end;
        margin-bottom: var(--space-4);
      }
      @media (max-width: 480px) {
        .look-up {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .last4 {
        font-family: var(--mono);
        letter-spacing: 0.2em;
        text-transform: none;
      }
    `,
  ];

  @property({ attribute: false }) office!: OfficeView;
  @property({ attribute: false }) lockers: readonly LockerView[] = [];
  @property({ attribute: false }) faults: readonly FieldFault[] = [];
  @property() label = '';
  /** The card held for this visit. */
  @property({ attribute: false }) custody: DeskVisit['custody'] = null;
  /** How many books the visitor still reads, as far as it was recorded. */
  @property({ type: Number }) reading = 0;
  /** The counter the visit is at. */
  @property() counter = '';
  @property() move: AskingMove | '' = '';
  @property({ type: Boolean }) busy = false;
  @state() private locker = '';
  @state() private known: Partial<GuestBook> | null = null;
  @state() private nothingKept = false;

  readonly #dialog = new FormDialog(this, () => fire(this, 'closed'));

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('move')) return;
    this.locker = '';
    this.known = null;
    this.nothingKept = false;
  }

  override render() {
    const { move } = this;
    if (move === '') return this.#dialog.render('', () => nothing);
    const title = `${this.label}: ${visitWords().move[move]}`;
    return this.#dialog.render(title, () => html`${this.#faults()} ${this.#form(move)}`);
  }

  #faults() {
    if (this.faults.length === 0 || this.move === 'submit-guest-book') return nothing;
    return alertOf(this.faults.map(({ message }) => message).join(' '));
  }

  #form(move: AskingMove) {
    if (move === 'submit-guest-book') return this.#guestBook();
    if (move === 'cancel') return this.#cancel();
    const { label, custody, reading } = this;
    const others = this.office.counters.filter(({ code }) => code !== this.counter);
    const { fields, send } = questionOf(move, { label, custody, reading, others });
    const needsLocker = move === 'deposit' || move === 'change-locker';
    return html`<form @invalid=${inOurWords} @submit=${this.#send}>
      ${fields} ${needsLocker ? this.#freeLockers() : nothing}
      ${this.#dialog.actions(send, this.busy || (needsLocker && this.locker === ''))}
    </form>`;
  }

  #cancel() {
    return html`<form @submit=${this.#send}>
      <p>${deskWords().confirmCancel}</p>
      <div class="actions">
        <button type="button" autofocus @click=${this.#dialog.leave}>${words().back}</button>
        <button class="danger" ?disabled=${this.busy}>${deskWords().cancelIt}</button>
      </div>
    </form>`;
  }

  #guestBook() {
    return html`${this.#lookUp()}
      <guest-book-form
        .office=${this.office}
        .known=${this.known}
        .busy=${this.busy}
        .faults=${this.faults}
        @guest-book=${(event: Fired<'guest-book'>) => this.#answer({ guestBook: event.detail })}
      ></guest-book-form>
      <div class="actions"><button @click=${this.#dialog.leave}>${words().back}</button></div>`;
  }

  #freeLockers() {
    return html`<fieldset>
      <legend>${deskWords().chooseLocker}</legend>
      <locker-grid
        choosing
        .lockers=${this.lockers}
        .chosen=${this.locker}
        @choose-locker=${(event: Fired<'choose-locker'>) => this.#chooseLocker(event.detail)}
      ></locker-grid>
    </fieldset>`;
  }

  #chooseLocker({ locker }: LockerView): void {
    this.locker = locker;
    this.#dialog.fill();
  }

  /** A visitor who asked to be remembered tells the address; only the exact one finds anything. */
  #lookUp() {
    const texts = toolWords();
    return html`<form @invalid=${inOurWords} class="look-up" @submit=${this.#findProfile}>
      ${textField({
        id: 'profile-email',
        name: 'email',
        type: 'email',
        label: texts.profileEmail,
        max: 150,
        required: true,
      })}
      <button>${texts.findProfile}</button>
      ${this.nothingKept ? html`<p class="notice" role="status">${texts.noProfile}</p>` : nothing}
    </form>`;
  }

  readonly #findProfile = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = 'POST /offices/{office}/profiles/lookup';
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    const asked = { name, params: { office: this.office.code }, body: typed<typeof name>(fields) } as const;
    const reply = await command(asked, { key: newKey() });
    this.known = reply.kind === 'ok' ? reply.value.profile : null;
    this.nothingKept = this.known === null;
  };

  readonly #send = (event: Event): void => {
    const { valid: _seen, ...fields } = fieldsOf(event); // that the card is valid is the officer's own check
    this.#answer(this.locker === '' ? fields : { ...fields, locker: this.locker });
  };

  #answer(args: object): void {
    fire(this, 'answered', args);
  }
}
