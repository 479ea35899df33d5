import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client, type Notification } from 'pg';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeBoardLines } from '../../../db/boards/board-lines.ts';
import type { Board } from '../../../wire/boards.ts';
import type { BoardHealth, DeskSnapshot, DeskVisit } from '../../../wire/visits.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'staff');

const stack = new AsyncDisposableStack();
let open: Socket[] = [];
let boards: readonly BoardHealth[] = [];
let visits: readonly DeskVisit[] = [];

/** The desk sits at another api than the boards of these tests. */
beforeAll(async () => {
  const desk = lineTo(`${await world.startApi()}/desk`, { office: world.office }, staff.cookie);
  stack.defer(() => void desk.close());
  desk.on('desk', (snapshot: DeskSnapshot) => ({ boards, visits } = snapshot));
});
afterAll(() => stack.disposeAsync());
afterEach(() => {
  for (const line of open) line.close();
  open = [];
});

function lineTo(url: string, auth: object, cookie = ''): Socket {
  return io(url, { transports: ['websocket'], auth, extraHeaders: { cookie }, forceNew: true });
}

/** A board in the hall, which paints when it is told to. */
function hang(board: string) {
  const line = lineTo(`${world.base}/board`, { office: world.office, board });
  const snapshots: Board[] = [];
  line.on('board', (snapshot: Board) => void snapshots.push(snapshot));
  open.push(line);
  return {
    line,
    snapshots,
    async paint(): Promise<Board> {
      const newest = await until('a snapshot', async () => snapshots.at(-1));
      line.emit('shown', { epoch: newest.epoch, revision: newest.revision });
      return newest;
    },
  };
}

const atDesk = (board: string, expected: Partial<BoardHealth>): Promise<BoardHealth> =>
  until(`the desk to see ${board} as ${JSON.stringify(expected)}`, async () => {
    const health = boards.find((entry) => entry.board === board);
    const isSo =
      health &&
      Object.entries(expected).every(([field, value]) => health[field as keyof BoardHealth] === value);
    return isSo ? health : null;
  });

const linesOf = (board: string) =>
  world.db
    .selectFrom('board_line')
    .select('left_at')
    .where('office', '=', world.office)
    .where('board', '=', board)
    .execute();

describe('a board at another api', () => {
  test('is seen by the desk while it is connected, with what it painted and how it is', async () => {
    const lobby = hang('lobi');
    await atDesk('lobi', { connected: true, revision: null, audio: null });
    const { revision } = await lobby.paint();
    lobby.line.emit('health', { audio: 'on', build: '7' });
    const health = await atDesk('lobi', { connected: true, revision, audio: 'on', build: '7' });
    expect(Date.parse(health.shownAt ?? '')).toBeGreaterThan(0);

    await visitor.takeTicket();
    await until('the next snapshot', async () => lobby.snapshots.some((next) => next.revision > revision));
    const next = await lobby.paint();
    await atDesk('lobi', { revision: next.revision });

    lobby.line.close();
    await atDesk('lobi', { connected: false, revision: next.revision, audio: 'on' });
    const again = hang('lobi');
    await atDesk('lobi', { connected: true, revision: next.revision, audio: 'on' });
    await again.paint();
    await until('the line that ended to be forgotten', async () => (await linesOf('lobi')).length === 1);
  });

  test('is told of to desks alone, or each snapshot it painted would bring it another', async () => {
    const heard: Notification[] = [];
    const listener = new Client({ connectionString: world.databaseUrl });
    await listener.connect();
    stack.defer(() => listener.end());
    listener.on('notification', (notification) => void heard.push(notification));
    await listener.query('listen kunjung; listen kunjung_boards');
    const office = '0001';
    const line = { line: randomUUID(), office, board: 'lobi', audio: null, build: null, left: false };
    const painted = { ...line, revision: 1, shownAt: Date.now() };
    await writeBoardLines(world.db, { api: randomUUID(), lines: [painted] });
    await listener.query(`notify kunjung, 'end'`);
    await until('the end', async () => heard.some(({ payload }) => payload === 'end'));
    const ofOffice = heard.filter(({ payload }) => payload === office);
    expect(new Set(ofOffice.map(({ channel }) => channel))).toEqual(new Set(['kunjung_boards']));
  });

  test('is there as long as one of its lines is', async () => {
    const [one, other] = [hang('kembar'), hang('kembar')];
    await until('both lines to be written', async () => {
      const rows = await world.db
        .selectFrom('board_line')
        .where('board', '=', 'kembar')
        .selectAll()
        .execute();
      return rows.length === 2;
    });
    one.line.close();
    await until('one line to have ended', async () =>
      (await linesOf('kembar')).some(({ left_at }) => left_at !== null),
    );
    await atDesk('kembar', { connected: true });
    other.line.close();
    await atDesk('kembar', { connected: false });
  });
});

test('the boards of an api that is no longer heard of have gone', async () => {
  const line = hang('yatim');
  await atDesk('yatim', { connected: true });
  line.line.close();
  await atDesk('yatim', { connected: false });
  const api = randomUUID();
  await sql`insert into heartbeat (part, instance, at) values ('api', ${api}, clock() - interval '7 seconds')`.execute(
    world.db,
  );
  await world.db
    .insertInto('board_line')
    .values({ line: randomUUID(), api, office: world.office, board: 'yatim' })
    .execute();
  await visitor.takeTicket(); // the desk reads again
  await atDesk('yatim', { connected: true });
  await atDesk('yatim', { connected: false });
});

test('the boards are written again after a crash of the database has emptied their table', async () => {
  hang('lobi');
  await atDesk('lobi', { connected: true });
  await sql`truncate board_line`.execute(world.db);
  await until('its line to be written again', async () => (await linesOf('lobi')).length === 1);
  const { body: ticket } = await visitor.takeTicket();
  await until('the desk to have read since', async () =>
    visits.some(({ visitId }) => visitId === ticket.visitId),
  );
  await atDesk('lobi', { connected: true });
});
