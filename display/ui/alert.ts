import { html, nothing } from 'lit';

/** What went wrong, told at once to who cannot see it too; nothing while there is no text. */
export const alertOf = (text: string) =>
  text ? html`<p class="notice bad" role="alert">${text}</p>` : nothing;
