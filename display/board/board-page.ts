import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { waitForOffice } from '../ui/office/office.ts';
import './visit-board.ts';

const fallbackName = 'utama';

/** The TV: waits for its office, then shows the board. */
@customElement('board-page')
export class BoardPage extends LitElement {
  @state() private office: OfficeView | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void waitForOffice().then((office) => (this.office = office));
  }

  override render() {
    const name = new URLSearchParams(location.search).get('papan') ?? fallbackName;
    return this.office ? html`<visit-board .office=${this.office} .name=${name}></visit-board>` : nothing;
  }
}
