import { describe, expect, test } from 'vitest';
import { browserOf } from '../../../domain/members/browser.ts';
import type { MemberAnswer, MemberSessions } from '../../../wire/members.ts';
import { registration } from '../../world/client.ts';
import { useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();
const me = '/api/v1/members/me';

describe('whoever registers', () => {
  test('is signed in at once, with a cookie that scripts cannot read', async () => {
    const client = world.client();
    const answer = await client.post<MemberAnswer>('/api/v1/members', registration);
    expect(answer).toMatchObject({
      status: 201,
      body: { confirmed: false, member: { name: registration.name } },
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^kunjung-member=[\w-]{43}; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax$/,
    );
    expect((await client.send(me)).status).toBe(401);
    client.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { member, confirmed } = answer.body;
    expect((await client.send(me)).body).toEqual({ member, confirmed, mail: 'off' });
  });

  test('is one member however often the button was pressed', async () => {
    const client = world.client();
    const presses = await Promise.all(
      [1, 2, 3].map(() => client.post('/api/v1/members', registration, 'pressed-three-times')),
    );
    expect(presses.map(({ status }) => status)).toEqual([201, 201, 201]);
    const cookies = presses.map(({ headers }) => headers.get('set-cookie')?.split(';')[0] ?? '');
    expect(new Set(cookies).size).toBe(1);
    client.cookie = cookies[0] ?? '';
    expect((await client.send<MemberSessions>(`${me}/sessions`)).body.sessions).toHaveLength(1);
    const other = { ...registration, name: 'Somebody else' };
    expect((await client.post('/api/v1/members', other, 'pressed-three-times')).status).toBe(422);
  });

  test('is a new member although the address is in use', async () => {
    const [first, second] = [
      await world.client().register(),
      await world.client().register({ name: 'Second' }),
    ];
    expect((await first.send<MemberAnswer>(me)).body.member.name).toBe(registration.name);
    expect((await second.send<MemberAnswer>(me)).body.member.name).toBe('Second');
  });

  test.each([
    ['no e-mail address', { email: 'rina' }, '/email'],
    ['a category that does not exist', { institutionCategory: 10 }, '/institutionCategory'],
    ['no privacy notice', { privacyNotice: '' }, '/privacyNotice'],
    ['a field of the guest book that is not asked for', { gender: 'P' }, '/gender'],
    ['an unknown office', { office: '0000' }, '/office'],
  ])('with %s is told so at the field', async (_what, extra, pointer) => {
    const { status, body } = await world.client().post('/api/v1/members', { ...registration, ...extra });
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test('at the terminal keeps the session until the browser is closed, or for five minutes', async () => {
    const client = world.client();
    const answer = await client.post('/api/v1/members', { ...registration, terminal: true });
    expect(answer.headers.getSetCookie()[0]).not.toMatch(/Max-Age|Expires/);
    client.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    await shiftClock(world.db, 4.5 * 60_000);
    expect((await client.send(me)).status).toBe(200);
    await shiftClock(world.db, 9 * 60_000);
    expect((await client.send(me)).status).toBe(200); // use moved the time on
    await shiftClock(world.db, 15 * 60_000);
    expect((await client.send(me)).status).toBe(401);
    await shiftClock(world.db, 0);
  });
});

describe('a member', () => {
  test('sees the own sessions and ends them, nobody else’s', async () => {
    const [client, other] = [await world.client().register(), await world.client().register()];
    const list = async (of = client) => (await of.send<MemberSessions>(`${me}/sessions`)).body.sessions;
    const [own] = await list();
    expect(own).toMatchObject({ browser: 'other', system: 'other', current: true, terminal: false });
    const [foreign] = await list(other);
    const end = (id = '') => client.send(`${me}/sessions/${id}`, { method: 'DELETE' });
    expect((await end(foreign?.id)).status).toBe(404);
    expect(await list(other)).toHaveLength(1);
    expect((await end(own?.id)).status).toBe(204);
    expect((await client.send(me)).status).toBe(401);
  });

  test('signs out', async () => {
    const client = await world.client().register();
    const out = await client.send('/api/v1/member-session', { method: 'DELETE' });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^kunjung-member=;/);
    expect((await client.send(me)).status).toBe(401);
  });

  test('who deletes the registration leaves nothing personal behind, and stays counted', async () => {
    const before = await world.db.selectFrom('registration_count').selectAll().execute();
    expect(before).toMatchObject([
      { office: world.office, institution_category: 6, purpose: 4, confirmed: 0 },
    ]);
    const client = await world.client().register();
    expect((await client.send(me, { method: 'DELETE' })).status).toBe(204);
    expect((await client.send(me)).status).toBe(401);
    const ended = await world.db.selectFrom('member').selectAll().where('ended_at', 'is not', null).execute();
    expect(ended).toMatchObject([{ person: null, address_mac: null, ended_by: 'owner' }]);
    const after = await world.db.selectFrom('registration_count').selectAll().execute();
    expect(after[0]?.registered).toBe((before[0]?.registered ?? 0) + 1);
  });
});

describe('a list of sessions', () => {
  test.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
      'chrome',
      'linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
      'edge',
      'windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'safari',
      'ios',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
      'samsung',
      'android',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0',
      'firefox',
      'macos',
    ],
    ['curl/8.5.0', 'other', 'other'],
    ['', 'other', 'other'],
  ])('says of %s that it is %s on %s', (userAgent, browser, system) => {
    expect(browserOf(userAgent)).toEqual({ browser, system });
  });
});
