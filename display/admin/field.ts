import { html, nothing } from 'lit';
import type { Sender } from './sender.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly type?: string;
  readonly max?: number;
  readonly hint?: string;
  /** Where two forms of a page have controls of the same name. */
  readonly id?: string;
}

const about = (id: string) => `${id}-hint ${id}-fault`;

const notes = (sender: Sender, { name, id = name, hint = '' }: Field) => {
  const fault = sender.faultOf(name);
  return html`${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}
  ${fault === null ? nothing : html`<span class="fault" id="${id}-fault">${fault}</span>`}`;
};

/** One line of a form, with what the api found wrong with it. */
export function field(sender: Sender, settings: Field) {
  const { name, label, value = '', type = 'text', max = 300, id = name } = settings;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      name=${name}
      type=${type}
      maxlength=${max}
      autocomplete=${type === 'password' ? 'new-password' : 'off'}
      aria-invalid=${sender.faultOf(name) === null ? 'false' : 'true'}
      aria-describedby=${about(id)}
      .value=${value}
    />
    ${notes(sender, settings)}
  </div>`;
}

/** The same for a text of several lines. */
export function area(sender: Sender, settings: Field) {
  const { name, label, value = '', max = 4_000, id = name } = settings;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea
      id=${id}
      name=${name}
      rows="4"
      maxlength=${max}
      aria-invalid=${sender.faultOf(name) === null ? 'false' : 'true'}
      aria-describedby=${about(id)}
      .value=${value}
    ></textarea>
    ${notes(sender, settings)}
  </div>`;
}

/** The same for a choice; `options` are codes with their words. */
export function choose(
  sender: Sender,
  settings: Field & { readonly options: readonly (readonly [code: string, words: string])[] },
) {
  const { name, label, value = '', options, id = name } = settings;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      name=${name}
      aria-invalid=${sender.faultOf(name) === null ? 'false' : 'true'}
      aria-describedby=${about(id)}
    >
      ${options.map(
        ([code, text]) => html`<option value=${code} ?selected=${code === value}>${text}</option>`,
      )}
    </select>
    ${notes(sender, settings)}
  </div>`;
}
