import { sql } from 'kysely';
import { boardOf, boardSteps, type BoardVisit } from '../../domain/boards/board.ts';
import { labelOf } from '../../domain/visits/label.ts';
import type { OpenStep } from '../../domain/visits/steps.ts';
import type { Board } from '../../wire/boards.ts';
import type { CodeLabel } from '../../wire/fields.ts';
import type { Language } from '../../domain/language.ts';
import type { Instant } from '../../domain/time.ts';
import type { Database } from '../connect.ts';
import { counterOf, isOpen, jsonTime } from '../fragments.ts';
import { officeNow, toOfficeNow, type OfficeNowRow } from '../offices/offices.ts';

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

/** The board's snapshot: revision and content from one statement, so they cannot disagree. */
export async function readBoard(db: Database, office: string): Promise<Board | null> {
  const { rows } = await sql<OfficeNowRow & { visits: BoardRow[] }>`
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
    ), '[]'::json) as visits
    from now
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { epoch, revision, now, opening, message } = toOfficeNow(row);
  return boardOf({ epoch, revision, at: now, opening, message, visits: row.visits.map(toBoardVisit) });
}

function toBoardVisit(row: BoardRow): BoardVisit {
  const { service, number, step, queuedAt, counter, language, callId, calledAt, callTimes } = row;
  const call =
    callId !== null && calledAt !== null && callTimes !== null
      ? { id: callId, at: calledAt, times: callTimes }
      : null;
  return { label: labelOf(service, number), number, step, queuedAt, counter, call, language };
}
