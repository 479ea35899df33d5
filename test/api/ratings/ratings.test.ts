import { beforeAll, describe, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import type { OwnRating, RatingSheet } from '../../../wire/ratings.ts';
import type { Ticket, VisitView } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Answer, TestClient } from '../../world/client.ts';
import { password } from '../../world/office.ts';
import { letIn } from '../../world/ratings.ts';
import { openWorld, useClient, useWorld } from '../../world/use.ts';

const world = useWorld({}, { trustedProxies: 'loopback' });
const visitor = useClient(world);
const staff = useClient(world, 'staff');

let ticket: Ticket;
let visit: StaffVisit;

/** Addresses of phones; that of the office's network is where officers work. */
const phoneAddress = { 'x-forwarded-for': '198.51.100.7' };
const officeAddress = { 'x-forwarded-for': '203.0.113.20' };

const ratingPath = ({ token }: Ticket): string => `/api/v1/visits/${token}/rating`;
const rate = (body: object, headers: Record<string, string> = phoneAddress): Promise<Answer<VisitView>> =>
  visitor.send(ratingPath(ticket), { method: 'PUT', body, headers });
const answers = async (): Promise<OwnRating> => (await visitor.send<OwnRating>(ratingPath(ticket))).body;
const stored = () =>
  world.db.selectFrom('rating').selectAll().where('visit_id', '=', ticket.visitId).executeTakeFirstOrThrow();

beforeAll(async () => {
  ({ ticket, visit } = await letIn({ visitor, staff }));
});

describe('a rating on the phone', () => {
  test('is kept answer by answer, and read again', async () => {
    expect(await answers()).toEqual({ overall: null, skm: {}, commented: false });
    expect((await rate({ overall: 4 })).body.rating).toBe('submitted');
    await rate({ overall: 4, skm: { waktu: 3 } });
    await rate({ overall: 4, skm: { waktu: 3, biaya: 4, sarana: null } });
    expect(await answers()).toEqual({ overall: 4, skm: { waktu: 3, biaya: 4 }, commented: false });
    expect(await stored()).toMatchObject({ rated_on: 'phone', staff_address: false });
  });

  test('keeps its comment through later answers, until it is replaced or taken away, and tells it nobody', async () => {
    await rate({ overall: 4, comment: 'Kenari kuning' });
    const first = (await stored()).comment;
    await rate({ overall: 5 });
    expect((await stored()).comment).toEqual(first);
    expect(JSON.stringify(await visitor.send(ratingPath(ticket)))).not.toContain('Kenari');
    expect((await answers()).commented).toBe(true);
    await rate({ overall: 5, comment: 'Kenari hijau' });
    expect((await stored()).comment).not.toEqual(first);
    await rate({ overall: 5, comment: null });
    expect((await stored()).comment).toBeNull();
  });

  test('tells the screens of the first answer only', async () => {
    const { body } = await visitor.send<{ revision: number }>(visitor.inOffice('/board'));
    await rate({ overall: 2 });
    await rate({ overall: 3 });
    const after = await visitor.send<{ revision: number }>(visitor.inOffice('/board'));
    expect(after.body.revision).toBe(body.revision);
  });

  test('says that it came by a mail', async () => {
    await rate({ overall: 5, from: 'mail' });
    expect(await stored()).toMatchObject({ rated_on: 'mail' });
    expect((await rate({ overall: 5, from: 'desk' })).status).toBe(400);
  });
});

