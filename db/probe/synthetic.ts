import { randomBytes, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { sql } from 'kysely';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { clock, readTimeBefore } from '../clock.ts';
import type { Database } from '../connect.ts';
import { hasEnded } from '../fragments.ts';
import { readOfficesNow } from '../offices/offices.ts';
import { hashOf } from '../sealing/secrets.ts';
import { passwordCosts, readFirstOffice, seedOfficeIn } from '../seed/seed.ts';
import type { Staff } from '../staff/sessions.ts';

export const syntheticCounter = 'S-1';
const username = 'kunjungan-sintetis';

/** The account of synthetic visits; creates it and its office if they are missing. */
export async function ensureSyntheticAccount(db: Database): Promise<Staff> {
  const password_hash = await hash(randomBytes(32), passwordCosts); // of a random password that nobody knows
  const first = await readFirstOffice();
  return db.transaction().execute(async (trx) => {
    await sql`lock table office in share row exclusive mode`.execute(trx); // two apis may start at once
    const there = await trx
      .selectFrom('staff')
      .select(['id', 'username', 'name', 'role', 'office'])
      .where('username', '=', username)
      .executeTakeFirst();
    if (there) return there;
    await seedOfficeIn(trx, {
      ...first,
      code: syntheticOffice,
      name: 'Kunjungan sintetis',
      counters: [{ code: syntheticCounter, label: 'Sintetis' }],
      lockers: [],
      policy: { ...first.policy, hours: 'always', kiosk: 'paired' },
    });
    const account = {
      id: randomUUID(),
      username,
      name: 'Kunjungan sintetis',
      role: 'staff',
      office: syntheticOffice,
    } as const;
    await trx
      .insertInto('staff')
      .values({ ...account, password_hash })
      .execute();
    return account;
  });
}

/** A device for one synthetic visit; returns its id and its secret. */
export async function pairSyntheticDevice(db: Database): Promise<{ id: string; secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const id = randomUUID();
  await db
    .insertInto('device')
    .values({
      id,
      office: syntheticOffice,
      name: 'Kunjungan sintetis',
      code_hash: null,
      code_until: clock,
      token_hash: hashOf(secret),
      paired_at: clock,
    })
    .execute();
  return { id, secret };
}

/** Removes the device after its visit. */
export async function removeSyntheticDevice(db: Database, id: string): Promise<void> {
  await db.deleteFrom('device').where('id', '=', id).where('office', '=', syntheticOffice).execute();
}

/** True for the one process that sends this minute's visit; never while every office is closed. */
export async function takeSyntheticMinute(db: Database): Promise<boolean> {
  const offices = await readOfficesNow(db);
  if (!offices.some(({ opening }) => opening.open)) return false;
  const { rows } = await sql`
    insert into synthetic_minute (at) values (date_trunc('minute', ${clock})) on conflict do nothing returning at
  `.execute(db);
  return rows.length > 0;
}

/**
 * Deletes synthetic visits of earlier days and everything about them; their office has no lockers, so there are no
 * cards and no notes. Arrays make the planner use index look-ups, because it cannot estimate their number.
 */
export async function removeSyntheticVisits(db: Database): Promise<void> {
  const [hourAgo, twoDaysAgo] = [await readTimeBefore(db, 1), await readTimeBefore(db, 48)];
  await sql`delete from synthetic_minute where at < ${hourAgo}`.execute(db);
  await sql`delete from device where office = ${syntheticOffice} and paired_at < ${hourAgo}`.execute(db);
  const office = sql.lit(syntheticOffice);
  await db.transaction().execute(async (trx) => {
    await sql`
      create temporary table gone on commit drop as
      select v.id, v.day from visit v where v.office = ${office} and v.day < ${twoDaysAgo}::date and ${hasEnded}
    `.execute(trx);
    const ofGone = sql`visit_id = any(array(select id from gone))`;
    for (const table of ['visit_event', 'visit_notice', 'audit']) {
      await sql`delete from ${sql.table(table)} where ${ofGone}`.execute(trx);
    }
    await sql`delete from guest_book where ${ofGone} and current_at is not null`.execute(trx);
    await sql`delete from visit where id = any(array(select id from gone))`.execute(trx);
    await sql`delete from ticket_counter where office = ${office} and day in (select day from gone)`.execute(
      trx,
    );
    await sql`delete from audit where office = ${office} and at < ${twoDaysAgo}`.execute(trx);
  });
}
