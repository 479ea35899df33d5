import { html } from 'lit';
import { areaField, selectField, textField, type Control, type Options } from '../ui/forms/fields.ts';
import type { Sender } from './sender.ts';

interface Field extends Pick<Control, 'label' | 'value' | 'max' | 'hint'> {
  readonly name: string;
  readonly type?: string;
  /** Where two forms of a page have controls of the same name. */
  readonly id?: string;
}

const about = <Settings extends Field>(sender: Sender, settings: Settings) => ({
  ...settings,
  id: settings.id ?? settings.name,
  fault: sender.faultOf(settings.name),
});

/** One line of a form, with what the api found wrong with it. */
export function field(sender: Sender, settings: Field) {
  const autocomplete = settings.type === 'password' ? 'new-password' : 'off';
  return textField({ max: 300, autocomplete, ...about(sender, settings) });
}

/** The same for a text of several lines. */
export function area(sender: Sender, settings: Field) {
  return areaField({ max: 4_000, rows: 4, ...about(sender, settings) });
}

/** The same for a choice. */
export function choose(sender: Sender, settings: Field & { readonly options: Options }) {
  return selectField(about(sender, settings));
}

/** What sends a form, once at a time. */
export const submitButton = (sender: Sender, label: string) =>
  html`<div class="actions"><button class="primary" ?disabled=${sender.busy}>${label}</button></div>`;
