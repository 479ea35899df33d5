import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../../wire/offices.ts';
import { idTypes, resolveCauses, skipReasons } from '../../../domain/custody/custody.ts';
import type { GuestBook } from '../../../wire/guest-books.ts';
import type { StaffMoveName } from '../../../domain/visits/steps.ts';
import type { LockerView } from '../../../wire/custody.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import { command, newKey } from '../../ui/line/api.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { FormDialog } from '../../ui/forms/form-dialog.ts';
import '../../ui/forms/guest-book-form.ts';
import type { FieldFault } from '../../ui/forms/fault-summary.ts';
import { shared } from '../../ui/style/styles.ts';
import { words } from '../../ui/words/words.ts';
import { cardFacts, cardFactsStyles } from './card-facts.ts';
import '../tools/locker-grid.ts';
import { toolWords } from '../tools/tool-words.ts';
import { deskWords } from '../words.ts';

/** Moves that ask something before they are sent. */
const asking = [
  'deposit',
  'change-locker',
  'skip-locker',
  'transfer',
  'submit-guest-book',
  'cancel',
  'return-id',
  'resolve-custody',
] as const;
export type AskingMove = (typeof asking)[number];

/** True for a move that needs an answer from the officer first. */
export function asks(move: StaffMoveName): move is AskingMove {
  return (asking as readonly StaffMoveName[]).includes(move);
}

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
  /** The card that lies at the desk for this visit. */
  @property({ attribute: false }) custody: DeskVisit['custody'] = null;
  /** The counter the visit is at. */
  @property() counter = '';
  @property() move: AskingMove | '' = '';
  @property({ type: Boolean }) busy = false;
  @state() private locker = '';
  @state() private known: Partial<GuestBook> | null = null;
  @state() private nothingKept = false;

  readonly #dialog = new FormDialog(this, () => this.dispatchEvent(new CustomEvent('closed')));

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('move')) return;
    this.locker = '';
    this.known = null;
    this.nothingKept = false;
  }

  override render() {
    const { move } = this;
    if (move === '') return this.#dialog.render('', () => nothing);
    const title = `${this.label}: ${words().move[move]}`;
    return this.#dialog.render(title, () => html`${this.#faults()} ${this.#form(move)}`);
  }

  #faults() {
    if (this.faults.length === 0 || this.move === 'submit-guest-book') return nothing;
    return html`<p class="notice bad" role="alert">
      ${this.faults.map(({ message }) => message).join(' ')}
    </p>`;
  }

  #form(move: AskingMove) {
    switch (move) {
      case 'deposit':
        return this.#deposit();
      case 'change-locker':
        return this.#changeLocker();
      case 'skip-locker':
        return this.#skip();
      case 'transfer':
        return this.#transfer();
      case 'submit-guest-book':
        return html`${this.#lookUp()}
          <guest-book-form
            .office=${this.office}
            .known=${this.known}
            .busy=${this.busy}
            .faults=${this.faults}
            @guest-book=${(event: CustomEvent<GuestBook>) => this.#answer({ guestBook: event.detail })}
          ></guest-book-form>
          <div class="actions"><button @click=${this.#dialog.leave}>${words().back}</button></div>`;
      case 'cancel':
        return html`<form @submit=${this.#plain}>
          <p>${deskWords().confirmCancel}</p>
          <div class="actions">
            <button type="button" autofocus @click=${this.#dialog.leave}>${words().back}</button>
            <button class="danger" ?disabled=${this.busy}>${deskWords().cancelIt}</button>
          </div>
        </form>`;
      case 'return-id':
        return html`<form @submit=${this.#plain}>
          ${cardFacts({ label: this.label, custody: this.custody })}
          <p>${deskWords().compareCard}</p>
          ${this.#actions(deskWords().returnCard)}
        </form>`;
      case 'resolve-custody':
        return html`<form @submit=${this.#sendFields}>
          <div class="field">
            <label for="cause">${toolWords().cause}</label>
            <select id="cause" name="cause">
              ${resolveCauses.map((cause) => html`<option value=${cause}>${toolWords().incident[cause]}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="reason">${deskWords().reason}</label>
            <textarea id="reason" name="reason" rows="3" maxlength="500" required></textarea>
          </div>
          ${this.#actions(words().move['resolve-custody'])}
        </form>`;
    }
  }

  #deposit() {
    const texts = deskWords();
    return html`<form @submit=${this.#sendDeposit}>
      <div class="pair">
        <div class="field">
          <label for="idType">${texts.idType}</label>
          <select id="idType" name="idType" required>
            ${idTypes.map((type) => html`<option value=${type}>${words().idType[type]}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="idLast4">${texts.last4}</label>
          <input
            id="idLast4"
            name="idLast4"
            class="last4"
            required
            minlength="4"
            maxlength="4"
            pattern="[A-Za-z0-9]{4}"
            autocomplete="off"
          />
          <span class="hint">${texts.last4Hint}</span>
        </div>
      </div>
      <label class="choice"><input type="checkbox" name="valid" required />${texts.stillValid}</label>
      ${this.#freeLockers()} ${this.#actions(texts.deposit, this.locker === '')}
    </form>`;
  }

  #freeLockers() {
    return html`<fieldset>
      <legend>${deskWords().chooseLocker}</legend>
      <locker-grid
        choosing
        .lockers=${this.lockers}
        .chosen=${this.locker}
        @choose=${(event: CustomEvent<LockerView>) => this.#chooseLocker(event.detail)}
      ></locker-grid>
    </fieldset>`;
  }

  #chooseLocker({ locker }: LockerView): void {
    this.locker = locker;
    this.#dialog.fill();
  }

  #changeLocker() {
    const send = (event: Event): void => {
      event.preventDefault();
      this.#answer({ locker: this.locker });
    };
    return html`<form @submit=${send}>
      ${this.#freeLockers()} ${this.#actions(words().move['change-locker'], this.locker === '')}
    </form>`;
  }

  #transfer() {
    return html`<form @submit=${this.#sendFields}>
      <div class="field">
        <label for="counter">${toolWords().toCounter}</label>
        <select id="counter" name="counter" required>
          <option value="" disabled selected>${toolWords().chooseCounter}</option>
          ${this.office.counters
            .filter(({ code }) => code !== this.counter)
            .map(({ code, label }) => html`<option value=${code}>${label}</option>`)}
        </select>
      </div>
      ${this.#actions(words().move.transfer)}
    </form>`;
  }

  /** A visitor who asked to be remembered tells the address; only the exact one finds anything. */
  #lookUp() {
    const texts = toolWords();
    return html`<form class="look-up" @submit=${this.#findProfile}>
      <div class="field">
        <label for="profile-email">${texts.profileEmail}</label>
        <input id="profile-email" name="email" type="email" maxlength="150" autocomplete="off" required />
      </div>
      <button>${texts.findProfile}</button>
      ${this.nothingKept ? html`<p class="notice" role="status">${texts.noProfile}</p>` : nothing}
    </form>`;
  }

  readonly #findProfile = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    const path = `/offices/${this.office.code}/profiles/lookup`;
    const reply = await command<{ profile: Partial<GuestBook> | null }>(path, { body, key: newKey() });
    this.known = reply.kind === 'ok' ? reply.value.profile : null;
    this.nothingKept = this.known === null;
  };

  #skip() {
    return html`<form @submit=${this.#sendFields}>
      <fieldset class="field">
        <legend>${deskWords().skipWhy}</legend>
        ${skipReasons.map(
          (reason, index) =>
            html`<label class="choice"
              ><input type="radio" name="reason" value=${reason} ?checked=${index === 0} />
              ${words().skipReason[reason]}</label
            >`,
        )}
      </fieldset>
      ${this.#actions(words().move['skip-locker'])}
    </form>`;
  }

  #actions(text: string, incomplete = false) {
    return html`<div class="actions">
      <button type="button" @click=${this.#dialog.leave}>${words().back}</button>
      <button class="primary" ?disabled=${this.busy || incomplete}>${text}</button>
    </div>`;
  }

  readonly #plain = (event: Event): void => {
    event.preventDefault();
    this.#answer({});
  };

  readonly #sendDeposit = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    this.#answer({ idType: data.get('idType'), idLast4: data.get('idLast4'), locker: this.locker });
  };

  readonly #sendFields = (event: Event): void => {
    event.preventDefault();
    this.#answer(Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)));
  };

  #answer(args: object): void {
    this.dispatchEvent(new CustomEvent('answered', { detail: args }));
  }
}
