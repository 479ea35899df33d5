import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { served } from '../../../api/endpoints.ts';
import { roles, type Role } from '../../../domain/staff/roles.ts';
import { paramsIn, type Endpoint, type ParamName } from '../../../wire/http/endpoint.ts';
import { TestClient } from '../../world/client.ts';
import { seedTestOffice } from '../../world/office.ts';
import { useWorld } from '../../world/use.ts';

/** Where an account belongs: to the office of the path, to another one, or to none, which is all of them. */
const places = ['here', 'elsewhere', 'everywhere'] as const;
const elsewhere = '9990';
const beforeNational = '9991';

interface Sender {
  readonly client: TestClient;
  /** Null is nobody. */
  readonly as: { readonly role: Role; readonly place: (typeof places)[number] } | 'member' | null;
}

const world = useWorld();
let senders: readonly Sender[];
let path: Readonly<Record<ParamName, string>>;

beforeAll(async () => {
  await seedTestOffice(world.db, { code: elsewhere });
  await seedTestOffice(world.db, { code: beforeNational });
  await world.db.updateTable('staff').set({ office: null }).where('office', '=', beforeNational).execute();
  const { body: ticket } = await world.client().takeTicket();
  path = {
    office: world.office,
    visitId: ticket.visitId,
    token: 'A'.repeat(22), // no visit's: a token is the whole right of a visitor
    locker: '1',
    handover: randomUUID(),
    device: randomUUID(),
    board: 'lobi',
    username: 'nobody-of-this-name',
    report: 'days',
    document: 'days',
    incident: randomUUID(),
    mail: randomUUID(),
    publication: randomUUID(),
    session: randomUUID(),
    use: randomUUID(),
    softcopy: randomUUID(),
    copyCode: 'AAAAAAAAAA',
    complaint: randomUUID(),
    attachment: randomUUID(),
    reference: 'ADU-9998-2026-0001',
  };
  const accountsOf = { here: world.office, elsewhere, everywhere: beforeNational };
  const member = await world.client().register();
  senders = [
    { client: world.client(), as: null },
    { client: member, as: 'member' },
  ];
  for (const place of places) {
    for (const role of roles) {
      const client = await new TestClient({ base: world.base, office: accountsOf[place] }).signIn(role);
      senders = [...senders, { client, as: { role, place } }];
    }
  }
});

/** What the table says: the status of a refusal, or that the request is let in. */
function expected({ who, national, path: of }: Endpoint, as: Sender['as']): number | 'let in' {
  if (who === 'public') return 'let in';
  if (who === 'visitor') return 404;
  if (who === 'member') return as === 'member' ? 'let in' : 401;
  if (as === null || as === 'member') return 401;
  const isAboutOffice = paramsIn(of).some((name) => name === 'office' || name === 'visitId');
  const rightPlace = national ? as.place === 'everywhere' : !isAboutOffice || as.place !== 'elsewhere';
  return who.includes(as.role) && rightPlace ? 'let in' : 403;
}

describe('may', () => {
  test.each(served.map(({ endpoint }) => ({ name: endpoint.name, endpoint })))(
    '$name',
    async ({ endpoint }) => {
      const address = `/api/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, (_all, of: ParamName) => path[of])}`;
      const endsSession = ['DELETE /session', 'DELETE /member-session', 'DELETE /members/me'].includes(
        endpoint.name,
      );
      const found: Record<string, number | 'let in'> = {};
      const wanted: typeof found = {};
      for (const { client, as } of senders) {
        if (endsSession && as !== null) continue; // the others are needed for the next endpoint
        const { status } = await client.send(address, {
          method: endpoint.method.toUpperCase(),
          ...(endpoint.method === 'get' ? {} : { body: {} }),
        });
        const key = as === null ? 'nobody' : as === 'member' ? as : `${as.role} ${as.place}`;
        wanted[key] = expected(endpoint, as);
        found[key] = status === wanted[key] || [401, 403].includes(status) ? status : 'let in';
      }
      expect(found).toEqual(wanted);
    },
  );
});
