import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import type { Board } from '../../../wire/boards.ts';
import type { DeskSnapshot } from '../../../wire/visits.ts';
import type { TestClient } from '../../world/client.ts';
import { until } from '../../world/until.ts';
import { openWorld, useClient, useWorld } from '../../world/use.ts';
import type { World } from '../../world/world.ts';

const lines: Socket[] = [];

const world = useWorld({}, { rateLimits: true });
const visitor = useClient(world);
const staff = useClient(world, 'staff');
afterEach(() => {
  for (const line of lines.splice(0)) line.disconnect();
});

function openOn(on: World, namespace: string, auth: object, cookie = ''): Socket {
  const line = io(`${on.base}${namespace}`, {
    transports: ['websocket'],
    auth: { office: on.office, ...auth },
    forceNew: true,
    reconnection: false,
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  });
  lines.push(line);
  return line;
}
const openBoard = (board: string, on = world): Socket => openOn(on, '/board', { board });

/** What a line has heard of one kind: the newest, and how many. */
interface Heard<T> {
  newest: T | null;
  count: number;
}

function hear<T>(line: Socket, event: string): Heard<T> {
  const heard: Heard<T> = { newest: null, count: 0 };
  line.on(event, (message: T) => {
    heard.newest = message;
    heard.count += 1;
  });
  return heard;
}
const openDesk = (on: World, { cookie }: TestClient): Heard<DeskSnapshot> =>
  hear(openOn(on, '/desk', {}, cookie), 'desk');
const isSent = (line: Socket): Promise<void> => new Promise((sent) => line.once('board', () => sent()));

/** Asks to be let in as a board, and is gone before the answer. */
async function hangUpWhileAsking(board: string): Promise<void> {
  const { hostname, port } = new URL(world.base);
  const line = connect(Number(port), hostname);
  const upgrade = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  ];
  line.write(`${upgrade.join('\r\n')}\r\n\r\n`);
  await once(line, 'data');
  const text = Buffer.from(`40/board,${JSON.stringify({ office: world.office, board })}`);
  const masked = [0x81, 0x80 | text.length, 0, 0, 0, 0]; // one text frame, masked with zeros
  line.write(Buffer.concat([Buffer.from(masked), text]), () => line.destroy());
  await once(line, 'close');
}

const isUp = (line: Socket) => until('the line is up', async () => line.connected);
const isClosed = (line: Socket) => until('the line is closed', async () => line.disconnected);

describe('one line that tells receipts without end', () => {
  test('is closed, and tickets and desks go on as if it were not there', async () => {
    const desk = openDesk(world, staff);
    const line = openBoard('lobi');
    const board = hear<Board>(line, 'board');
    await until('the board is here', async () => board.newest);
    await until('the desk sees it', async () =>
      desk.newest?.boards.some(({ board: name }) => name === 'lobi'),
    );
    await visitor.takeTicket(); // the worker has met its first visit
    const before = desk.count;
    const flood = async (): Promise<void> => {
      for (let sent = 0; sent < 40_000 && line.connected; sent += 1) {
        line.emit('shown', { epoch: board.newest?.epoch, revision: board.newest?.revision });
        if (sent % 500 === 499) await new Promise(setImmediate);
      }
    };
    const flooding = flood();
    const statuses: number[] = [];
    for (let wave = 0; wave < 5; wave += 1) {
      const tickets = await Promise.all(Array.from({ length: 5 }, () => visitor.takeTicket()));
      statuses.push(...tickets.map(({ status }) => status));
    }
    expect(statuses).toEqual(statuses.map(() => 201));
    await flooding;
    await isClosed(line);
    // each ticket may show; receipts add a few, not one each
    expect(desk.count - before).toBeLessThan(60);
  });

  test('of a revision that was never sent is closed, and no desk hears of it', async () => {
    const desk = openDesk(world, staff);
    const line = openBoard('lobi');
    const board = hear<Board>(line, 'board');
    const { epoch, revision } = await until('the board is here', async () => board.newest);
    line.emit('shown', { epoch, revision: revision + 1_000 });
    await isClosed(line);
    const entry = desk.newest?.boards.find(({ board: name }) => name === 'lobi');
    expect(entry?.revision ?? 0).toBeLessThanOrEqual(revision);
  });

  test.each([
    ['no receipt at all', 'nothing'],
    ['a number', 7],
    ['a revision that is none', { epoch: 'x', revision: -1 }],
  ])('with %s is closed', async (_what, message) => {
    const line = openBoard('lobi');
    await isUp(line);
    line.emit('shown', message);
    await isClosed(line);
  });

  test('is closed on the visitors’ line as well, whatever it says', async () => {
    const { body: ticket } = await visitor.takeTicket();
    const line = openOn(world, '/visit', { token: ticket.token });
    await isUp(line);
    for (let sent = 0; sent < 2_000; sent += 1) line.emit('anything', sent);
    await isClosed(line);
  });
});

describe('a board that paints what it was sent', () => {
  test('is listed with it, and stays on its line through many tickets', async () => {
    const desk = openDesk(world, staff);
    const line = openBoard('lobi');
    let newest = -1;
    line.on('board', ({ epoch, revision }: { epoch: string; revision: number }) => {
      newest = revision;
      line.emit('shown', { epoch, revision });
    });
    for (let wave = 0; wave < 4; wave += 1) {
      await Promise.all(Array.from({ length: 10 }, () => visitor.takeTicket()));
    }
    await until('the desk knows the newest revision on the glass', async () => {
      const entry = desk.newest?.boards.find(({ board }) => board === 'lobi');
      return newest > 40 && entry?.revision === newest;
    });
    expect(line.connected).toBe(true);
  });
});

