import { html, nothing } from 'lit';

interface Field {
  readonly id: string;
  readonly label: unknown;
  readonly hint?: string;
  /** What is wrong with the answer, null while nothing is; left out where the form tells it elsewhere. */
  readonly fault?: string | null;
}

/** A control of one answer. */
export interface Control extends Field {
  /** The id, unless two forms of a page have controls of the same name. */
  readonly name?: string;
  readonly value?: string;
  readonly max?: number;
  readonly required?: boolean;
}

/** A control with its label, hint and fault. */
export function field(settings: Field, control: unknown) {
  const { id, label, hint = '' } = settings;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control} ${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}
    ${faultOf(settings)}
  </div>`;
}

/** What is wrong with one field, where its `aria-describedby` finds it. */
export function faultOf({ id, fault = null }: Pick<Field, 'id' | 'fault'>) {
  return fault === null ? nothing : html`<span class="fault" id="${id}-fault">${fault}</span>`;
}

const isInvalid = ({ fault }: Field) => (fault === undefined ? nothing : String(fault !== null));
/** The hint and the fault that are there, for `aria-describedby`. */
const aboutOf = ({ id, hint = '', fault }: Field) =>
  [hint && `${id}-hint`, typeof fault === 'string' && `${id}-fault`].filter(Boolean).join(' ') || nothing;

/** A text of one line. */
export function textField(
  settings: Control & { readonly type?: string; readonly autocomplete?: string; readonly inputmode?: string },
) {
  const { id, name = id, type = 'text', value = '', max, autocomplete = 'off', required = false } = settings;
  return field(
    settings,
    html`<input
      id=${id}
      name=${name}
      type=${type}
      maxlength=${max ?? nothing}
      autocomplete=${autocomplete}
      inputmode=${settings.inputmode ?? nothing}
      ?required=${required}
      aria-invalid=${isInvalid(settings)}
      aria-describedby=${aboutOf(settings)}
      .value=${value}
    />`,
  );
}

/** A text of several lines. */
export function areaField(settings: Control & { readonly rows: number; readonly isReadOnly?: boolean }) {
  const { id, name = id, rows, value = '', max, required = false, isReadOnly = false } = settings;
  return field(
    settings,
    html`<textarea
      id=${id}
      name=${name}
      rows=${rows}
      maxlength=${max ?? nothing}
      ?readonly=${isReadOnly}
      ?required=${required}
      aria-invalid=${isInvalid(settings)}
      aria-describedby=${aboutOf(settings)}
      .value=${value}
    ></textarea>`,
  );
}

/** Codes with their words. */
export type Options = readonly (readonly [code: string, words: string])[];

/** One of some codes; with a `prompt` none of them is preselected. */
export function selectField(settings: Control & { readonly options: Options; readonly prompt?: string }) {
  const { id, name = id, value = '', options, prompt, required = false } = settings;
  return field(
    settings,
    html`<select
      id=${id}
      name=${name}
      ?required=${required}
      aria-invalid=${isInvalid(settings)}
      aria-describedby=${aboutOf(settings)}
    >
      ${prompt === undefined ? nothing : html`<option value="" ?selected=${value === ''} disabled>${prompt}</option>`}
      ${options.map(
        ([code, text]) => html`<option value=${code} ?selected=${code === value}>${text}</option>`,
      )}
    </select>`,
  );
}

interface Choice {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly label: unknown;
  readonly id?: string;
  readonly value?: string;
  readonly checked?: boolean;
  readonly required?: boolean;
  readonly changed?: (event: Event) => void;
}

/** A check box or radio button. */
export function choice({ type, name, label, id, value, checked = false, required = false, changed }: Choice) {
  return html`<label class="choice"
    ><input
      id=${id ?? nothing}
      type=${type}
      name=${name}
      value=${value ?? nothing}
      ?required=${required}
      .checked=${checked}
      @change=${changed}
    />${label}</label
  >`;
}

/** What a form's fields hold; for its `submit`, which then goes nowhere else. */
export function fieldsOf(event: Event): Readonly<Record<string, string>> {
  event.preventDefault();
  return valuesOf(event.currentTarget as HTMLFormElement);
}

/** What a form's fields hold. */
export function valuesOf(form: HTMLFormElement): Readonly<Record<string, string>> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value as string]));
}
