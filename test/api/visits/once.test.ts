import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { describe, expect, test } from 'vitest';
import { recordNotice } from '../../../db/visits/notices.ts';
import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Answer, Sent, TestClient } from '../../world/client.ts';
import { waitersForLocks } from '../../world/postgres/locks.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');

interface Asked extends Sent {
  readonly by: TestClient;
  readonly path: string;
}

/** Sends a command twice, the second while the first waits for `lock` in the middle of its transaction. */
async function sendOverlapping(
  { by, path, ...sent }: Asked,
  lock: RawBuilder<unknown>,
): Promise<[Answer, Answer]> {
  const send = () => by.send(path, sent);
  const { first, second } = await world.db.transaction().execute(async (trx) => {
    await lock.execute(trx);
    const early = send();
    await waitersForLocks(world.db, 1);
    const late = send();
    await waitersForLocks(world.db, 2);
    return { first: early, second: late };
  });
  return Promise.all([first, second]);
}

const readAudit = (key: string) =>
  sql<{ audits: number; status: number }>`
    select count(a.command_id)::integer as audits, c.status
    from command c left join audit a on a.command_id = c.id
    where c.key = ${key} group by c.id, c.status
  `
    .execute(world.db)
    .then(({ rows }) => rows);

/** An answer but for the time it was read at. */
const bodyOf = ({ body }: Answer): object => ({ ...(body as object), at: null });

const office = (rest: string): string => `/api/v1/offices/${world.office}/${rest}`;

/** A visitor whose guest book is written, at the first counter. */
async function register(): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const { body: ticket } = await visitor.takeTicket();
  await supervisor.call();
  await visitor.fillGuestBook(ticket.token);
  const { body: visit } = await supervisor.send<StaffVisit>(`/api/v1/visits/${ticket.visitId}/staff`);
  return { ticket, visit };
}

const commands: Readonly<Record<string, (key: string) => Promise<Asked>>> = {
  'a locker': async (key) => ({
    key,
    by: supervisor,
    path: office('lockers/05'),
    method: 'PUT',
    body: { state: 'out-of-order', expected: 'free' },
  }),
  'a hand-over': async (key) => ({
    key,
    by: supervisor,
    path: office('handovers'),
    method: 'POST',
    body: { to: `staff-${world.office}` },
  }),
  'an account': async (key) => ({
    key,
    by: admin,
    path: office('accounts'),
    method: 'POST',
    body: { username: 'siti.baru', name: 'Siti', role: 'staff', password: 'panjang-sekali-12' },
  }),
  settings: async (key) => {
    const { body } = await admin.send<{ version: number; name: string }>(office('settings'));
    return {
      key,
      by: admin,
      path: office('settings'),
      method: 'PUT',
      body: { expectedVersion: body.version, name: `${body.name} I` },
    };
  },
  'an announcement': async (key) => ({
    key,
    by: supervisor,
    path: office('announcement'),
    method: 'PUT',
    body: { message: { id: 'Tutup siang', en: 'Closed at noon' }, closing: null },
  }),
  'a policy': async (key) => {
    const { body } = await admin.send<{ version: number }>(office('policy'));
    const { version: _version, ...policy } = body;
    return { key, by: admin, path: office('policy'), method: 'PUT', body: policy };
  },
  'a rating': async (key) => {
    const { ticket, visit } = await register();
    const served = await supervisor.move(visit, 'serve');
    const stowed = await supervisor.move(served.body, 'skip-locker', { reason: 'no-bag' });
    await supervisor.move(stowed.body, 'enter');
    const { token } = ticket;
    return { key, by: visitor, path: `/api/v1/visits/${token}/rating`, method: 'PUT', body: { overall: 4 } };
  },
  'an acknowledgement': async (key) => {
    const { ticket } = await register();
    const { visitId } = ticket;
    await recordNotice(world.db, { visitId, office: world.office, kind: 'breach', at: Date.now() });
    return { key, by: supervisor, path: office(`escalations/${visitId}/acknowledgement`), method: 'POST' };
  },
  'a board': async (key) => ({
    key,
    by: supervisor,
    path: office('boards'),
    method: 'POST',
    body: { board: 'lobi' },
  }),
  'a priority': async (key) => {
    const { body: ticket } = await visitor.takeTicket();
    return {
      key,
      by: supervisor,
      path: `/api/v1/visits/${ticket.visitId}/priority`,
      method: 'PUT',
      body: { priority: 'elderly' },
    };
  },
  'a visit on paper': async (key) => {
    const at = new Date(Date.now() - 60_000).toISOString();
    return {
      key,
      by: supervisor,
      path: office('paper-visits'),
      method: 'POST',
      body: { service: 'P', label: 'K-1', takenAt: at, servedAt: at, endedAt: at, outcome: 'done' },
    };
  },
  'a device': async (key) => ({
    key,
    by: admin,
    path: office('devices'),
    method: 'POST',
    body: { name: 'Kios 2' },
  }),
};

describe('a command repeated before the first try is through', () => {
  test.each(Object.entries(commands))(
    '%s: both get the same good outcome, and it happens once',
    async (_what, ask) => {
      const key = randomUUID();
      const [first, second] = await sendOverlapping(await ask(key), sql`lock table audit in share mode`);
      expect([first.status, first.body]).toEqual([expect.toBeOneOf([200, 201]), expect.anything()]);
      expect([second.status, bodyOf(second)]).toEqual([first.status, bodyOf(first)]);
      expect(await readAudit(key)).toEqual([{ audits: 1, status: first.status }]);
    },
  );

  test('a refusal is the outcome of both, and leaves nothing behind', async () => {
    const body = { expectedVersion: 999, name: 'Nama lain' };
    const asked = { key: randomUUID(), by: admin, path: office('settings'), method: 'PUT', body };
    const answers = await sendOverlapping(
      asked,
      sql`
      select from settings_version where scope = ${world.office} for update
    `,
    );
    for (const { status, body: problem } of answers) {
      expect({ status, problem }).toMatchObject({
        status: 409,
        problem: { type: '/problems/setting-changed' },
      });
    }
    expect(await readAudit(asked.key)).toEqual([{ audits: 0, status: 409 }]);
  });
});
