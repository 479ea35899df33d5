import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { OfficeView } from '../../domain/office/office-view.ts';
import type { SessionView } from '../../domain/visit/views.ts';
import { command, newKey, read } from '../ui/api.ts';
import { LanguageController } from '../ui/language.ts';
import { askedOffice, waitForOffice } from '../ui/office.ts';
import { shared } from '../ui/styles.ts';
import './sign-in.ts';
import './visit-desk.ts';
import { deskWords } from './words.ts';

const lockAfterMs = 180_000;

/** The officer's tablet: who is here, then the desk. Locks itself; a lock leaves nothing on the page. */
@customElement('desk-page')
export class DeskPage extends LitElement {
  static override styles = [
    shared,
    css`
      .refused {
        display: grid;
        gap: var(--space-4);
        max-width: 480px;
        margin: 20vh auto 0;
        padding: var(--space-4);
      }
    `,
  ];

  @state() private session: SessionView | null = null;
  @state() private office: OfficeView | null = null;
  @state() private asked = false;
  @state() private locked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LanguageController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#resume();
    for (const event of ['pointerdown', 'keydown']) {
      document.addEventListener(event, () => this.#active(), { passive: true });
    }
    this.#active();
  }

  async #resume(): Promise<void> {
    const reply = await read<SessionView>('/session');
    this.asked = true;
    if (reply.kind === 'ok') await this.#begin(reply.value);
  }

  async #begin(session: SessionView): Promise<void> {
    this.session = session;
    this.locked = false;
    this.#active();
    this.office = await waitForOffice(session.office ?? askedOffice());
  }

  override render() {
    const { session, office } = this;
    if (!this.asked) return nothing;
    if (!session || this.locked) {
      return html`<sign-in
        .username=${this.locked && session ? session.username : ''}
        @signed-in=${(event: CustomEvent<SessionView>) => this.#begin(event.detail)}
      ></sign-in>`;
    }
    if (session.role === 'admin') {
      return html`<div class="refused">
        <p class="notice">${deskWords().noDesk}</p>
        <button @click=${this.#signOut}>${deskWords().signOut}</button>
      </div>`;
    }
    if (!office) return nothing;
    return html`<visit-desk
      .office=${office}
      .session=${session}
      @signed-out=${this.#signOut}
      @session-lost=${() => this.#forget()}
    ></visit-desk>`;
  }

  readonly #signOut = async (): Promise<void> => {
    await command('/session', { method: 'DELETE', key: newKey() });
    this.#forget();
  };

  #forget(): void {
    this.session = null;
    this.office = null;
    this.locked = false;
  }

  #active(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.session) this.locked = true;
    }, lockAfterMs);
  }
}
