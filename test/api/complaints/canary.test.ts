import { Client } from '@temporalio/client';
import { io } from 'socket.io-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { served } from '../../../api/endpoints.ts';
import { dump } from '../../../db/backup/dump.ts';
import { complaintWorkflowIdOf } from '../../../domain/complaints/keeping.ts';
import { documentNames, formatsOf } from '../../../domain/reports/documents.ts';
import { reportNames } from '../../../domain/supervision/report-names.ts';
import { workflowIdOf } from '../../../domain/visits/messages.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import type { ListedComplaint } from '../../../wire/complaints/complaints.ts';
import type { ParamName } from '../../../wire/http/endpoint.ts';
import type { TestClient } from '../../world/client.ts';
import { readPicture } from '../../world/pictures/samples.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
/** Serves the visit that the complaint is about. */
const concerned = useClient(world, 'staff');
const admin = useClient(world, 'admin');

/** Who complains, and how to reach them: for nobody who does not say why. */
const person = { name: 'Kenari Rahasia', email: 'kenari@example.com', phone: '0812-7731-7731' };
const personal = /Kenari Rahasia|kenari@example|0812-7731/i;
/** What was written: for those who work on the complaint. */
const text = 'Bulbul-4410 diminta uang di loket dua untuk layanan yang gratis.';
const written = /Bulbul-4410/;

let path: Readonly<Partial<Record<ParamName, string>>>;
let filed: { readonly reference: string; readonly secret: string };
let complaint: string;
let visitId: string;

beforeAll(async () => {
  const { body: ticket } = await world.client().takeTicket();
  ({ visitId } = ticket);
  const called = await until('the visitor is called', async () => {
    const { body } = await concerned.call();
    return body.visit?.visitId === visitId && body.visit;
  });
  await concerned.move(called, 'arrive');
  const body = { text, identity: 'confidential', person, visit: ticket.token };
  ({ body: filed } = await world.client().post<typeof filed>(world.client().inOffice('/complaints'), body));
  const { body: list } = await supervisor.send<{ complaints: ListedComplaint[] }>(
    supervisor.inOffice('/complaints?state=all'),
  );
  complaint = list.complaints[0]?.id ?? '';
  const headers = { 'complaint-secret': filed.secret };
  const { body: attached } = await world
    .client()
    .send<AttachmentView>(`/api/v1/complaints/${filed.reference}/attachments`, {
      method: 'POST',
      body: new Uint8Array(readPicture('photo.jpg')),
      headers: { ...headers, 'content-type': 'image/jpeg' },
    });
  await world.client().send(`/api/v1/complaints/${filed.reference}/moves`, {
    method: 'POST',
    body: { move: 'message', text: `${text} Ini fotonya.` },
    headers,
  });
  path = {
    office: world.office,
    visitId,
    token: ticket.token,
    board: 'lobi',
    username: `staff-${world.office}`,
    report: 'days',
    complaint,
    attachment: attached.id,
    reference: filed.reference,
  };
});

const addressOf = (of: string): string =>
  `/api/v1${of.replaceAll(/\{(\w+)\}/g, (_all, name: ParamName) => path[name] ?? crypto.randomUUID())}`;

/** Everything that can be read, with the addresses that say more than their path. */
function addresses(): string[] {
  const plain = served
    .filter(({ endpoint: { method } }) => method === 'get')
    .map(({ endpoint }) => endpoint.path);
  const queries = {
    '/offices/{office}/complaints': ['?state=all', `?state=all&reference=${filed.reference}`],
    '/offices/{office}/visits': ['?all=true'],
    '/complaints/{reference}': [`?secret=${filed.secret}`],
  };
  // the other formats are packed; `test/api/reports/complaints.test.ts` opens them
  const files = documentNames
    .filter((name) => formatsOf(name).includes('csv'))
    .map((name) => `/reports/${name}?format=csv&purpose=Uji%20kerahasiaan`);
  return [
    ...plain.map(addressOf),
    ...Object.entries(queries).flatMap(([of, each]) => each.map((query) => `${addressOf(of)}${query}`)),
    ...files.map((file) => addressOf(`/offices/{office}${file}`)),
    ...reportNames.map((name) => addressOf(`/offices/{office}/supervision/${name}`)),
    '/api/v1/openapi.json',
    '/',
    '/papan',
    '/standar',
    '/pengawas',
    '/pengaduan/kelola',
    `/pengaduan/${filed.reference}`,
    `/v/${path.token}`,
    '/readyz',
  ];
}

