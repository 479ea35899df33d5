import { html, nothing, type ReactiveControllerHost } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { fieldsOf } from '../ui/forms/fields.ts';
import { inOurWords } from '../ui/forms/own-words.ts';
import { typedDigits } from '../ui/forms/typed-digits.ts';
import { Command } from '../ui/line/command.ts';
import '../ui/office/office-notice.ts';
import { pageAddress, readOffices } from '../ui/office/office.ts';
import { closing } from './messages.ts';
import { kioskWords } from './words.ts';

/** Eight digits, with blanks and dashes wherever people put them. */
const codePattern = '[\\s\\-–]*([0-9][\\s\\-–]*){8}';

type Office = Pick<OfficeView, 'code' | 'name'>;

/** Where not every device may take numbers, this one is paired once by staff; until then it gives none. */
export class Pairing {
  /** A code is tried once for each press: a hidden second try would count against the device. */
  readonly #command: Command;
  readonly #host: ReactiveControllerHost;
  readonly #done: () => void;
  /** The other office that the last code was of: that is where this device is paired now. */
  #elsewhere: Office | null = null;
  /** The number of the form; another one begins empty. */
  #form = 0;

  /** `done` is told when the device was paired with the office of the form. */
  constructor(host: ReactiveControllerHost & EventTarget, done: () => void) {
    this.#host = host;
    this.#command = new Command(host, { pausesMs: [] });
    this.#done = done;
  }

  /** Forgets what was typed, and what came of it. */
  forget(): void {
    this.#command.forget();
    this.#command.dismiss();
    this.#begin(null);
  }

  /** The form, below what the office tells everyone. */
  render(office: OfficeView | null) {
    const texts = kioskWords();
    const isClosed = office?.ticketsOpen === false;
    return html`<section class="message">
      ${isClosed ? closing(office) : html`<office-notice .notice=${office}></office-notice>`}
      ${isClosed ? html`<h2>${texts.pair}</h2>` : html`<h1>${texts.pair}</h1>`}
      ${keyed(this.#form, this.#fields(office))}
      ${isClosed ? nothing : html`<p class="hint">${texts.forVisitors}</p>`}
    </section>`;
  }

  #fields(office: OfficeView | null) {
    const texts = kioskWords();
    const failure = this.#command.problem?.title ?? this.#command.failure;
    return html`<form
      class="message"
      @invalid=${inOurWords}
      @submit=${(event: Event) => this.#pair(event, office)}
    >
      <label for="code">${texts.pairHint}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="off"
        required
        pattern=${codePattern}
        maxlength="40"
      />
      ${failure ? html`<p class="notice bad" role="alert">${failure}</p>` : nothing}
      ${this.#elsewhere && office ? ofAnother(this.#elsewhere, office) : nothing}
      <button class="primary">${texts.pairButton}</button>
    </form>`;
  }

  #pair(event: Event, office: OfficeView | null): void {
    const { code = '' } = fieldsOf(event);
    this.#elsewhere = null;
    const body = { code: typedDigits(code) };
    void this.#command.send({ name: 'POST /devices/pair', params: {}, body }, async (device) => {
      if (device.office === office?.code) return this.#done();
      const other = (await readOffices())?.find((one) => one.code === device.office);
      this.#begin(other ?? { code: device.office, name: device.office });
    });
  }

  #begin(elsewhere: Office | null): void {
    this.#elsewhere = elsewhere;
    this.#form += 1;
    this.#host.requestUpdate();
  }
}

/** Says whose code it was, and leads to the kiosk of that office. */
function ofAnother({ code, name }: Office, { name: own }: Office) {
  const texts = kioskWords();
  return html`<p class="notice bad" role="alert">${texts.codeOfAnother(name, own)}</p>
    <a class="button" href=${pageAddress(location.pathname, code)}>${texts.openKioskOf(name)}</a>`;
}
