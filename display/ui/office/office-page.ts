import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { SessionView } from '../../../wire/staff.ts';
import '../account/own-account.ts';
import { SessionController } from '../account/session.ts';
import '../steady/steady.ts';
import '../words/language-switch.ts';
import { LocalizedElement } from '../words/language.ts';
import { words } from '../words/words.ts';
import './office-choice.ts';
import { askedOffice, foreignOffice, pageAddress, waitForOffice } from './office.ts';
import './wrong-office.ts';

/** The head of a page: its subject, its office, and links to the other pages. */
interface Head {
  readonly title: string;
  readonly office: { readonly code: string; readonly name: string } | null;
  readonly links: readonly { readonly path: string; readonly name: string }[];
}

/** A page of one office for its staff: it asks for a sign-in, and shows nothing to staff of another office. */
export abstract class OfficePage extends LocalizedElement {
  @state() protected office: OfficeView | null = null;
  protected readonly who = new SessionController(this, (session) => {
    if (foreignOffice(session) === null) void this.begin(session);
  });

  override render() {
    return this.who.shows((session) =>
      foreignOffice(session) === null
        ? this.page(session)
        : html`<wrong-office .session=${session} @leave=${() => this.who.signOut()}></wrong-office>`,
    );
  }

  /** What the page shows to whoever is signed in. */
  protected abstract page(session: SessionView): unknown;

  /** Reads the page's data, after each sign-in. */
  protected async begin(session: SessionView): Promise<void> {
    this.office = await officeOf(session);
  }

  protected head(session: SessionView, { title, office, links }: Head) {
    return html`<header>
      <h1>${title}</h1>
      ${office ? html`<office-choice .session=${session} .office=${office}></office-choice>` : nothing}
      <own-account .session=${session}></own-account>
      ${links.map(({ path, name }) => html`<a href=${pageAddress(path)}>${name}</a>`)}
      <language-switch></language-switch>
      <button @click=${() => this.who.signOut()}>${words().signOut}</button>
    </header>`;
  }
}

/** The office whoever is signed in works on; an account of all offices works on the one the address asks for. */
export const officeOf = ({ office }: SessionView): Promise<OfficeView> =>
  waitForOffice(office ?? askedOffice());
