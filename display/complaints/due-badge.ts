import { css, html, nothing, svg } from 'lit';
import type { ComplaintSummary } from '../../wire/complaints/complaints.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { lastMomentOf } from '../ui/complaints/last-moment.ts';
import { shortDateOf } from '../ui/words/format.ts';
import { firstDueOf, groupOf, type ListGroup } from './list-order.ts';
import { complaintsWords } from './words.ts';

/** The moments that lateness is told by. */
export interface Times {
  readonly now: Date;
  /** The midnight that ends the office's day. */
  readonly endOfToday: Date;
}

type Tone = 'late' | 'today' | 'later' | 'answered' | 'kept';

const icons: Readonly<Record<Tone, unknown>> = {
  late: svg`<path d="M12 3 2 20h20L12 3zM12 10v4M12 17v.01" />`,
  today: svg`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3 2" />`,
  later: svg`<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" />`,
  answered: svg`<path d="M4 5h16v11H9l-5 4z" />`,
  kept: svg`<path d="m5 12 5 5 9-11" />`,
};

const badge = (tone: Tone, text: string) =>
  html`<span class="due ${tone}"
    ><svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${icons[tone]}</svg>${text}</span
  >`;

/** What is owed first for a complaint, by when or since when: an icon, words and a tone. */
export function dueBadge(complaint: ComplaintSummary, times: Times) {
  const texts = complaintsWords();
  const first = firstDueOf(complaint);
  const group = groupOf(complaint, times);
  if (group === 'over' || first === null) {
    const answer = complaint.dues.find(({ due }) => due === 'answer');
    if (!answer) return nothing; // handed over or set aside before it was due
    return answer.late ? badge('late', texts.wasLate) : badge('kept', texts.inTime);
  }
  return dueOf(first, group, times);
}

function dueOf(
  { due, at }: ComplaintSummary['dues'][number],
  group: Exclude<ListGroup, 'over'>,
  { now }: Times,
) {
  const texts = complaintsWords();
  const word = complaintWords().dues[due];
  const day = shortDateOf(lastMomentOf(at), now);
  switch (group) {
    case 'late':
      return badge('late', texts.lateSince(word, shortDateOf(at, now)));
    case 'today':
      return badge('today', texts.today(word));
    case 'answered':
      return badge('answered', texts.closes(day));
    case 'later':
      return badge('later', texts.until(word, day));
  }
}

/** One due time among those of a complaint: its day, and whether it was kept. */
export function dueState({ at, open, late }: ComplaintSummary['dues'][number], { now }: Times) {
  const texts = complaintsWords();
  const day = shortDateOf(lastMomentOf(at), now);
  if (late) return html`${day} ${badge('late', texts.wasLate)}`;
  return open ? html`${day}` : html`${day} ${badge('kept', texts.inTime)}`;
}

/** The look of those. */
export const dueStyles = css`
  .due {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-1) var(--space-2);
    font-size: var(--text-s);
    font-weight: 600;
    line-height: 1.3;
    border-radius: var(--radius-s);
  }
  .due.late {
    color: var(--bad);
    background: var(--bad-tint);
  }
  .due.today {
    color: var(--warn);
    background: var(--warn-tint);
  }
  .due.later,
  .due.answered {
    color: var(--muted);
    background: var(--tint);
  }
  .due.kept {
    color: var(--ok);
    background: var(--ok-tint);
  }
`;
