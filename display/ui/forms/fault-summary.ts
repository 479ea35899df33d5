import { html, nothing } from 'lit';
import { faultWords } from './fault-words.ts';

/** A fault of one field, as the api names it. */
export interface FieldFault {
  readonly pointer: string;
  readonly message: string;
}

/** A guest-book fault of a command, with the pointer the form uses. */
export const inGuestBook = ({ pointer, message }: FieldFault): FieldFault => ({
  pointer: pointer.replace(/^\/guestBook/, ''),
  message,
});

/** The field of the fault; its control has this id. */
export const fieldOf = ({ pointer }: Pick<FieldFault, 'pointer'>): string => pointer.split('/')[1] ?? '';

/** All faults of a form above it, each linked to its field in `root`. */
export function faultSummary(root: ParentNode, faults: readonly FieldFault[]) {
  if (faults.length === 0) return nothing;
  const goTo = (event: Event, name: string): void => {
    event.preventDefault();
    root.querySelector<HTMLElement>(`#${name}`)?.focus();
  };
  return html`<div id="faults" class="notice bad" role="alert" tabindex="-1">
    <strong>${faultWords().title}</strong>
    <ul>
      ${faults.map((fault) => {
        const name = fieldOf(fault);
        return html`<li>
          <a href="#${name}" @click=${(event: Event) => goTo(event, name)}>${fault.message}</a>
        </li>`;
      })}
    </ul>
  </div>`;
}
