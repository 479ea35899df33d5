import { randomUUID } from 'node:crypto';
import { moved, refusalOf } from '../../domain/complaints/complaint.ts';
import { dueTimesOf, nextStep, type Noticed } from '../../domain/complaints/due-times.ts';
import { isWorkingDay, type WorkingWeek } from '../../domain/complaints/working-days.ts';
import {
  inventedComplaints,
  type InventedComplaint,
  type InventedMove,
} from '../../domain/demo/complaints.ts';
import { dayAfter, endOfDay, instantOf } from '../../domain/offices/calendar.ts';
import type { Instant } from '../../domain/time.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { writeComplaint } from '../complaints/complaints.ts';
import { recordMove, toComplaint, type ComplaintRow } from '../complaints/record.ts';
import type { Transaction } from '../connect.ts';

/** What invented complaints stand in. */
export interface ComplaintsOf {
  readonly office: string;
  readonly week: WorkingWeek;
  readonly from: string;
  readonly to: string;
  readonly officer: string;
}

/**
 * Writes complaints of past days as the service would have: due times, history and the notices that were given meanwhile.
 * Those still open get their workflow as every other one. Answers how many.
 */
export async function writeComplaints(trx: Transaction, cipher: Cipher, of: ComplaintsOf): Promise<number> {
  const dated = inventedComplaints.map((invented) => ({ invented, day: dayOf(of, invented) }));
  for (const { invented, day } of dated.toSorted((a, b) => a.day.localeCompare(b.day))) {
    await writeOne(trx, cipher, { of, invented, day });
  }
  return dated.length;
}

/** Complaints are handed in on working days here, so that the counters' clerks are there. */
function dayOf({ week, from, to }: ComplaintsOf, { daysBefore }: InventedComplaint): string {
  let day = dayAfter(to, 1 - daysBefore);
  while (day > from && !isWorkingDay(week, day)) day = dayAfter(day, -1);
  return day < from ? from : day;
}

/** When a move was made: staff wait for a working day; null when that has not come yet. */
function instantOfMove({ week, to }: ComplaintsOf, received: string, move: InventedMove): Instant | null {
  let day = dayAfter(received, move.day);
  while (move.by === 'staff' && day <= to && !isWorkingDay(week, day)) day = dayAfter(day);
  return day <= to ? instantOf(day, move.time, week.timeZone) : null;
}

async function writeOne(
  trx: Transaction,
  cipher: Cipher,
  { of, invented, day }: { of: ComplaintsOf; invented: InventedComplaint; day: string },
): Promise<void> {
  const { office, week, to, officer } = of;
  const { channel, identity, text, person } = invented;
  const id = randomUUID();
  const at = instantOf(day, invented.time, week.timeZone);
  await writeComplaint(trx, cipher, {
    id,
    office,
    channel,
    identity,
    language: 'id',
    text,
    person: person === null ? null : { name: person },
    visitId: null,
    staffId: channel === 'web' ? null : officer,
    at,
  });
  await writeDeed(trx, { of, at, by: channel === 'web' ? null : officer, action: 'complaint-received', id });
  for (const made of invented.moves) {
    const when = instantOfMove(of, day, made);
    if (when === null) break;
    const row = await readRow(trx, id);
    await writeNotices(trx, { row, week, until: when });
    await writeMove(trx, cipher, { of, row, made, at: when });
  }
  await writeNotices(trx, { row: await readRow(trx, id), week, until: endOfDay(to, week.timeZone) });
}

const readRow = (trx: Transaction, id: string): Promise<ComplaintRow> =>
  trx.selectFrom('complaint').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function writeMove(
  trx: Transaction,
  cipher: Cipher,
  { of, row, made, at }: { of: ComplaintsOf; row: ComplaintRow; made: InventedMove; at: Instant },
): Promise<void> {
  const { id } = row;
  const { move, by, text } = made;
  const before = toComplaint(row);
  const refusal = refusalOf(before, move, at);
  if (refusal !== null) throw new Error(`${move.name} in ${before.stage} is refused: ${refusal}`);
  const complaint = moved(before, move, { at, by });
  const staffId = by === 'staff' ? of.officer : null;
  const detail = move.name === 'verify' ? { kind: move.kind } : {};
  const { week } = of;
  await recordMove(trx, cipher, { id, name: move.name, complaint, at, by, staffId, text, detail, row, week });
  await writeDeed(trx, { of, at, by: staffId, action: `complaint-${move.name}`, id });
}

async function writeDeed(
  trx: Transaction,
  deed: { of: ComplaintsOf; at: Instant; by: string | null; action: string; id: string },
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      at: new Date(deed.at),
      office: deed.of.office,
      actor: deed.by === null ? 'system' : 'staff',
      staff_id: deed.by,
      action: deed.action,
      detail: JSON.stringify({ complaint: deed.id }),
    })
    .execute();
}

/** Reminders and alarms that the complaint's workflow would have given before an instant, each at its time. */
async function writeNotices(
  trx: Transaction,
  { row, week, until }: { row: ComplaintRow; week: WorkingWeek; until: Instant },
): Promise<void> {
  const times = dueTimesOf(toComplaint(row), week);
  const noticed: Noticed[] = await trx
    .selectFrom('complaint_notice')
    .select(['due', 'told as kind', 'due_at as dueAt'])
    .where('complaint_id', '=', row.id)
    .execute();
  let now = row.received_at;
  for (;;) {
    const step = nextStep(times, noticed, now);
    if (step?.kind === 'wait' && step.until < until) now = step.until;
    else if (step?.kind === 'notice') {
      const { due, kind, dueAt } = step.notice;
      await trx
        .insertInto('complaint_notice')
        .values({ complaint_id: row.id, due, told: kind, due_at: new Date(dueAt), noticed_at: new Date(now) })
        .execute();
      noticed.push(step.notice);
    } else return; // nothing more, or silence, which the service itself ends
  }
}