describe('an officer', () => {
  test('cannot rate for a visitor, nor see what was answered', async () => {
    for (const role of ['staff', 'supervisor', 'admin'] as const) {
      const officer = await world.client().signIn(role);
      for (const method of ['GET', 'PUT']) {
        const { status, body } = await officer.send<{ type: string; title: string }>(ratingPath(ticket), {
          method,
          ...(method === 'PUT' ? { body: { overall: 5 } } : {}),
        });
        expect([role, method, status, body.type]).toEqual([role, method, 403, '/problems/rating-by-staff']);
        expect(body.title).toMatch(/pengunjung sendiri/);
      }
    }
  });

  test('leaves a mark where they have just worked, in their office alone', async () => {
    const officer = world.client();
    await officer.send('/api/v1/session', {
      method: 'POST',
      body: { username: `staff-${world.office}`, password: password },
      headers: officeAddress,
    });
    expect((await rate({ overall: 5 }, officeAddress)).status).toBe(200);
    expect(await stored()).toMatchObject({ overall: 5, staff_address: true });
    await rate({ overall: 4 });
    expect(await stored()).toMatchObject({ overall: 4, staff_address: false });
    const kept = await world.db.selectFrom('staff_address').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain('203.0.113');
    await world.db
      .updateTable('staff_address')
      .set({ seen_at: new Date(Date.now() - 31 * 60_000) })
      .execute();
    await rate({ overall: 5 }, officeAddress);
    expect(await stored()).toMatchObject({ staff_address: false });
  });
});

/** A browser of its own, which keeps the cookies it is given. */
class Tablet {
  readonly #client: TestClient;
  readonly #jar = new Map<string, string>();
  constructor(client: TestClient) {
    this.#client = client;
    this.#note(client.cookie);
  }
  #note(cookie: string): void {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
    if (value === '') this.#jar.delete(name);
    else this.#jar.set(name, value);
  }
  async send<T = unknown>(method: string, path: string, body?: object): Promise<Answer<T>> {
    this.#client.cookie = [...this.#jar].map((pair) => pair.join('=')).join('; ');
    const answer = await this.#client.send<T>(path, { method, ...(body ? { body } : {}) });
    answer.headers.getSetCookie().forEach((cookie) => this.#note(cookie));
    return answer;
  }
  get cookie(): string {
    return [...this.#jar].map((pair) => pair.join('=')).join('; ');
  }
}

const sheet = '/api/v1/rating-sheet';

describe("the desk's tablet, turned to the visitor", () => {
  test('can rate this visit and do nothing else, until an officer unlocks it', async () => {
    const client = await world.client().signIn('staff');
    const secret = client.cookie;
    const tablet = new Tablet(client);
    const line = io(`${world.base}/desk`, {
      transports: ['websocket'],
      auth: { office: world.office },
      extraHeaders: { cookie: secret },
      reconnection: false,
    });
    await new Promise((resolve) => line.once('desk', resolve));
    const cut = new Promise((resolve) => line.once('disconnect', resolve));
    const turned = await tablet.send<RatingSheet>('POST', `/api/v1/visits/${visit.visitId}/rating-sheet`);
    expect([turned.status, turned.body.label]).toEqual([201, ticket.label]);
    await cut;

    const refused = ['/visits', '/lockers', '/sla', '/supervision', '/accounts'].map((path) =>
      client.inOffice(path),
    );
    for (const path of [...refused, '/api/v1/session', `/api/v1/visits/${visit.visitId}/staff`]) {
      expect([path, (await tablet.send('GET', path)).status]).toEqual([path, 401]);
      const before = await world.client().send(path, { headers: { cookie: secret } });
      expect([path, before.status]).toEqual([path, 401]);
    }
    const said = await tablet.send<RatingSheet>('PUT', sheet, { overall: 3, skm: { waktu: 2 } });
    expect(said.body.rating).toEqual({ overall: 3, skm: { waktu: 2 }, commented: false });
    expect(await stored()).toMatchObject({ rated_on: 'desk', overall: 3 });
    expect((await tablet.send<RatingSheet>('GET', sheet)).body).toEqual(said.body);

    const username = `staff-${world.office}`;
    await tablet.send('POST', '/api/v1/session', { username, password: password });
    expect((await tablet.send('GET', '/api/v1/session')).status).toBe(200);
    expect(tablet.cookie).not.toContain('kunjung-rating');
    expect(await world.db.selectFrom('rating_sheet').selectAll().execute()).toEqual([]);
    const audit = await world.db
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'turned-to-visitor')
      .execute();
    expect(audit).toHaveLength(1);
  });

  test('is not turned for a visitor who has not been in the library, nor by whom it is not theirs', async () => {
    const waiting = (await visitor.takeTicket()).body;
    const path = `/api/v1/visits/${waiting.visitId}/rating-sheet`;
    const early = await staff.send<{ type: string }>(path, { method: 'POST' });
    expect([early.status, early.body.type]).toEqual([409, '/problems/move-not-allowed']);
    expect((await staff.send('/api/v1/session')).status).toBe(200);
    expect((await visitor.send(path, { method: 'POST' })).status).toBe(401);
  });
});

