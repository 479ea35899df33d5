import type { ReactiveControllerHost } from 'lit';
import type { DeskState, DeskVisit, StaffVisit } from '../../../wire/visits.ts';
import { fire } from '../../ui/events.ts';
import { read, type Reply } from '../../ui/line/api.ts';
import { Feed } from '../../ui/line/feed.ts';
import { timeOrder } from '../../ui/line/snapshot-order.ts';

/** Keeps its host on the newest desk of an office. */
export class DeskFeed extends Feed<'desk'> {
  constructor(host: ReactiveControllerHost & EventTarget, office: string, onConnect: () => void) {
    super(host, {
      line: 'desk',
      auth: { office },
      order: timeOrder(),
      read: (_tags, known) => readDesk(office, known),
      onConnect,
      onRefused: (reply) => {
        const status = reply.kind === 'refused' ? reply.problem.status : 0;
        if (status === 401 || status === 403) fire(host, 'session-lost');
      },
    });
  }

  /** The whole list, with no-shows that can be called back at its end. */
  get visits(): readonly DeskVisit[] {
    const { visits = [], missed = [] } = this.value ?? {};
    return [...visits, ...missed];
  }

  /** The visits whose cards lie at the desk. */
  get held(): readonly DeskVisit[] {
    return (this.value?.visits ?? []).filter(({ custody }) => custody !== null);
  }

  /** An answer is newer than the list: it replaces the visit there until the next snapshot. */
  show({ guestBook: _guestBook, timeline: _timeline, ...row }: StaffVisit): void {
    const isOther = ({ visitId }: DeskVisit): boolean => visitId !== row.visitId;
    const known = this.visits.find((other) => !isOther(other));
    if (!this.value || (known && known.revision >= row.revision)) return;
    const { visits, missed } = this.value;
    this.value = { ...this.value, visits: [...visits.filter(isOther), row], missed: missed.filter(isOther) };
  }
}

/** The list and the lockers over HTTP, while there is no socket; only the socket carries boards and presence. */
async function readDesk(office: string, known: DeskState | null): Promise<Reply<DeskState>> {
  const [list, lockers] = await Promise.all([
    read('/offices/{office}/visits', { office }, { query: { state: 'open' } }),
    read('/offices/{office}/lockers', { office }),
  ]);
  if (list.kind !== 'ok') return list;
  if (lockers.kind !== 'ok') return lockers;
  const { boards = null, counters = [] } = known ?? {};
  return { kind: 'ok', value: { ...list.value, ...lockers.value, boards, counters } };
}
