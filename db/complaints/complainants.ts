import { unreadable } from '../../domain/unreadable.ts';
import type { Cipher } from '../sealing/cipher.ts';
import { writeAudit } from '../audit.ts';
import type { Database } from '../connect.ts';
import type { Complainant } from './complaints.ts';
import { personPlace } from './record.ts';

/**
 * Who complains, and about which visit; null for one who stayed anonymous or was forgotten. That and why it was read is
 * recorded in the same transaction.
 */
export async function readComplainant(
  { db, cipher }: { db: Database; cipher: Cipher },
  asked: { id: string; office: string; staffId: string; reason: string },
): Promise<{ person: Complainant | null; visitId: string | null }> {
  const { id, office, staffId, reason } = asked;
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('complaint')
      .select(['person', 'visit_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await writeAudit(trx, {
      by: { kind: 'staff', id: staffId },
      office,
      action: 'complainant-read',
      detail: { complaint: id, reason },
    });
    return {
      person: row.person && toComplainant(cipher.read(row.person, personPlace(id))),
      visitId: row.visit_id,
    };
  });
}

const toComplainant = (text: string): Complainant =>
  text === unreadable ? { name: unreadable } : (JSON.parse(text) as Complainant);
