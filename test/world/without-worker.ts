import { randomUUID } from 'node:crypto';
import { createCommandStore } from '../../db/commands.ts';
import type { Database } from '../../db/connect.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import type { Cipher } from '../../db/sealing/cipher.ts';
import { issueTicket, readTicketRequest, storingTicketRequest } from '../../db/visits/tickets.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';

/** Somebody takes a number and waits, in a database that no worker looks at. */
export async function queueWithoutWorker({
  db,
  cipher,
  office: code,
}: {
  db: Database;
  cipher: Cipher;
  office: string;
}): Promise<VisitKey> {
  const office = await readOfficeNow(db, code);
  if (!office) throw new Error('the office is not there');
  const visitId = randomUUID();
  const wanted = { visitId, office, service: 'P', priority: null, language: 'id' } as const;
  const command = await createCommandStore({ db, cipher }).take(
    { scope: 'tickets', key: randomUUID(), request: '', visitId },
    storingTicketRequest(wanted),
  );
  const request = await readTicketRequest(db, visitId);
  const input = { ...request, clockShiftMs: 0, patienceMs: 1_000 };
  await issueTicket(db, { input, checkIn: { commandId: command.id, validUntil: office.now + 60_000 } });
  return { visitId, office: code, day: request.day };
}
