import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import type { ComplaintView } from '../../../wire/complaints/complaints.ts';
import { complaintWords } from '../../ui/complaints/complaint-words.ts';
import { lastMomentOf } from '../../ui/complaints/last-moment.ts';
import { dateOf, shortDateOf, timeOf } from '../../ui/words/format.ts';
import type { Times } from '../due-badge.ts';
import { complaintsWords } from '../words.ts';

type Event = ComplaintView['timeline'][number];
type Notice = ComplaintView['notices'][number];

/** How an attachment is shown. */
type ShowAttachment = (attachment: AttachmentView) => unknown;

/** What happened with a complaint and what was told about its due times, in the order of time. */
export function caseHistory(
  { timeline, notices }: ComplaintView,
  { times, attachment }: { readonly times: Times; readonly attachment: ShowAttachment },
) {
  const deleted = timeline.flatMap(({ attachments }) =>
    attachments.flatMap((one) => (one.deleted ? [{ one, ...one.deleted }] : [])),
  );
  const entries = [
    ...timeline.map((event) => ({
      at: event.at,
      key: `event ${event.revision}`,
      shown: eventOf(event, { times, attachment }),
    })),
    ...deleted.map(({ one, at, by }) => ({
      at,
      key: `deleted ${one.id}`,
      shown: html`<li class="staff">
        <span class="hint">${momentOf(at)} · ${by}</span>
        <b>${complaintsWords().deletedAttachment(one.nth)}</b>
      </li>`,
    })),
    ...notices.map((notice) => ({
      at: notice.noticedAt,
      key: `notice ${notice.due} ${notice.kind} ${notice.dueAt}`,
      shown: noticeOf(notice, times),
    })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return html`<ol>
    ${repeat(
      entries,
      ({ key }) => key,
      ({ shown }) => shown,
    )}
  </ol>`;
}

const momentOf = (at: string): string => `${dateOf(at)}, ${timeOf(at)}`;

function eventOf(
  { at, move, by, staff, kind, assignee, text, attachments, dues }: Event,
  { times: { now }, attachment }: { readonly times: Times; readonly attachment: ShowAttachment },
) {
  const texts = complaintsWords();
  const words = complaintWords();
  const dayOf = (due: string): string => shortDateOf(lastMomentOf(due), now);
  const isAssigned = move === 'assign';
  return html`<li class=${by}>
    <span class="hint">${momentOf(at)} · ${staff ?? texts.by[by]}</span>
    <b>${words.moves[move] ?? move}</b>
    ${kind === null ? nothing : html`<span>${words.kinds[kind]}</span>`}
    ${isAssigned ? html`<span>${assignee === null ? texts.nobody : texts.assigned(assignee)}</span>` : nothing}
    ${text === null ? nothing : html`<p class="written ${move === 'answer' ? 'answer' : ''}">${text}</p>`}
    ${attachments.map(attachment)}
    ${dues.map(({ due, from, to }) =>
      from === null
        ? nothing
        : html`<span class="hint">${texts.movedDue(wordOf(due), dayOf(from), dayOf(to))}</span>`,
    )}
  </li>`;
}

const wordOf = (due: string): string => (complaintWords().dues as Record<string, string>)[due] ?? due;

function noticeOf({ due, kind, dueAt, noticedAt }: Notice, { now }: Times) {
  const texts = complaintsWords();
  const day = shortDateOf(lastMomentOf(dueAt), now);
  return html`<li class="system ${kind}">
    <span class="hint">${momentOf(noticedAt)} · ${texts.by.system}</span>
    <b>${texts.notices[kind](wordOf(due), day)}</b>
  </li>`;
}
