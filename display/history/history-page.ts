import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { VisitStory } from '../../wire/supervision/stories.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import type { SessionView } from '../../wire/staff.ts';
import type { Fired } from '../ui/events.ts';
import './book-correction.ts';
import { failureOf, isProblem, read, type Reply } from '../ui/line/api.ts';
import { dayOf } from '../ui/words/format.ts';
import '../ui/words/language-switch.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { pageAddress, waitForOffice } from '../ui/office/office.ts';
import { words } from '../ui/words/words.ts';
import '../ui/account/own-account.ts';
import { pathOf } from '../../domain/pages.mjs';
import { SessionController } from '../ui/account/session.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { besideSection, eventsSection, lostNotices, timesSection } from './story-tables.ts';
import './time-correction.ts';
import { historyWords } from './words.ts';

/** One visit's full history for a supervisor, with corrections. */
@customElement('history-page')
export class HistoryPage extends LocalizedElement {
  static override styles = [shared, sheetStyles];

  @state() private story: VisitStory | null = null;
  @state() private office: OfficeView | null = null;
  @state() private failed: Reply<VisitStory> | null = null;
  readonly #visitId = location.pathname.split('/')[2] ?? '';
  readonly #who = new SessionController(this, () => void this.#read());

  async #read(): Promise<void> {
    const reply = await read('/visits/{visitId}/story', { visitId: this.#visitId });
    this.failed = reply.kind === 'ok' ? null : reply;
    if (reply.kind !== 'ok') return;
    this.office = await waitForOffice(reply.value.office); // times are shown in this office's zone
    this.story = reply.value;
  }

  override render() {
    return this.#who.shows((session) => this.#page(session));
  }

  #page(session: SessionView) {
    const { story, failed, office } = this;
    const { title, supervision, unknown } = historyWords();
    return html`<header>
        <h1>${title} ${story ? `${story.label}, ${dayOf(story.day)}` : ''}</h1>
        ${office ? html`<span class="hint">${office.name} (${office.code})</span>` : nothing}
        <own-account .session=${session}></own-account>
        <a href=${pageAddress(pathOf('supervisor'), office?.code)}>${supervision}</a>
        <language-switch></language-switch>
        <button @click=${() => this.#who.signOut()}>${words().signOut}</button>
      </header>
      <main>
        ${
          failed && !story
            ? html`<p class="notice bad" role="alert">
                ${isProblem(failed, 'not-found') ? unknown : failureOf(failed)}
              </p>`
            : nothing
        }
        ${
          story
            ? html`${lostNotices(story)} ${timesSection(story)} ${eventsSection(story)}
                ${besideSection(story)}
                <time-correction .story=${story} @corrected=${this.#corrected}></time-correction>
                <book-correction .story=${story} @corrected=${this.#corrected}></book-correction>`
            : nothing
        }
      </main>`;
  }

  readonly #corrected = (event: Fired<'corrected'>): void => {
    this.story = event.detail;
  };
}
