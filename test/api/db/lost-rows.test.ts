import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createCommandStore, settleCommand, type Command } from '../../../db/commands.ts';
import { isDatabaseOutage } from '../../../db/connect.ts';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { pickNext } from '../../../db/visits/calls.ts';
import { readTicketRequest } from '../../../db/visits/tickets.ts';
import { createTestDatabase } from '../../world/database.ts';
import { seedTestOffice } from '../../world/office.ts';
import { useResource } from '../../world/use.ts';
import { queueWithoutWorker } from '../../world/without-worker.ts';

// an older database takes the place of its own in the middle of a press: what the press wrote or read is not there any more

const cipher = createCipher(randomBytes(32));
const own = useResource(async () => {
  const created = await createTestDatabase(pino({ level: 'silent' }));
  await seedTestOffice(created.db, { code: created.office });
  return created;
});
const store = () => createCommandStore({ db: own.db, cipher });
const asked = () => ({ scope: 'test', key: randomUUID(), request: '', visitId: null });

/** A claimed command that the database has not any more. */
async function lostCommand(): Promise<Command> {
  const command = await store().take(asked());
  await own.db.deleteFrom('command').where('id', '=', command.id).execute();
  return command;
}

const nothing = () => null;

test.each<[string, () => Promise<unknown>]>([
  ['a command is read again', async () => store().read(await lostCommand())],
  ['a try is left behind', async () => store().nextAttempt(await lostCommand(), 1)],
  [
    'a command is carried out',
    async () => store().carryOut(await lostCommand(), () => Promise.resolve(), nothing),
  ],
  [
    'a command is lost while it is carried out',
    async () => {
      const command = await store().take(asked());
      const losing = store().carryOut(
        command,
        async (trx) => {
          await settleCommand(trx, command.id, { status: 200, answer: {} });
          await trx.deleteFrom('command').where('id', '=', command.id).execute();
        },
        nothing,
      );
      return losing;
    },
  ],
  [
    'a number is reserved',
    async () => {
      await queueWithoutWorker({ db: own.db, cipher, office: own.office });
      return pickNext(own.db, { command: await lostCommand(), office: own.office, counter: '1' });
    },
  ],
  ['a request for a number is read', () => readTicketRequest(own.db, randomUUID())],
])('%s: the press is answered as in an outage, to be repeated', async (_, press) => {
  const error = await press().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(isDatabaseOutage(error)).toBe(true);
});
