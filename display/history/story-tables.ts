import { html, nothing } from 'lit';
import { correctedTimes } from '../../domain/supervision/correction.ts';
import type { VisitStory } from '../../wire/supervision/stories.ts';
import { titled } from '../ui/catalogue/titled.ts';
import '../ui/scroll-box.ts';
import { table } from '../ui/table.ts';
import { preciseTimeOf } from '../ui/words/format.ts';
import { incidentWords } from '../ui/words/incident-words.ts';
import { lostWords } from '../ui/words/lost-words.ts';
import { readable, sentence, words } from '../ui/words/words.ts';
import { actorWord, visitWords } from '../ui/words/visit-words.ts';
import { historyWords } from './words.ts';

/** Every time of the visit as recorded and as corrected, with the verdict. */
export function timesSection(story: VisitStory) {
  const texts = historyWords();
  const { sla, corrected } = story;
  const time = (at: string | null | undefined): string => (at ? preciseTimeOf(at) : '–');
  const verdict = (of: {
    verdict: keyof ReturnType<typeof words>['verdict'] | null;
    seconds: number | null;
  }) =>
    of.verdict === null
      ? '–'
      : `${words().verdict[of.verdict]} ${of.seconds === null ? '' : texts.seconds(of.seconds)}`;
  return html`<section>
    <h2>${words().step[story.step]}</h2>
    <scroll-box>
      <table>
        <thead>
          <tr>
            <th></th>
            <th>${texts.recorded}</th>
            ${corrected ? html`<th>${texts.corrected}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${correctedTimes.map(
            (field) =>
              html`<tr>
                <th>${texts.field[field]}</th>
                <td>${time(story.times[field])}</td>
                ${corrected ? html`<td>${time(corrected.times[field])}</td>` : nothing}
              </tr>`,
          )}
          <tr>
            <th>${texts.promise}</th>
            <td>${sla ? verdict(sla) : '–'}</td>
            ${corrected ? html`<td>${verdict(corrected)}</td>` : nothing}
          </tr>
        </tbody>
      </table>
    </scroll-box>
    <p class="hint">
      ${texts.workflow} <code>${story.engine.workflowId}</code>
      ${story.engine.url ? html`<a href=${story.engine.url} rel="noreferrer">${texts.engine}</a>` : nothing}
    </p>
  </section>`;
}

/** What a lost database took with it; nothing for almost every visit. */
export function lostNotices({ lost }: VisitStory) {
  const { noticed } = historyWords();
  return lost.map(
    ({ detail, noticedAt }) =>
      html`<p class="notice">${lostWords()[detail]} (${noticed(preciseTimeOf(noticedAt))}).</p>`,
  );
}

/** What happened, move by move. */
export function eventsSection({ events }: VisitStory) {
  const texts = historyWords();
  return html`<section>
    <h2>${texts.events}</h2>
    ${table(
      [texts.time, texts.what, texts.step, texts.where, texts.by],
      events.map(({ move, step, at, by, counter, locker, undoes }) => [
        preciseTimeOf(at),
        html`${sentence(visitWords().event[move])} ${undoes === null ? nothing : `(${undoes})`}`,
        words().step[step],
        [counter, locker].filter(Boolean).join(' · '),
        actorWord(by),
      ]),
    )}
  </section>`;
}

/** What happened besides the moves: notices, escalation, reading, copies, incidents, corrections. */
export function besideSection({ notices, escalation, uses, softcopies, incidents, corrections }: VisitStory) {
  const texts = historyWords();
  const lines = [
    ...notices.map(({ kind, at, withdrawnAt }) => ({
      at,
      text: `${texts.notice[kind]}${withdrawnAt === null ? '' : ` (${texts.withdrawn})`}`,
      by: actorWord('clock'),
    })),
    ...escalationLines(escalation),
    ...uses.map(({ title, year, at, endedAt, by }) => ({
      at,
      text: texts.read(titled({ title, year }), endedAt === null ? null : preciseTimeOf(endedAt)),
      by,
    })),
    ...softcopies.map(({ title, at }) => ({ at, text: texts.askedCopy(title), by: '' })),
    ...incidents.map(({ kind, locker, at, by }) => ({
      at,
      text: `${incidentWords()[kind]}${locker === null ? '' : `, ${locker}`}`,
      by,
    })),
    ...corrections.map(({ field, before, after, reason, at, by }) => ({
      at,
      text: `${texts.correction}: ${texts.field[field]} ${before ? preciseTimeOf(before) : ''} → ${after ? preciseTimeOf(after) : ''} ${readable(reason)}`,
      by,
    })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  if (lines.length === 0) return nothing;
  return html`<section>
    <h2>${texts.beside}</h2>
    ${table(
      [],
      lines.map(({ at, text, by }) => [preciseTimeOf(at), text, by]),
    )}
  </section>`;
}

/** The notifications of a breach, its acknowledgement, and what was sent outside. */
function escalationLines(escalation: VisitStory['escalation']): { at: string; text: string; by: string }[] {
  if (!escalation) return [];
  const { escalation: texts } = historyWords();
  const { raisedAt, times, acknowledged, withdrawnAt, deliveries } = escalation;
  return [
    { at: raisedAt, text: texts.raised(times), by: actorWord('clock') },
    ...(acknowledged ? [{ at: acknowledged.at, text: texts.acknowledged, by: acknowledged.by }] : []),
    ...(withdrawnAt === null ? [] : [{ at: withdrawnAt, text: texts.withdrawn, by: actorWord('clock') }]),
    ...deliveries.map(({ number, channel, event, attempts, createdAt, sentAt }) => ({
      at: sentAt ?? createdAt,
      text: `${texts.sent[event]} (${texts.channel[channel]}, ${number})${sentAt === null ? `: ${texts.unsent(attempts)}` : ''}`,
      by: actorWord('clock'),
    })),
  ];
}
