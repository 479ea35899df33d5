import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { cache } from 'lit/directives/cache.js';
import { keyed } from 'lit/directives/keyed.js';
import { pathOf } from '../../domain/pages.mjs';
import type { SessionView } from '../../wire/staff.ts';
import { catalogueWords } from '../ui/catalogue/catalogue-words.ts';
import type { Fired } from '../ui/events.ts';
import { read } from '../ui/line/api.ts';
import { demoRemovalNotice } from '../ui/office/demo-notice.ts';
import { OfficePage, officeOf } from '../ui/office/office-page.ts';
import '../ui/page-contents.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import './account-settings.ts';
import './announcement-form.ts';
import './board-settings.ts';
import './calendar-settings.ts';
import './collection/catalogue-settings.ts';
import './day-list.ts';
import './device-settings.ts';
import './mail-list.ts';
import './office-settings.ts';
import './policy-settings.ts';
import type { NationalCalendar, Settings } from './settings.ts';
import { adminWords } from './words.ts';

/** What an office decides. Admins change settings, supervisors announce and look back. */
@customElement('admin-page')
export class AdminPage extends OfficePage {
  static override styles = [
    shared,
    sheetStyles,
    css`
      main {
        max-width: 1312px;
      }
    `,
  ];

  @state() private settings: Settings | null = null;
  /** Only for accounts of all offices. */
  @state() private national: NationalCalendar | null = null;

  /** What was typed and not sent waits while the page is locked: off the document, and for the same person alone. */
  override render() {
    return keyed(this.who.session?.username, html`${cache(super.render())}`);
  }

  protected override async begin(session: SessionView): Promise<void> {
    if (session.role === 'staff') return;
    this.office = await officeOf(session);
    const { code } = this.office;
    const reply = await read('/offices/{office}/settings', { office: code });
    if (reply.kind === 'ok') this.settings = newest(this.settings, reply.value);
    const isNational = session.role === 'admin' && session.office === null;
    if (!isNational) this.national = null; // another account's, before this one
    if (!isNational) return;
    const dates = await read('/calendar', {});
    if (dates.kind === 'ok') this.national = newest(this.national, dates.value);
  }

  protected override page(session: SessionView) {
    const { title, desk } = adminWords();
    const links = [
      ...(session.role === 'admin' ? [] : [{ path: pathOf('desk'), name: desk }]),
      { path: pathOf('labels'), name: catalogueWords().shelfLabels },
    ];
    return html`${this.head(session, { title, office: this.settings, links })}
      <main>
        ${session.role === 'staff' ? nothing : demoRemovalNotice(this.office)} ${this.#sections(session)}
      </main>`;
  }

  #sections({ role, username, office }: SessionView) {
    const { settings } = this;
    if (role === 'staff') return html`<p class="notice">${adminWords().noAccess}</p>`;
    if (!settings) return nothing;
    const { code } = settings;
    const isNational = office === null;
    if (role === 'supervisor') {
      return html`<page-contents>
        <announcement-form .office=${code}></announcement-form>
        <board-settings .office=${code}></board-settings>
        <day-list .office=${code}></day-list>
      </page-contents>`;
    }
    const changed = (event: Fired<'changed'>): void => void (this.settings = event.detail);
    return html`<page-contents>
      <office-settings .settings=${settings} @changed=${changed}></office-settings>
      <calendar-settings .of=${settings} @changed=${changed}></calendar-settings>
      ${this.#nationalCalendar()}
      <policy-settings .office=${code}></policy-settings>
      <device-settings .office=${code}></device-settings>
      <account-settings .office=${code} .own=${username}></account-settings>
      <catalogue-settings .office=${code} ?national=${isNational}></catalogue-settings>
      <mail-list .office=${code}></mail-list>
    </page-contents>`;
  }

  #nationalCalendar() {
    if (!this.national) return nothing;
    return html`<calendar-settings
      .of=${this.national}
      @calendar-changed=${(event: Fired<'calendar-changed'>) => (this.national = event.detail)}
    ></calendar-settings>`;
  }
}

/** What was read, unless it is what is shown already: a form begins anew with what it is given. */
function newest<Shown extends { readonly version: number; readonly code?: string }>(
  shown: Shown | null,
  now: Shown,
): Shown {
  return shown?.code === now.code && shown?.version === now.version ? shown : now;
}
