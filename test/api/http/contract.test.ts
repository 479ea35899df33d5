import { io, type Socket } from 'socket.io-client';
import { afterAll, describe, expect, test } from 'vitest';
import { board as boardSchema, type Board } from '../../../wire/boards.ts';
import { lockerList as lockerListSchema } from '../../../wire/custody.ts';
import { office as officeSchema } from '../../../wire/offices/offices.ts';
import { sla as slaSchema } from '../../../wire/supervision/supervision.ts';
import {
  ticket as ticketSchema,
  visitView as visitViewSchema,
  type VisitView,
} from '../../../wire/visitors/visitors.ts';
import {
  callAnswer as callAnswerSchema,
  deskList as deskListSchema,
  type DeskSnapshot,
  type StaffVisit,
} from '../../../wire/visits.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const sockets: Socket[] = [];

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');
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
