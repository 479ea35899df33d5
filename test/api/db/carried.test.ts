import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addComplaint } from '../../../db/complaints/complaints.ts';
import { markComplaintsCarried, readDueComplaints, wakeComplaints } from '../../../db/complaints/looking.ts';
import type { Database } from '../../../db/connect.ts';
import { markCarried, readDueMails } from '../../../db/mail/outbox.ts';
import { markMembersCarried, readDueMembers } from '../../../db/members/keeping.ts';
import { endMember } from '../../../db/members/members.ts';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { markSoftcopiesCarried, readDueSoftcopies } from '../../../db/softcopies/carrying.ts';
import { cancelSoftcopy } from '../../../db/softcopies/requests.ts';
import { createTestDatabase } from '../../world/database.ts';
import { addOffices } from '../../world/past/many-offices.ts';

const cipher = createCipher(randomBytes(32));
const stack = new AsyncDisposableStack();
let db: Database;
let office: string;

beforeAll(async () => {
  const created = stack.use(await createTestDatabase(pino({ level: 'silent' })));
  ({ db, office } = created);
  const client = new Client({ connectionString: created.url });
  await client.connect();
  await addOffices(client, [office]);
  await client.end();
});
afterAll(() => stack.disposeAsync());

/** How rows of one kind come, are read as due, woken and noted as carried. */
interface Kind {
  readonly add: (id: string) => Promise<unknown>;
  readonly wake: (id: string) => Promise<unknown>;
  /** Notes as carried what was read; answers what is due. */
  readonly look: (betweenTheTwo?: () => Promise<unknown>) => Promise<string[]>;
}

/** A look at what is due, as a starter does it: what it does in between is start workflows. */
const lookBy =
  <Row extends { readonly id: string }>(
    readDue: (on: Database, limit: number) => Promise<Row[]>,
    mark: (on: Database, rows: readonly Row[]) => Promise<void>,
  ): Kind['look'] =>
  async (betweenTheTwo = async () => undefined) => {
    const due = await readDue(db, 50);
    await betweenTheTwo();
    await mark(db, due);
    return due.map(({ id }) => id);
  };

const kinds: readonly [string, Kind][] = [
  [
    'a complaint that was moved, or whose calendar has changed',
    {
      add: (id) =>
        db.transaction().execute((trx) =>
          addComplaint(
            trx,
            { cipher, mailIsOn: false },
            {
              ...{ id, office, channel: 'web', identity: 'anonymous', language: 'id', person: null },
              ...{ text: 'Saya menunggu satu jam di loket.', visitId: null, staffId: null },
            },
          ),
        ),
      wake: () => wakeComplaints(db, office),
      look: lookBy(readDueComplaints, markComplaintsCarried),
    },
  ],
  [
    'a member who ends the registration',
    {
      add: (id) =>
        sql`insert into member (id, office, language, person, address_mac)
          values (${id}, ${office}, 'id', '', ${randomBytes(32)})`.execute(db),
      wake: (id) => db.transaction().execute((trx) => endMember(trx, { id, office, by: 'owner' })),
      look: lookBy(readDueMembers, markMembersCarried),
    },
  ],
  [
    'a wish for a copy that is taken back',
    {
      async add(id) {
        await kinds[1]?.[1].add(id); // whoever wishes it
        await sql`insert into softcopy_request
          (id, office, number, code, member_id, title, day, mark, address, original, stage)
          values (${id}, ${office}, ${id}, ${id}, ${id}, 'Kalimantan Utara Dalam Angka', current_date, '', '', '',
            'requested')`.execute(db);
      },
      wake: (id) => cancelSoftcopy(db, { id, member: id }),
      look: lookBy(readDueSoftcopies, markSoftcopiesCarried),
    },
  ],
  [
    'a mail that is sent again',
    {
      add: (id) =>
        sql`insert into mail (id, kind, cause, office, language, content, stage, queued_at, due_at, good_until)
          values (${id}, 'complaint', ${id}, ${office}, 'id', '', 'queued', clock(), clock(),
            clock() + interval '1 day')`.execute(db),
      wake: (id) => sql`update mail set round = round + 1, due_at = clock() where id = ${id}`.execute(db),
      look: lookBy(readDueMails, markCarried),
    },
  ],
];

describe.each(kinds)('%s', (_what, { add, wake, look }) => {
  test('is left alone for a while once its workflow was started', async () => {
    const id = randomUUID();
    await add(id);
    expect(await look()).toContain(id);
    expect(await look()).not.toContain(id);
    await wake(id);
    expect(await look()).toContain(id);
  });

  test('is looked at again at once when that came while workflows were started', async () => {
    const [woken, other] = [randomUUID(), randomUUID()];
    await add(woken);
    await add(other);
    expect(await look(() => wake(woken))).toEqual(expect.arrayContaining([woken, other]));
    expect(await look()).toContain(woken);
  });
});
