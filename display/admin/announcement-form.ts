import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Bilingual } from '../../domain/language.ts';
import type { AnnouncementBody } from '../../wire/offices/settings.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { read } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { instantOfTime, localTimeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { field } from './field.ts';
import { Sender } from './sender.ts';
import { adminWords } from './words.ts';

/** A supervisor's announcements: a message, or an unscheduled closing. */
@customElement('announcement-form')
export class AnnouncementForm extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property() office = '';
  @state() private now: AnnouncementBody | null = null;
  readonly #message = new Sender(this);
  readonly #closing = new Sender(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void read('/offices/{office}/announcement', { office: this.office }).then((reply) => {
      if (reply.kind === 'ok') this.now = reply.value;
    });
  }

  override render() {
    const { now } = this;
    if (!now) return nothing;
    const texts = adminWords();
    const { message, closing } = now;
    return html`<section>
      <h2 id="announcement">${texts.announcement}</h2>
      <form
        novalidate
        @submit=${(event: Event) => {
          const { id = '', en = '' } = fieldsOf(event);
          this.#announce(this.#message, { ...now, message: { id, en } });
        }}
      >
        <h3>${texts.message}</h3>
        ${this.#words(this.#message, 'message', message)} ${this.#message.outcome()}
        <div class="actions">
          <button class="primary">${texts.announce}</button>
          ${
            message
              ? html`<button
                  type="button"
                  @click=${() => this.#announce(this.#message, { ...now, message: null })}
                >
                  ${texts.takeBack}
                </button>`
              : nothing
          }
        </div>
      </form>
      <form
        novalidate
        @submit=${(event: Event) => {
          const { id = '', en = '', until = '' } = fieldsOf(event);
          const end = until === '' ? null : instantOfTime(until);
          this.#announce(this.#closing, { ...now, closing: { reason: { id, en }, until: end } });
        }}
      >
        <h3>${texts.closing}</h3>
        ${closing ? html`<p class="notice">${texts.closedNow}</p>` : nothing}
        <p class="hint">${texts.closingHint}</p>
        ${this.#words(this.#closing, 'closing', closing?.reason ?? null)}
        <div class="field">
          <label for="until">${texts.until}</label>
          <input
            id="until"
            name="until"
            type="datetime-local"
            .value=${closing?.until ? localTimeOf(closing.until).slice(0, 16) : ''}
          />
          <span class="hint">${texts.untilHint}</span>
        </div>
        ${this.#closing.outcome()}
        <div class="actions">
          <button class="primary">${texts.announce}</button>
          ${
            closing
              ? html`<button
                  type="button"
                  @click=${() => this.#announce(this.#closing, { ...now, closing: null })}
                >
                  ${texts.takeBack}
                </button>`
              : nothing
          }
        </div>
      </form>
    </section>`;
  }

  #words(sender: Sender, form: string, value: Bilingual | null) {
    const { inIndonesian, inEnglish } = adminWords();
    const line = (name: keyof Bilingual, label: string) =>
      field(sender, { name, label, id: `${form}-${name}`, value: value?.[name] ?? '', max: 200 });
    return html`<div class="pair">${line('id', inIndonesian)} ${line('en', inEnglish)}</div>`;
  }

  #announce(sender: Sender, body: AnnouncementBody): void {
    const params = { office: this.office };
    void sender.send({ name: 'PUT /offices/{office}/announcement', params, body }, (now) => (this.now = now));
  }
}