describe('a tablet in the hall', () => {
  test('opens the rating of a ticket, as its QR code has it, and puts it away', async () => {
    const tablet = new Tablet(world.client());
    const scanned = `https://antrean.example/v/${ticket.token}?lang=en`;
    const opened = await tablet.send<RatingSheet>('POST', sheet, { ticket: scanned });
    expect([opened.status, opened.body.label]).toEqual([201, ticket.label]);
    expect(JSON.stringify(opened.body)).not.toContain(ticket.token);
    await tablet.send('PUT', sheet, { overall: 1 });
    expect(await stored()).toMatchObject({ overall: 1, rated_on: 'stand' });
    const secret = tablet.cookie;
    expect((await tablet.send('DELETE', sheet)).status).toBe(204);
    expect((await world.client().send(sheet, { headers: { cookie: secret } })).status).toBe(404);
  });

  test('forgets what was left open, and one it opened before', async () => {
    const tablet = new Tablet(world.client());
    await tablet.send('POST', sheet, { ticket: ticket.token });
    const first = tablet.cookie;
    await tablet.send('POST', sheet, { ticket: ticket.token });
    expect((await world.client().send(sheet, { headers: { cookie: first } })).status).toBe(404);
    await world.db
      .updateTable('rating_sheet')
      .set({ used_at: new Date(Date.now() - 200_000) })
      .execute();
    expect((await tablet.send('GET', sheet)).status).toBe(404);
    expect((await tablet.send('PUT', sheet, { overall: 5 })).status).toBe(404);
  });

  test('says what is not a ticket, what is none of ours, and what came too early', async () => {
    const tablet = new Tablet(world.client());
    const told = async (scanned: string): Promise<number> =>
      (await tablet.send('POST', sheet, { ticket: scanned })).status;
    expect(await told('1303004.65')).toBe(400);
    expect(await told(`/v/${ticket.token}x`)).toBe(400);
    expect(await told('x'.repeat(501))).toBe(400);
    expect(await told('A'.repeat(22))).toBe(404);
    expect(await told((await visitor.takeTicket()).body.token)).toBe(409);
    expect((await staff.send(sheet, { method: 'POST', body: { ticket: ticket.token } })).status).toBe(403);
  });

  test('bounds guesses, and lets tickets through that there are', async () => {
    await using strict = await openWorld({}, { rateLimits: true });
    const by = { visitor: strict.client(), staff: await strict.client().signIn('staff') };
    const { ticket: real } = await letIn(by);
    const guess = (token: string): Promise<Answer> =>
      by.visitor.send(sheet, { method: 'POST', body: { ticket: token } });
    for (let nth = 0; nth < 40; nth += 1) expect((await guess(real.token)).status).toBe(201);
    const statuses: number[] = [];
    for (let nth = 0; nth < 40; nth += 1) statuses.push((await guess(`${'B'.repeat(20)}${10 + nth}`)).status);
    expect(statuses.slice(0, 29)).toEqual(Array(29).fill(404));
    expect(statuses.slice(31)).toEqual(Array(9).fill(429));
  });
});
