import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { InRoomUse, ShelfItem } from '../../../wire/catalogue/in-room-uses.ts';
import { alertOf } from '../../ui/alert.ts';
import { announce } from '../../ui/announce.ts';
import { titled } from '../../ui/catalogue/titled.ts';
import { fire, type Fired } from '../../ui/events.ts';
import { FormDialog } from '../../ui/forms/form-dialog.ts';
import { read } from '../../ui/line/api.ts';
import { Command } from '../../ui/line/command.ts';
import { dialogStyles } from '../../ui/style/dialog-styles.ts';
import { shared } from '../../ui/style/styles.ts';
import './book-finder.ts';
import type { BookFinder } from './book-finder.ts';
import { bookWords } from './book-words.ts';
import { useList, useListStyles } from './use-list.ts';

/** Counts the books found on the tables when the room is tidied: each scanned label is one use, without a visit. */
@customElement('table-count')
export class TableCount extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    useListStyles,
    css`
      h3 {
        margin-top: var(--space-4);
        font-size: var(--text-m);
      }
      .actions,
      book-finder {
        margin-top: var(--space-4);
      }
    `,
  ];

  @property() office = '';
  @property({ type: Boolean }) open = false;
  @state() private uses: readonly InRoomUse[] = [];
  @query('book-finder') private finder!: BookFinder;
  readonly #command = new Command(this);
  readonly #dialog = new FormDialog(this, () => fire(this, 'closed'));

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) void this.#read();
  }

  async #read(): Promise<void> {
    const reply = await read('/offices/{office}/uses', { office: this.office });
    if (reply.kind === 'ok') this.uses = reply.value.uses;
  }

  override render() {
    const texts = bookWords();
    if (!this.open) return this.#dialog.render('', () => nothing);
    return this.#dialog.render(
      texts.count,
      () =>
        html`<p class="hint">${texts.countHint}</p>
          ${this.#command.failure ? alertOf(this.#command.failure) : nothing}
          <book-finder
            .office=${this.office}
            .actions=${(item: ShelfItem) => this.#action(item)}
            @book-scanned=${(event: Fired<'book-scanned'>) => this.#count(event.detail)}
          ></book-finder>
          <h3>${texts.countedToday(this.uses.length)}</h3>
          ${useList(this.uses.toReversed(), {
            frozen: this.#command.busy,
            putBack: () => undefined, // what was found on a table is back at once
            remove: (use) => this.#remove(use),
          })}
          <div class="actions">
            <button type="button" class="primary" @click=${() => fire(this, 'closed')}>${texts.close}</button>
          </div>`,
    );
  }

  #action(item: ShelfItem) {
    const texts = bookWords();
    return html`<button
      aria-label=${texts.countBook(titled(item))}
      data-meaning="count-use ${item.id}"
      ?disabled=${this.#command.busy}
      @click=${() => this.#count(item)}
    >
      ${texts.countOne}
    </button>`;
  }

  #count(item: ShelfItem): void {
    const name = 'POST /offices/{office}/uses';
    const asked = { name, params: { office: this.office }, body: { publication: item.id } } as const;
    void this.#command.send(asked, ({ uses }) => {
      this.uses = uses;
      this.finder.reset();
      announce(bookWords().recorded(titled(item)));
    });
  }

  #remove({ id }: InRoomUse): void {
    const name = 'POST /offices/{office}/uses/{use}/remove';
    void this.#command.send({ name, params: { office: this.office, use: id } }, ({ uses }) => {
      this.uses = uses;
    });
  }
}
