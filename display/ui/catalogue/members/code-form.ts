import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { alertOf } from '../../alert.ts';
import { fire } from '../../events.ts';
import { fieldsOf, textField } from '../../forms/fields.ts';
import { typedDigits } from '../../forms/typed-digits.ts';
import { Command } from '../../line/command.ts';
import { shared } from '../../style/styles.ts';
import { LocalizedElement } from '../../words/language.ts';
import { memberStyles } from './member-styles.ts';
import { memberWords } from './member-words.ts';
import { isTerminal } from '../terminal/terminal.ts';

/** The code of a mail, typed in the browser that asked for it. Fires `member-signed-in` when it was right. */
@customElement('code-form')
export class CodeForm extends LocalizedElement {
  static override styles = [shared, memberStyles];

  /** What the button says. */
  @property() action = '';
  readonly #command = new Command(this);

  override render() {
    const texts = memberWords();
    const { busy } = this.#command;
    return html`<form class="code" novalidate @submit=${this.#send}>
      ${alertOf(this.#failure())}
      ${textField({
        id: 'code',
        label: texts.code,
        hint: texts.codeHint,
        max: 40,
        fault: this.#command.faults[0]?.message ?? null,
        autocomplete: 'one-time-code',
        inputmode: 'numeric',
      })}
      <button class="primary" ?disabled=${busy}>${this.action}</button>
    </form>`;
  }

  #failure(): string {
    const texts = memberWords();
    if (this.#command.isRefusedAs('wrong-code')) return texts.wrongCode;
    if (this.#command.isRefusedAs('link-over')) return texts.over;
    return this.#command.failure;
  }

  readonly #send = async (event: Event): Promise<void> => {
    const { code = '' } = fieldsOf(event);
    const body = { code: typedDigits(code), ...(isTerminal() ? { terminal: true } : {}) };
    await this.#command.send({ name: 'POST /member-session', params: {}, body }, () =>
      fire(this, 'member-signed-in'),
    );
  };
}