/** Everything one of them can read, by its address. */
async function readAll(client: TestClient): Promise<Map<string, { status: number; body: string }>> {
  const found = new Map<string, { status: number; body: string }>();
  for (const address of addresses()) {
    const { status, body } = await client.send(address);
    found.set(address, { status, body: typeof body === 'string' ? body : JSON.stringify(body) });
  }
  return found;
}
const holding = (found: Map<string, { body: string }>, canary: RegExp): string[] =>
  [...found].filter(([, { body }]) => canary.test(body)).map(([address]) => address);

describe('a confidential complaint', () => {
  test.each(['concerned', 'supervisor', 'admin', 'nobody'] as const)(
    'tells %s in no answer who complains, and what was written only whoever works on it',
    async (who) => {
      const client = { concerned, supervisor, admin, nobody: world.client() }[who];
      const found = await readAll(client);
      expect(holding(found, personal)).toEqual([]);
      const own = addressOf('/offices/{office}/complaints/{complaint}');
      expect(holding(found, written)).toEqual(who === 'supervisor' ? [own] : []);
      if (who === 'supervisor') expect(found.get(own)?.body).not.toContain(visitId);
      const hidden = [...found].filter(([address]) => address.startsWith(own));
      if (who !== 'supervisor') expect(hidden.filter(([, { status }]) => status < 400)).toEqual([]);
      if (who !== 'supervisor') expect(holding(found, new RegExp(complaint))).toEqual([]);
      const answered = [...found].filter(([, { status }]) => status === 200);
      expect(answered.length).toBeGreaterThan(who === 'nobody' ? 8 : 15);
    },
    240_000,
  );

  test('is not on the screens of the hall and of the desk', async () => {
    const lines = [
      { name: 'board', auth: { office: world.office, board: 'lobi' }, cookie: '' },
      { name: 'desk', auth: { office: world.office }, cookie: concerned.cookie },
      { name: 'visit', auth: { token: path.token }, cookie: '' },
    ];
    for (const { name, auth, cookie } of lines) {
      const line = io(`${world.base}/${name}`, {
        transports: ['websocket'],
        auth,
        extraHeaders: { cookie },
        forceNew: true,
      });
      const snapshot = await new Promise((resolve) => line.once(name, resolve));
      line.close();
      const shown = JSON.stringify(snapshot);
      expect(shown).not.toMatch(personal);
      expect(shown).not.toMatch(written);
      expect(shown).not.toContain(filed.reference);
    }
  });

  test('stands sealed in the database, whole, and nowhere in logs, figures and histories', async () => {
    let rows = '';
    for await (const part of dump(world.databaseUrl)) {
      if (part.kind !== 'table') continue;
      for await (const chunk of part.rows) rows += chunk.toString();
    }
    const visit = await world.db
      .selectFrom('visit')
      .select(['id as visitId', 'office', 'day'])
      .where('id', '=', visitId)
      .executeTakeFirstOrThrow();
    const { workflow } = new Client({ connection: world.connection });
    const histories = await Promise.all(
      [complaintWorkflowIdOf(complaint), workflowIdOf(visit)].map((id) =>
        workflow.getHandle(id).fetchHistory(),
      ),
    );
    const inHex = (words: string): string => Buffer.from(words).toString('hex');
    const places = {
      rows,
      log: world.logged(),
      api: await world.metrics(),
      worker: await world.workerMetrics(),
      engine: JSON.stringify(histories),
    };
    expect(rows).toContain(filed.reference);
    for (const [place, found] of Object.entries(places)) {
      for (const canary of [...Object.values(person), 'Bulbul-4410', filed.secret])
        expect([place, canary, found.includes(canary)]).toEqual([place, canary, false]);
      for (const canary of [person.name, 'Bulbul-4410', 'Rina Wati'])
        expect([place, canary, found.includes(inHex(canary))]).toEqual([place, canary, false]);
    }
  });
});
