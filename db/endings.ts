import { sql, type RawBuilder } from 'kysely';
import { toAuditRow, type By, type ChangedBy, type Deed } from './audit.ts';
import { tellingOf } from './changes.ts';
import type { Transaction } from './connect.ts';
import type { CommandAnswer } from './schema.ts';

/** What every change must write at its end; required, so that nothing is forgotten. */
export interface Ending {
  readonly by: By;
  readonly office: string | null;
  /** Empty when a command found everything done already. */
  readonly done: Deed | readonly Deed[];
  /** The command that asked for it and how it is answered; null when the clock or a program changed something. */
  readonly command: {
    readonly id: string;
    readonly status: 200 | 201;
    readonly answer?: CommandAnswer;
    readonly visitId?: string;
  } | null;
  /** Offices whose revision rises, in lock order; after them a transaction locks only its audit and its command. */
  readonly changed: readonly string[];
  /** An office whose screens refresh without a new revision. */
  readonly besides?: string;
}

/** Who made a change, by which command. */
export function changedBy(
  { staffId, commandId }: ChangedBy,
  status: 200 | 201,
  answer: CommandAnswer = {},
): Pick<Ending, 'by' | 'command'> {
  return {
    by: staffId === null ? 'system' : { kind: 'staff', id: staffId },
    command: commandId === null ? null : { id: commandId, status, answer },
  };
}

/** Ends a change in its transaction and in one round trip: audit, the command's outcome, the notification. */
export async function endChange(trx: Transaction, ending: Ending): Promise<void> {
  const { changed, besides } = ending;
  await sql`
    with ${endingOf(ending)}
    ${tellingOf({ changed, besides: besides === undefined ? [] : [besides] })}
  `.execute(trx);
}

/** Audit and outcome of a command as parts of a statement, written if a condition holds. */
export function endingOf(
  { by, office, done, command }: Omit<Ending, 'changed' | 'besides'>,
  holds: RawBuilder<unknown> = sql`true`,
) {
  const deeds = [done]
    .flat()
    .map((deed) => Object.assign(toAuditRow(by, office, deed), { command_id: command?.id }));
  const { id = null, status = null, answer = {}, visitId = null } = command ?? {};
  return sql`
    told as (
      insert into audit (office, actor, staff_id, action, visit_id, revision, command_id, request_id, detail)
      select office, actor, staff_id, action, visit_id, revision, command_id, request_id, detail
      from jsonb_populate_recordset(null::audit, ${JSON.stringify(deeds)}::jsonb)
      where ${holds}
    ), settled as (
      update command set status = ${status}, answer = ${JSON.stringify(answer)}, visit_id = coalesce(${visitId}, visit_id)
      where id = ${id} and status is null and ${holds}
    )`;
}
