import { io, type Socket } from 'socket.io-client';
import { afterAll, describe, expect, test } from 'vitest';
import { board as boardSchema, type Board } from '../../../wire/boards.ts';
import { lockerList as lockerListSchema } from '../../../wire/custody.ts';
import { office as officeSchema } from '../../../wire/offices.ts';
import { sla as slaSchema } from '../../../wire/supervision.ts';
import {
  ticket as ticketSchema,
  visitView as visitViewSchema,
  type VisitView,
} from '../../../wire/visitors.ts';
import {
  callAnswer as callAnswerSchema,
  deskList as deskListSchema,
  type DeskSnapshot,
  type StaffVisit,
} from '../../../wire/visits.ts';
import type { Policy } from '../../../domain/offices/policy.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const sockets: Socket[] = [];

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
const admin = useClient(world, 'admin');
afterAll(async () => {
  for (const socket of sockets) socket.close();
});

const office = (path = ''): string => `/api/v1/offices/${world.office}${path}`;
const schemaOf = { '': officeSchema, '/board': boardSchema } as const;

function line(namespace: string, auth: object, cookie = ''): Socket {
  const socket = io(`${world.base}${namespace}`, {
    transports: ['websocket'],
    auth,
    forceNew: true,
    extraHeaders: cookie ? { cookie } : {},
  });
  sockets.push(socket);
  return socket;
}

/** The newest message of one kind on a line. */
function newest<T extends 'board' | 'desk' | 'visit'>(socket: Socket, event: T): () => Messages[T] | null {
  let last: Messages[T] | null = null;
  socket.onAny((name: string, message: Messages[T]) => {
    if (name === event) last = message;
  });
  return () => last;
}

interface Messages {
  board: Board;
  desk: DeskSnapshot;
  visit: VisitView;
}

describe('the OpenAPI document', () => {
  test('names every address there is', async () => {
    const { body } = await visitor.send<{ paths: Record<string, Record<string, unknown>> }>(
      '/api/v1/openapi.json',
    );
    const asked = { office: world.office, visitId: crypto.randomUUID(), token: 'A'.repeat(22) };
    for (const [path, methods] of Object.entries(body.paths)) {
      const address = path.replaceAll(/\{(\w+)\}/g, (_all, name: keyof typeof asked) => asked[name]);
      const { headers, status } = await visitor.send(address, { method: 'PATCH', body: {} });
      expect(status, path).toBe(405);
      const allowed = headers.get('allow')?.toLowerCase().split(', ') ?? [];
      expect(allowed.toSorted(), path).toEqual(Object.keys(methods).toSorted());
    }
  });

  test.each(Object.keys(schemaOf) as (keyof typeof schemaOf)[])(
    'describes what the office%s answers',
    async (path) => {
      const { body } = await visitor.send(office(path));
      expect(schemaOf[path].safeParse(body).error).toBeUndefined();
    },
  );

  test('describes tickets, visits, lists and lockers as they are answered', async () => {
    const { body: ticket } = await visitor.takeTicket({ language: 'en' });
    expect(ticketSchema.safeParse(ticket).error).toBeUndefined();
    const called = await staff.call('FO-2');
    expect(callAnswerSchema.safeParse(called.body).error).toBeUndefined();
    expect(visitViewSchema.safeParse((await visitor.view(ticket.token)).body).error).toBeUndefined();
    expect(
      deskListSchema.safeParse((await staff.send(office('/visits?state=all'))).body).error,
    ).toBeUndefined();
    expect(lockerListSchema.safeParse((await staff.send(office('/lockers'))).body).error).toBeUndefined();
    expect(slaSchema.safeParse((await supervisor.send(office('/sla'))).body).error).toBeUndefined();
    await staff.move(called.body.visit as StaffVisit, 'no-show');
  });
});

