import { sql } from 'kysely';
import {
  boardOf,
  boardSteps,
  recentForMs,
  recentMost,
  type BoardVisit,
  type RecentCall,
} from '../../domain/boards/board.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { OpenStep } from '../../domain/visits/steps.ts';
import type { Board } from '../../wire/boards.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../connect.ts';
import { counterOf, isOpen, jsonTime } from '../fragments.ts';
import { officeNow, toOfficeNow, type OfficeNowRow } from '../offices/offices.ts';
import { plannedOnce } from '../planned-once.ts';

interface BoardRow {
  service: string;
  number: number;
  step: OpenStep;
  queuedAt: Instant;
  counter: CodeLabel | null;
  callId: string | null;
  calledAt: Instant | null;
  callTimes: number | null;
  language: Language;
}

type RecentRow = Omit<RecentCall, 'label'> & { readonly service: string; readonly number: number };

/** The latest calls and recalls of `now`, newest first, as JSON. One that was undone was none, and after closing nobody is to come. */
const recentCalls = sql`coalesce((
  select json_agg(json_build_object(
    'callId', e.call_id, 'service', v.service, 'number', v.number, 'at', ${jsonTime(sql.ref('e.at'))},
    'counter', json_build_object('code', c.code, 'label', c.label),
    'ringing', v.step = 'called' and v.call_id = e.call_id) order by e.at desc)
  from (
    select visit_id, office, counter, at, (
      select command_id from visit_event call
      where call.visit_id = rung.visit_id and call.revision <= rung.revision and call.move = 'call'
      order by call.revision desc limit 1
    ) as call_id
    from visit_event rung
    where office = now.code and move in ('call', 'recall')
      and at > now.now - ${recentForMs} * interval '1 millisecond'
      and not exists (
        select from visit_event u where u.visit_id = rung.visit_id and u.undoes = rung.revision
      )
    order by at desc limit ${recentMost}
  ) as e
  join visit v on v.id = e.visit_id and v.day = now.day and v.closes_at > now.now
  join counter c on c.office = e.office and c.code = e.counter
), '[]'::json)`;

/** The board's snapshot: revision and content from one statement, so they cannot disagree. */
export async function readBoard(db: Database, office: string): Promise<Board | null> {
  const { rows } = await sql<
    OfficeNowRow & { visits: BoardRow[]; recent: RecentRow[] }
  >`${plannedOnce('board')}
    with now as (${officeNow(office)})
    select now.*, coalesce((
      select json_agg(json_build_object(
        'service', v.service, 'number', v.number, 'step', v.step, 'language', v.language,
        'queuedAt', ${jsonTime(sql.ref('v.queued_at'))},
        'counter', ${counterOf},
        'callId', v.call_id, 'callTimes', v.call_times,
        'calledAt', ${jsonTime(sql.ref('v.called_at'))}))
      from visit v
      left join counter c on c.office = v.office and c.code = v.counter
      where v.office = now.code and v.day = now.day and v.step = any(${boardSteps})
        and ${isOpen}
    ), '[]'::json) as visits, ${recentCalls} as recent
    from now
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { epoch, revision, now, opening, message } = toOfficeNow(row);
  return boardOf({
    epoch,
    revision,
    at: now,
    opening,
    message,
    visits: row.visits.map(toBoardVisit),
    recent: row.recent.map(toRecentCall),
  });
}

function toBoardVisit(row: BoardRow): BoardVisit {
  const { service, number, step, queuedAt, counter, language, callId, calledAt, callTimes } = row;
  const call =
    callId !== null && calledAt !== null && callTimes !== null
      ? { id: callId, at: calledAt, times: callTimes }
      : null;
  return { label: labelOf(service, number), number, step, queuedAt, counter, call, language };
}

function toRecentCall({ callId, service, number, counter, at, ringing }: RecentRow): RecentCall {
  return { callId, label: labelOf(service, number), counter, at, ringing };
}