describe('a board of another make', () => {
  test('stays on its line when its health is told in other words', async () => {
    const line = openBoard('lobi');
    const board = hear<Board>(line, 'board');
    const first = await until('the board is here', async () => board.newest);
    line.emit('health', { audio: true, build: 7 });
    await visitor.takeTicket();
    await until('it is sent what comes next', async () => (board.newest?.revision ?? 0) > first.revision);
    expect(line.connected).toBe(true);
  });
});

describe('boards that nobody knows', () => {
  test('are taken for the office’s own up to a small number, and the rest never reach a desk', async () => {
    await using hall = await openWorld({}, { rateLimits: true });
    const officer = await hall.client().signIn('staff');
    const desk = openDesk(hall, officer);
    for (let name = 0; name < 60; name += 1) {
      await isSent(openBoard(`karangan-${name}`, hall));
    }
    await until('the desk lists boards', async () => (desk.newest?.boards.length ?? 0) >= 20);
    await hall.client().takeTicket();
    await until('the desk saw the ticket', async () => (desk.newest?.visits.length ?? 0) > 0);
    expect(desk.newest?.boards).toHaveLength(20);
    expect(await hall.metrics()).toContain(`kunjung_boards_connected{office="${hall.office}"} 20\n`);
  });

  test('wait for a supervisor where devices are paired', async () => {
    await using hall = await openWorld({ kiosk: 'paired' }, { rateLimits: true });
    const officer = await hall.client().signIn('supervisor');
    const desk = openDesk(hall, officer);
    await isSent(openBoard('lobi', hall)); // the TV shows it all the same
    const path = `/api/v1/offices/${hall.office}/boards`;
    type Listed = { boards: { board: string; state: string }[] };
    const waiting = await until('its name waits', async () => {
      const { body } = await officer.send<Listed>(path);
      return body.boards.length > 0 && body.boards;
    });
    expect(waiting).toMatchObject([{ board: 'lobi', state: 'waiting' }]);
    expect(desk.newest?.boards ?? []).toEqual([]);

    const key = 'accept-the-lobby';
    const accepted = await officer.send<Listed>(path, { method: 'POST', body: { board: 'lobi' }, key });
    expect(accepted).toMatchObject({ status: 201, body: { boards: [{ board: 'lobi', state: 'accepted' }] } });
    expect((await officer.send(path, { method: 'POST', body: { board: 'lobi' }, key })).status).toBe(201);
    const isListed = (board: string) => async () =>
      desk.newest?.boards.some((entry) => entry.board === board && entry.connected);
    await until('the desk lists it', isListed('lobi'));

    const removed = await officer.send<Listed>(`${path}/lobi/remove`, { method: 'POST' });
    expect(removed).toMatchObject({ status: 200, body: { boards: [{ board: 'lobi', state: 'removed' }] } });
    await until('the desk lists it no more', async () => desk.newest?.boards.length === 0);
    expect((await hall.client().send(path)).status).toBe(401);
    const audited = await hall.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'in', ['board-accepted', 'board-removed'])
      .orderBy('id')
      .execute();
    expect(audited).toEqual([{ action: 'board-accepted' }, { action: 'board-removed' }]);
  });

  test('waiting are bounded, however many names are made up', async () => {
    await using hall = await openWorld({ kiosk: 'paired' }, { rateLimits: true });
    const officer = await hall.client().signIn('supervisor');
    for (let name = 0; name < 45; name += 1) {
      await isSent(openBoard(`karangan-${name}`, hall));
    }
    const path = `/api/v1/offices/${hall.office}/boards`;
    await until('the list is full', async () => {
      const { body } = await officer.send<{ boards: object[] }>(path);
      return body.boards.length >= 20;
    });
    expect((await officer.send<{ boards: object[] }>(path)).body.boards).toHaveLength(20);
    // one that found no place on the list is accepted by its name all the same
    const accepted = await officer.send<{ boards: { board: string; state: string }[] }>(path, {
      method: 'POST',
      body: { board: 'karangan-44' },
    });
    expect(accepted.body.boards).toContainEqual(
      expect.objectContaining({ board: 'karangan-44', state: 'accepted' }),
    );
  });
});

describe('too many lines', () => {
  test('of one name are refused, and another name still comes in', async () => {
    const tries = Array.from({ length: 40 }, () => openBoard('banyak'));
    await Promise.all(
      tries.map(
        (line) =>
          new Promise<void>((answered) => {
            line.once('connect', answered);
            line.once('connect_error', () => answered());
          }),
      ),
    );
    expect(tries.filter((line) => line.connected).length).toBe(25);
    const other = openBoard('lain');
    await isUp(other);
  });

  test('are not counted of those that went before they were let in', async () => {
    for (let nth = 0; nth < 60; nth += 1) await hangUpWhileAsking('sekejap');
    await until('a board of that name comes in', async () => {
      const line = openBoard('sekejap');
      return new Promise<boolean>((answered) => {
        line.once('connect', () => answered(true));
        line.once('connect_error', () => answered(false));
      });
    });
  });
});
