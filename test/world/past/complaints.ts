import { randomUUID } from 'node:crypto';
import type { Cipher } from '../../../db/sealing/cipher.ts';
import { writeComplaint } from '../../../db/complaints/complaints.ts';
import { recordMove, toComplaint } from '../../../db/complaints/record.ts';
import { readWorkingWeek } from '../../../db/complaints/week.ts';
import type { Database } from '../../../db/connect.ts';
import { moved, refusalOf, type ComplaintMove } from '../../../domain/complaints/complaint.ts';
import {
  channels,
  complainantMoveNames,
  complaintKinds,
  identities,
  staffMoveNames,
} from '../../../domain/complaints/steps.ts';
import { between, oneOf, seeded, type Random } from '../../../domain/demo/random.ts';
import { instantOf } from '../../../domain/offices/calendar.ts';
import type { Instant } from '../../../domain/time.ts';

const hourMs = 3_600_000;

/**
 * Fills an office with complaints of past days, each moved about at random as its rules allow, until an instant. Written in
 * the way the service writes them; no worker looks at them.
 */
export async function fillComplaints(
  { db, cipher }: { readonly db: Database; readonly cipher: Cipher },
  asked: { office: string; days: readonly string[]; until: Instant; seed: number; n: number },
): Promise<void> {
  const { office, days, until, seed, n } = asked;
  const random = seeded(seed);
  const week = await readWorkingWeek(db, office);
  const [officer] = await db.selectFrom('staff').select('id').where('office', '=', office).execute();
  for (let nth = 0; nth < n; nth += 1) {
    const id = randomUUID();
    const identity = oneOf(random, identities);
    let at = instantOf(oneOf(random, days), '08:00', week.timeZone) + between(random, 0, 9 * hourMs);
    await db.transaction().execute(async (trx) => {
      await writeComplaint(trx, cipher, {
        id,
        office,
        channel: oneOf(random, channels),
        identity,
        language: 'id',
        text: `Pengaduan rekaan nomor ${nth} tentang waktu tunggu di loket.`,
        person: identity === 'anonymous' ? null : { name: `Pengadu ${nth}` },
        visitId: null,
        staffId: null,
        at,
      });
      for (let step = between(random, 0, 6); step > 0; step -= 1) {
        at += between(random, 1, 8 * 24) * hourMs;
        if (at >= until) return;
        const row = await trx
          .selectFrom('complaint')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        const before = toComplaint(row);
        const allowed = movesOf(random).filter((one) => refusalOf(before, one, at) === null);
        if (allowed.length === 0) return;
        const move = oneOf(random, allowed);
        const isTheirs = (complainantMoveNames as readonly string[]).includes(move.name);
        await recordMove(trx, cipher, {
          id,
          name: move.name,
          complaint: moved(before, move, { at, by: isTheirs ? 'complainant' : 'staff' }),
          at,
          by: isTheirs ? 'complainant' : 'staff',
          staffId: isTheirs ? null : (officer?.id ?? null),
          text: null,
          detail: move.name === 'verify' ? { kind: move.kind } : {},
          row,
          week,
        });
      }
    });
  }
}

/** Every move, of which the rules refuse some; some more often than others, so that there is something of everything. */
function movesOf(random: Random): ComplaintMove[] {
  const often = [
    'verify',
    'verify',
    'verify',
    'answer',
    'answer',
    'answer',
    'answer',
    'answer',
    'reopen',
  ] as const;
  const names = [...staffMoveNames, ...complainantMoveNames, ...often];
  return names.map((name) => (name === 'verify' ? { name, kind: oneOf(random, complaintKinds) } : { name }));
}
