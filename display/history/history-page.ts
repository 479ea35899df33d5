import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { VisitStory } from '../../wire/stories.ts';
import type { Problem } from '../../wire/http/problem.ts';
import type { Fired } from '../ui/events.ts';
import './book-correction.ts';
import { read } from '../ui/line/api.ts';
import '../ui/words/language-switch.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { waitForOffice } from '../ui/office/office.ts';
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
  @state() private problem: Problem | null = null;
  readonly #visitId = location.pathname.split('/')[2] ?? '';
  readonly #who = new SessionController(this, () => void this.#read());

  async #read(): Promise<void> {
    const reply = await read('/visits/{visitId}/story', { visitId: this.#visitId });
    this.problem = reply.kind === 'refused' ? reply.problem : null;
    if (reply.kind !== 'ok') return;
    await waitForOffice(reply.value.office); // times are shown in this office's zone
    this.story = reply.value;
  }

  override render() {
    return this.#who.shows(() => this.#page());
  }

  #page() {
    const { story, problem } = this;
    return html`<header>
        <h1>${historyWords().title} ${story ? `${story.label}, ${story.day}` : ''}</h1>
        <language-switch></language-switch>
      </header>
      <main>
        ${problem && !story ? html`<p class="notice bad" role="alert">${problem.title}</p>` : nothing}
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