describe('an idempotency key', () => {
  test('brings the same ticket again, and refuses another wish', async () => {
    const first = await visitor.takeTicket({}, 'one-wish-of-mine');
    const again = await visitor.takeTicket({}, 'one-wish-of-mine');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await visitor.takeTicket({ priority: 'elderly' }, 'one-wish-of-mine');
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/key-reused' } });
    await visitor.send(`/api/v1/visits/${first.body.token}/cancel`, { method: 'POST' });
  });

  test('brings the same call again, with the visit as it is now', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const first = await staff.call('FO-1', 'call-this-one');
    expect(first.body.visit?.visitId).toBe(ticket.visitId);
    await staff.move(first.body.visit as StaffVisit, 'arrive');
    const again = await staff.call('FO-1', 'call-this-one');
    expect(again).toMatchObject({
      status: 200,
      body: { visit: { visitId: ticket.visitId, step: 'guest-book' } },
    });
    await staff.move(again.body.visit as StaffVisit, 'cancel');
  });

  test('remembers that nobody waited, and a refusal', async () => {
    expect(await staff.call('FO-1', 'nobody-there')).toMatchObject({ status: 200, body: { visit: null } });
    const { body: ticket } = await visitor.takeTicket();
    expect(await staff.call('FO-1', 'nobody-there')).toMatchObject({ status: 200, body: { visit: null } });
    const visit = (await staff.call('FO-1')).body.visit as StaffVisit;
    const refused = await staff.move(visit, 'serve', {}, 'too-early-a-serve');
    expect(refused.status).toBe(409);
    await visitor.fillGuestBook(ticket.token);
    const again = await staff.move(visit, 'serve', {}, 'too-early-a-serve');
    expect(again).toMatchObject({ status: 409, body: { visit: { step: 'registered' } } });
    await staff.move({ ...visit, revision: visit.revision + 1 }, 'cancel');
  });

  test('brings “nobody waits” again though its first pick had just gone', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const { id } = await world.db
      .selectFrom('visit')
      .select('id')
      .where('token', '=', ticket.token)
      .executeTakeFirstOrThrow();
    // the pick and the visitor's own cancel at the same time, many times over
    const [called] = await Promise.all([
      staff.call('FO-1', 'gone-in-the-moment'),
      visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' }),
    ]);
    const again = await staff.call('FO-1', 'gone-in-the-moment');
    expect(again.body.visit?.visitId).toBe(called.body.visit?.visitId);
    if (called.body.visit) expect(called.body.visit.visitId).toBe(id);
  });

  test('of a rating that came too early stays refused', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const rate = (key: string) =>
      visitor.send(`/api/v1/visits/${ticket.token}/rating`, { method: 'PUT', body: { overall: 5 }, key });
    expect((await rate('rated-too-early')).status).toBe(409);
    const visit = (await staff.call()).body.visit as StaffVisit;
    const { body: book } = await visitor.fillGuestBook(ticket.token);
    const served = (await staff.move({ ...visit, revision: book.revision }, 'serve')).body;
    const skipped = (await staff.move(served, 'skip-locker', { reason: 'no-bag' })).body;
    const inside = (await staff.move(skipped, 'enter')).body;
    expect((await rate('rated-too-early')).status).toBe(409);
    expect((await rate('rated-in-time')).status).toBe(200);
    await staff.move(inside, 'leave');
  });

  test('sent twice at once has one outcome', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const answers = await Promise.all([1, 2, 3].map(() => staff.call('FO-1', 'pressed-three-times')));
    expect(new Set(answers.map(({ body }) => body.visit?.visitId))).toEqual(new Set([ticket.visitId]));
    await staff.move(answers[0]?.body.visit as StaffVisit, 'no-show');
  });
});

describe('a locker', () => {
  test('holds one bag, is refused to the next visitor, and is free again', async () => {
    const serve = async (counter: string): Promise<StaffVisit> => {
      const { body: ticket } = await visitor.takeTicket();
      const visit = (await staff.call(counter)).body.visit as StaffVisit;
      const { body } = await visitor.fillGuestBook(ticket.token);
      return (await staff.move({ ...visit, revision: body.revision }, 'serve')).body;
    };
    const card = { idType: 'paspor', idLast4: 'A1b2', locker: '11' };
    const [one, two] = [await serve('FO-1'), await serve('FO-1')];
    const held = await staff.move(one, 'deposit', card);
    expect(held.body.custody).toMatchObject({ locker: '11', idLast4: 'A1b2' });
    const refused = await staff.move(two, 'deposit', card);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/locker-taken' } });
    const { body } = await staff.send<{ lockers: object[] }>(office('/lockers'));
    expect(body.lockers).toContainEqual({ locker: '11', state: 'taken', label: one.label });
    const back = await staff.move(held.body, 'return-id');
    expect((await staff.move(two, 'deposit', card)).status).toBe(200);
    await staff.move(back.body, 'cancel');
    const second = await supervisor.send<StaffVisit>(`/api/v1/visits/${two.visitId}/staff`);
    const resolved = await supervisor.move(second.body, 'resolve-custody', { reason: 'salah orang' });
    expect(resolved.body).toMatchObject({ custody: null, step: 'serving' });
    await staff.move(resolved.body, 'cancel');
  });
});

