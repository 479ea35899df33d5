import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { InRoomUse, ShelfItem } from '../../../wire/catalogue/in-room-uses.ts';
import { isFinal } from '../../../domain/visits/steps.ts';
import type { DeskVisit } from '../../../wire/visits.ts';
import { alertOf } from '../../ui/alert.ts';
import { announce } from '../../ui/announce.ts';
import { titled } from '../../ui/catalogue/titled.ts';
import { softcopyWords } from '../../ui/softcopies/softcopy-words.ts';
import { read, type Asked } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { shared } from '../../ui/style/styles.ts';
import { LocalizedElement } from '../../ui/words/language.ts';
import './book-finder.ts';
import type { BookFinder } from './book-finder.ts';
import { bookWords } from './book-words.ts';
import { copyList, copyListStyles, copyStateOf } from './copy-list.ts';
import { useList, useListStyles } from './use-list.ts';
import { VisitCopies } from './visit-copies.ts';

/**
 * What a visitor reads in the room: the officer finds it, records it with one press, and puts it back; and the copies
 * that the officer asks for, which the visitor fetches on the own page. Once the visit is over, only what was read.
 */
@customElement('visit-books')
export class VisitBooks extends LocalizedElement {
  static override styles = [
    shared,
    useListStyles,
    copyListStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
        width: 100%;
        padding-top: var(--space-4);
        border-top: 1px solid var(--hair);
      }
      section {
        display: grid;
        gap: var(--space-1);
      }
      h2 {
        font-size: var(--text-l);
      }
    `,
  ];

  @property() office = '';
  @property({ attribute: false }) visit!: DeskVisit;
  @property({ type: Boolean }) frozen = false;
  @state() private uses: readonly InRoomUse[] = [];
  @query('book-finder') private finder!: BookFinder | null;
  readonly #command = new Command(this);
  readonly #copies = new VisitCopies(this);
  #read = '';

  override willUpdate(): void {
    const { visitId, revision } = this.visit;
    const now = `${visitId} ${revision}`;
    if (this.#read === now) return;
    if (!this.#read.startsWith(visitId)) this.uses = [];
    this.#read = now;
    void this.#readUses(visitId);
    if (!this.#isOver) this.#copies.follow(visitId);
  }

  /** How many books are not back on their shelves, as far as it was recorded. */
  get reading(): number {
    return this.uses.filter(({ isBack }) => !isBack).length;
  }

  get #isOver(): boolean {
    return isFinal(this.visit.step);
  }

  /** Looks for a label that was scanned anywhere on the desk. */
  scan(text: string): void {
    this.finder?.scan(text);
  }

  override render() {
    const frozen = this.frozen || this.#command.busy;
    return html`${this.#command.failure ? alertOf(this.#command.failure) : nothing}
    ${this.#isOver ? nothing : this.#finder(frozen)} ${this.uses.length === 0 ? nothing : this.#uses(frozen)}
    ${this.#isOver ? nothing : copyList(this.#copies.asked)}`;
  }

  #finder(frozen: boolean) {
    return html`<book-finder
      .office=${this.office}
      .actions=${(item: ShelfItem) => this.#actions(item, frozen)}
    ></book-finder>`;
  }

  #uses(frozen: boolean) {
    const texts = bookWords();
    const { reading } = this;
    const isLeaving = this.#isOver || this.visit.step === 'rating';
    return html`<section>
      <h2>${texts.reading}</h2>
      ${isLeaving && reading > 0 ? html`<p class="hint">${texts.stillReading(reading)}</p>` : nothing}
      ${useList(this.uses, {
        frozen,
        putBack: ({ id }) => this.#change('POST /offices/{office}/uses/{use}/return', id),
        remove: ({ id }) => this.#change('POST /offices/{office}/uses/{use}/remove', id),
      })}
    </section>`;
  }

  /** What this visitor may get of a publication. */
  #actions(item: ShelfItem, frozen: boolean) {
    const texts = bookWords();
    return html`<div class="can">
      <button
        aria-label=${texts.recordBook(titled(item))}
        data-meaning="record-use ${item.id} ${this.visit.visitId}"
        ?disabled=${frozen}
        @click=${() => this.#record(item)}
      >
        ${texts.record}
      </button>
      ${item.softcopy ? this.#copy(item, frozen) : nothing}
    </div>`;
  }

  /** The copy of a publication: how far it is, or the button that asks for it. */
  #copy(item: ShelfItem, frozen: boolean) {
    const copy = this.#copies.of(item.id);
    if (copy) return html`<span class="copy">${copyStateOf(copy)}</span>`;
    return html`<button
      aria-label=${bookWords().askCopyOf(titled(item))}
      data-meaning="ask-copy ${item.id} ${this.visit.visitId}"
      ?disabled=${frozen}
      @click=${() => this.#ask(item)}
    >
      ${softcopyWords().ask}
    </button>`;
  }

  #ask(item: ShelfItem): void {
    const { visitId } = this.visit;
    const name = 'POST /visits/{visitId}/softcopy-requests';
    const asked = { name, params: { visitId }, body: { publication: item.id } } as const;
    void this.#command.send(asked, (answer) => {
      this.#copies.take(visitId, answer);
      announce(bookWords().askedCopy(titled(item)));
    });
  }

  #record(item: ShelfItem): void {
    const { visitId } = this.visit;
    const name = 'POST /visits/{visitId}/uses';
    const asked = { name, params: { visitId }, body: { publication: item.id } } as const;
    void this.#command.send(asked, ({ uses }) => {
      if (visitId !== this.visit.visitId) return; // the officer turned to another visitor meanwhile
      this.uses = uses;
      this.finder?.reset();
      announce(bookWords().recorded(titled(item)));
    });
  }

  #change(name: Extract<Asked['name'], `POST /offices/{office}/uses/{use}/${string}`>, use: string): void {
    const { visitId } = this.visit;
    void this.#command.send({ name, params: { office: this.office, use } }, ({ uses }) => {
      if (visitId === this.visit.visitId) this.uses = uses;
    });
  }

  async #readUses(visitId: string): Promise<void> {
    const reply = await read('/visits/{visitId}/uses', { visitId });
    if (reply.kind === 'ok' && visitId === this.visit.visitId) this.uses = reply.value.uses;
  }
}
