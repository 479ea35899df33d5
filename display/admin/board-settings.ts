import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BoardName } from '../../wire/boards.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { read, type Asked } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { field, submitButton } from './field.ts';
import { Sender } from './sender.ts';
import { adminWords } from './words.ts';

const lookEveryMs = 10_000;

/** The office's boards: accepted ones, and those that wait to be. */
@customElement('board-settings')
export class BoardSettings extends LocalizedElement {
  static override styles = [
    shared,
    dialogStyles,
    sheetStyles,
    css`
      .asks {
        align-items: center;
      }
    `,
  ];

  @property() office = '';
  @state() private boards: readonly BoardName[] = [];
  readonly #sender = new Sender(this);
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (document.visibilityState === 'hidden' || this.#sender.busy) return;
    const reply = await read('/offices/{office}/boards', { office: this.office });
    if (reply.kind === 'ok') this.boards = reply.value.boards;
  }

  override render() {
    const texts = adminWords();
    const waiting = this.boards.filter(({ state: standing }) => standing === 'waiting');
    const others = this.boards.filter(({ state: standing }) => standing !== 'waiting');
    return html`<section>
      <h2 id="boards">${texts.boardNames}</h2>
      <p class="hint">${texts.boardNamesHint}</p>
      ${waiting.map(
        ({ board }) =>
          html`<div class="notice actions asks">
            <span>${texts.boardWaits(board)}</span>
            ${this.#button(texts.acceptBoard, () => this.#accept(board))}
            ${this.#button(texts.remove, () => this.#remove(board))}
          </div>`,
      )}
      ${others.length > 0 ? this.#table(others) : nothing} ${this.#sender.outcome()}
      <form novalidate @submit=${this.#add}>
        ${field(this.#sender, { name: 'board', label: texts.boardName, id: 'board-name', max: 32 })}
        ${submitButton(this.#sender, texts.acceptBoard)}
      </form>
    </section>`;
  }

  #button(label: string, press: () => void) {
    return html`<button type="button" ?disabled=${this.#sender.busy} @click=${press}>${label}</button>`;
  }

  #table(boards: readonly BoardName[]) {
    const texts = adminWords();
    const accept = (board: string) => this.#button(texts.acceptBoard, () => this.#accept(board));
    const remove = (board: string) => this.#button(texts.remove, () => this.#remove(board));
    return table(
      [],
      boards.map(({ board, state: standing, automatic }) => [
        board,
        automatic ? texts.boardAutomatic : texts.boardState[standing],
        html`${standing === 'removed' || automatic ? accept(board) : nothing}
        ${standing === 'removed' ? nothing : remove(board)}`,
      ]),
    );
  }

  readonly #add = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    const { board = '' } = fieldsOf(event);
    this.#accept(board);
    form.reset();
  };

  #accept(board: string): void {
    const { office } = this;
    this.#send({ name: 'POST /offices/{office}/boards', params: { office }, body: { board } });
  }

  #remove(board: string): void {
    const { office } = this;
    this.#send({ name: 'POST /offices/{office}/boards/{board}/remove', params: { office, board } });
  }

  #send(
    asked: Asked<'POST /offices/{office}/boards' | 'POST /offices/{office}/boards/{board}/remove'>,
  ): void {
    void this.#sender.send(asked, ({ boards }) => {
      this.boards = boards;
    });
  }
}