describe('the lines', () => {
  test('show a call on the board, the tablet and the phone', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const board = newest(line('/board', { office: world.office, board: 'lobi' }), 'board');
    const desk = newest(line('/desk', { office: world.office }, staff.cookie), 'desk');
    const phone = newest(line('/visit', { token: ticket.token }), 'visit');
    await until('the first snapshots', async () => board() && desk() && phone());
    const { visit } = (await staff.call('FO-1')).body;
    await until('the board', async () => board()?.calling[0]?.label === ticket.label);
    await until('the tablet', async () => desk()?.visits.some(({ step }) => step === 'called'));
    await until('the phone', async () => phone()?.step === 'called');
    expect(boardSchema.safeParse(board()).error).toBeUndefined();
    await until('the board at the tablet', async () =>
      desk()?.boards.some(({ board: name, connected }) => name === 'lobi' && connected),
    );
    await staff.move(visit as StaffVisit, 'no-show');
  });

  test.each([
    ['/board', { office: '9998', board: 'lobi' }],
    ['/board', { office: 'own', board: 'no such name!' }],
    ['/visit', { token: 'A'.repeat(22) }],
    ['/desk', { office: 'own' }],
    ['/desk', {}],
  ])('%s refuses %j', async (namespace, asked) => {
    const auth = 'office' in asked && asked.office === 'own' ? { ...asked, office: world.office } : asked;
    const error = await new Promise<Error>((resolve) => {
      line(namespace, auth).on('connect_error', resolve);
    });
    expect(error.message).toBe('refused');
  });

  test('end with the session', async () => {
    const leaving = await world.client().signIn('staff');
    const socket = line('/desk', { office: world.office }, leaving.cookie);
    const desk = newest(socket, 'desk');
    await until('the list', async () => desk());
    const gone = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()));
    expect((await leaving.send('/api/v1/session', { method: 'DELETE' })).status).toBe(204);
    await gone;
    expect((await leaving.send('/api/v1/session')).status).toBe(401);
  });
});

describe('a snapshot that has not changed', () => {
  test('is not sent again', async () => {
    const { headers } = await visitor.send(office('/board'));
    const tag = headers.get('etag') ?? '';
    expect((await visitor.send(office('/board'), { headers: { 'if-none-match': tag } })).status).toBe(304);
    const { body: ticket } = await visitor.takeTicket();
    expect((await visitor.send(office('/board'), { headers: { 'if-none-match': tag } })).status).toBe(200);
    await visitor.send(`/api/v1/visits/${ticket.token}/cancel`, { method: 'POST' });
  });
});

describe('the policy', () => {
  test('gets a version and never loses one; the next ticket is judged by it', async () => {
    const before = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version, ...policy } = before.body;
    const next = { ...policy, slaSeconds: 600, slaWarnSeconds: 500 };
    const put = await admin.send(office('/policy'), { method: 'PUT', body: next, key: 'a-new-policy' });
    expect(put).toMatchObject({ status: 200, body: { ...next, version: version + 1 } });
    const again = await admin.send(office('/policy'), { method: 'PUT', body: next, key: 'a-new-policy' });
    expect(again.body).toEqual(put.body);
    const { body: ticket } = await visitor.takeTicket();
    const visit = (await staff.call()).body.visit as StaffVisit;
    const { body } = await visitor.fillGuestBook(ticket.token);
    const registeredAt = Date.parse(body.timeline.at(-1)?.at ?? '');
    expect(Date.parse(body.sla?.dueAt ?? '') - registeredAt).toBe(600_000);
    await staff.move({ ...visit, revision: body.revision }, 'cancel');
  });

  test('applies the newest version whose day has come, though an older one begins later', async () => {
    const { body } = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version, ...policy } = body;
    const back = { ...policy, effectiveFrom: '2020-01-01', noShowSeconds: 77 };
    await admin.send(office('/policy'), { method: 'PUT', body: back });
    expect((await admin.send(office('/policy'))).body).toEqual({ ...back, version: version + 1 });
    await admin.send(office('/policy'), { method: 'PUT', body: { ...back, effectiveFrom: '2099-01-01' } });
    expect((await admin.send(office('/policy'))).body).toEqual({ ...back, version: version + 1 });
    await admin.send(office('/policy'), { method: 'PUT', body: policy });
  });

  test('with a paired kiosk gives tickets to that and to staff only', async () => {
    const { body } = await admin.send<Policy & { version: number }>(office('/policy'));
    const { version: _version, ...policy } = body;
    await admin.send(office('/policy'), { method: 'PUT', body: { ...policy, kiosk: 'paired' } });
    expect((await visitor.takeTicket()).status).toBe(401);
    const added = await admin.send<{ code: string; devices: { id: string }[] }>(office('/devices'), {
      method: 'POST',
      body: { name: 'Kios lobi' },
      key: 'a-kiosk-in-the-hall',
    });
    const again = await admin.send<{ code: string }>(office('/devices'), {
      method: 'POST',
      body: { name: 'Kios lobi' },
      key: 'a-kiosk-in-the-hall',
    });
    expect(again.body.code).toBe(added.body.code);
    const kiosk = world.client();
    const pair = (code: string) => kiosk.send('/api/v1/devices/pair', { method: 'POST', body: { code } });
    expect((await pair('00000000')).status).toBe(401);
    const { headers, status } = await pair(added.body.code);
    expect(status).toBe(200);
    expect((await pair(added.body.code)).status).toBe(401);
    expect(headers.get('set-cookie')).toMatch(/HttpOnly/);
    kiosk.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const fromKiosk = await kiosk.takeTicket();
    expect(fromKiosk.status).toBe(201);
    await visitor.send(`/api/v1/visits/${fromKiosk.body.token}/cancel`, { method: 'POST' });
    const revoke = office(`/devices/${added.body.devices[0]?.id}/revoke`);
    expect((await admin.send(revoke, { method: 'POST' })).status).toBe(200);
    expect((await kiosk.takeTicket()).status).toBe(401);
    const ticket = await staff.takeTicket();
    expect(ticket.status).toBe(201);
    await visitor.send(`/api/v1/visits/${ticket.body.token}/cancel`, { method: 'POST' });
    await admin.send(office('/policy'), { method: 'PUT', body: policy });
  });
});

