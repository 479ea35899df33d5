import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { toIso } from '../../domain/time.ts';
import type { DeviceView } from '../../wire/devices.ts';
import { writeAudit, type ChangedBy } from '../audit.ts';
import { clock, clockNow } from '../clock.ts';
import type { Database, Transaction } from '../connect.ts';
import { changedBy, endChange } from '../endings.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { codeFor, hashOf } from '../sealing/secrets.ts';

/** The one-time code of a device, derived from its command's id, so that a repeat returns the same. */
export const pairingCodeOf = (cipher: Cipher, deviceId: string): string =>
  codeFor(cipher, `device code ${deviceId}`);

/** Adds a device; its code is valid for ten minutes. */
export async function addDevice(
  trx: Transaction,
  cipher: Cipher,
  { office, name, by }: { office: string; name: string; by: ChangedBy & { commandId: string } },
): Promise<void> {
  const id = by.commandId;
  await trx
    .insertInto('device')
    .values({
      id,
      office,
      name,
      code_hash: hashOf(pairingCodeOf(cipher, id)),
      code_until: sql<Date>`${clock} + interval '10 minutes'`,
      token_hash: null,
    })
    .execute();
  const done = { action: 'device-added', detail: { device: id, name } };
  await endChange(trx, { ...changedBy(by, 201), office, done, changed: [] });
}

/** Pairs the device of a code, once. Returns its secret, which only the device keeps, or null. */
export async function pairDevice(
  db: Database,
  code: string,
): Promise<{ office: string; name: string; secret: string } | null> {
  const secret = randomBytes(32).toString('base64url');
  return db.transaction().execute(async (trx) => {
    const device = await trx
      .updateTable('device')
      .set({ token_hash: hashOf(secret), paired_at: clock, code_hash: null })
      .where('code_hash', '=', hashOf(code))
      .where('code_until', '>', clockNow)
      .where('revoked_at', 'is', null)
      .returning(['id', 'office', 'name'])
      .executeTakeFirst();
    if (!device) return null;
    const { id, office, name } = device;
    await writeAudit(trx, {
      by: 'system',
      office,
      action: 'device-paired',
      detail: { device: id },
    });
    return { office, name, secret };
  });
}

/** The device with this secret, when it is paired with this office; or null. */
export async function findPaired(
  db: Database,
  { office, secret }: { office: string; secret: string },
): Promise<{ id: string } | null> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('token_hash', '=', hashOf(secret))
    .where('office', '=', office)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** An office's devices, by name. A device whose code expired must be added again. */
export async function listDevices(db: Database, office: string): Promise<DeviceView[]> {
  const rows = await db
    .selectFrom('device')
    .select(['id', 'name', 'paired_at', 'revoked_at'])
    .where('office', '=', office)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, paired_at, revoked_at }) => ({
    id,
    name,
    state: revoked_at !== null ? 'revoked' : paired_at === null ? 'waiting' : 'paired',
    pairedAt: toIso(paired_at),
  }));
}

/** Revokes a device; its next tap is refused. False when the office has no such device. */
export async function revokeDevice(
  trx: Transaction,
  { office, id, by }: { office: string; id: string; by: ChangedBy & { commandId: string } },
): Promise<boolean> {
  const revoked = await trx
    .updateTable('device')
    .set({ revoked_at: clock })
    .where('id', '=', id)
    .where('office', '=', office)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) return false;
  const done = { action: 'device-revoked', detail: { device: id } };
  await endChange(trx, { ...changedBy(by, 200), office, done, changed: [] });
  return true;
}
