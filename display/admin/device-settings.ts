import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceView } from '../../wire/devices.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { read, typed, type Asked } from '../ui/line/api.ts';
import { dialogStyles } from '../ui/style/dialog-styles.ts';
import { timeOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { field, submitButton } from './field.ts';
import { Sender } from './sender.ts';
import { adminWords } from './words.ts';

/** Kiosks that may take numbers where the policy asks for a paired one. */
@customElement('device-settings')
export class DeviceSettings extends LocalizedElement {
  static override styles = [shared, dialogStyles, sheetStyles];

  @property() office = '';
  @state() private devices: readonly DeviceView[] = [];
  @state() private code = '';
  readonly #sender = new Sender(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void read('/offices/{office}/devices', { office: this.office }).then((reply) => {
      if (reply.kind === 'ok') this.devices = reply.value.devices;
    });
  }

  /** A code that pairs a screen does not wait while the page is locked. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.code = '';
  }

  override render() {
    const texts = adminWords();
    return html`<section>
      <h2 id="devices">${texts.devices}</h2>
      <p class="hint">${texts.devicesHint}</p>
      ${this.devices.length > 0 ? this.#table() : nothing}
      ${this.code ? html`<p class="notice ok" role="status">${texts.pairingCode(this.code)}</p>` : nothing}
      ${this.#sender.outcome()}
      <form novalidate @submit=${this.#add}>
        ${field(this.#sender, { name: 'name', label: texts.deviceName, id: 'device-name', max: 60 })}
        ${submitButton(this.#sender, texts.add)}
      </form>
    </section>`;
  }

  #table() {
    const texts = adminWords();
    return table(
      [],
      this.devices.map(({ id, name, state: standing, pairedAt }) => [
        name,
        html`${texts.deviceState[standing]} ${pairedAt === null ? nothing : timeOf(pairedAt)}`,
        html`<button
          ?disabled=${standing === 'revoked' || this.#sender.busy}
          @click=${() => this.#revoke(id)}
        >
          ${texts.revoke}
        </button>`,
      ]),
    );
  }

  readonly #add = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    this.#send({
      name: 'POST /offices/{office}/devices',
      params: { office: this.office },
      body: typed<'POST /offices/{office}/devices'>(fieldsOf(event)),
    });
    form.reset();
  };

  #revoke(device: string): void {
    const { office } = this;
    this.#send({ name: 'POST /offices/{office}/devices/{device}/revoke', params: { office, device } });
  }

  #send(
    asked: Asked<'POST /offices/{office}/devices' | 'POST /offices/{office}/devices/{device}/revoke'>,
  ): void {
    void this.#sender.send(asked, (answer) => {
      this.devices = answer.devices;
      this.code = 'code' in answer ? answer.code : '';
    });
  }
}