describe('personal data', () => {
  test('stays in its tables', async () => {
    const marks = {
      name: 'Kanari Satu',
      email: 'kanari@example.com',
      institution: 'Kanari Institut',
      phone: '+6281299990001',
    };
    const { body: ticket } = await visitor.takeTicket({ priority: 'disability' });
    let visit = (await staff.call()).body.visit as StaffVisit;
    const book = await visitor.fillGuestBook(ticket.token, {
      ...marks,
      dataNeeded: 'Kanari butuh data',
      remember: true,
    });
    visit = (await staff.move({ ...visit, revision: book.body.revision }, 'serve')).body;
    visit = (await staff.move(visit, 'deposit', { idType: 'ktp', idLast4: 'Kn4r', locker: '12' })).body;
    visit = (await staff.move(visit, 'enter')).body;
    const refusedWhileHeld = await staff.move(visit, 'leave');
    expect(refusedWhileHeld.status).toBe(409);
    expect(JSON.stringify(refusedWhileHeld.body)).not.toMatch(/kanari|81299990001/i);
    await visitor.send(`/api/v1/visits/${ticket.token}/rating`, {
      method: 'PUT',
      body: { overall: 1, comment: 'Kanari marah' },
    });
    visit = (await supervisor.move(visit, 'resolve-custody', { reason: 'Kanari pergi' })).body;
    const refused = await staff.move(visit, 'serve');

    const { Client } = await import('@temporalio/client');
    const { workflow } = new Client({ connection: world.connection });
    const id = `visit:${world.office}:${ticket.day}:${ticket.visitId}`;
    const history = await workflow.getHandle(id).fetchHistory();
    const plain = JSON.stringify(history, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(JSON.stringify(refused.body)).not.toMatch(/kanari|Kn4r|81299990001/i);
    const views = [await world.metrics(), world.logged(), plain];
    const board = await visitor.send(office('/board'));
    for (const text of [...views, JSON.stringify(board.body)]) {
      expect(text).not.toMatch(/kanari|Kn4r|81299990001|disability/i);
      expect(text).not.toContain(ticket.token);
    }
    const { db } = world;
    const rows = JSON.stringify(
      [
        await db.selectFrom('guest_book').selectAll().execute(),
        await db.selectFrom('private_note').selectAll().execute(),
        await db.selectFrom('rating').selectAll().execute(),
        await db.selectFrom('profile').selectAll().execute(),
      ],
      // a Buffer has been turned into its numbers before the replacer sees it
      (_key, value: unknown) => (isBytes(value) ? Buffer.from(value.data).toString('latin1') : value),
    );
    expect(rows).toContain(ticket.visitId);
    expect(rows).not.toMatch(/kanari|Kn4r|81299990001/i);
    await staff.move(visit, 'leave');
  });
});

describe('the day after', () => {
  test('starts at 001 again, and yesterday’s page has ended', async () => {
    const { body: today } = await visitor.takeTicket();
    await visitor.send(`/api/v1/visits/${today.token}/cancel`, { method: 'POST' });
    await shiftClock(world.db, 86_400_000);
    expect(await visitor.view(today.token)).toMatchObject({
      status: 410,
      body: { type: '/problems/visit-over' },
    });
    const { body: tomorrow } = await visitor.takeTicket();
    expect(tomorrow).toMatchObject({ number: 1, label: 'P-001' });
    expect(tomorrow.day > today.day).toBe(true);
    await shiftClock(world.db, 0);
  });
});

function isBytes(value: unknown): value is { data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
