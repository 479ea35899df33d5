import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addressMacOf } from '../../../db/members/members.ts';
import { removeExpired } from '../../../db/keeping/retention.ts';
import { linkTerms, mailLimits } from '../../../domain/members/links.ts';
import type { MemberAnswer, MemberSessions, OwnAnswer, WhoAnswer } from '../../../wire/members.ts';
import type { SoftcopyView } from '../../../wire/softcopies/softcopies.ts';
import { registration, type Answer, type TestClient } from '../../world/client.ts';
import { createPostOffice, type Letter } from '../../world/outside/post-office.ts';
import { addPublication } from '../../world/softcopies/collection.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { until } from '../../world/until.ts';
import { openWorld, useResource, useWorld } from '../../world/use.ts';
import { shiftClock, type World } from '../../world/world.ts';

const me = '/api/v1/members/me';
const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({
  mail: { url: post.url, from: 'pst@kunjung.example', linkBase: 'https://kunjung.example/' },
}));
afterEach(() => shiftClock(world.db, 0));

let people = 0;
const newAddress = (): string => `anggota-${(people += 1)}@example.com`;
const lettersTo = (email: string): Letter[] => post.letters.filter(({ to }) => to.includes(email));
/** The newest letter to somebody, once there are so many. */
const letterTo = (email: string, count = 1): Promise<Letter> =>
  until(`letter ${count} to ${email}`, async () => lettersTo(email)[count - 1]);
const tokenIn = ({ text }: Letter): string => /\/pustaka\/masuk#(\S{22})\n/.exec(text)?.[1] ?? '';
const codeIn = ({ text }: Letter): string => /Kode: (\d{4} \d{4})/.exec(text)?.[1] ?? '';

/** A browser: keeps every cookie that it is given. */
class Browser {
  readonly #client: TestClient;
  readonly #cookies = new Map<string, string>();

  constructor(of: World = world) {
    this.#client = of.client();
  }

  async send<T = unknown>(path: string, sent: Parameters<TestClient['send']>[1] = {}): Promise<Answer<T>> {
    this.#client.cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#client.send<T>(path, sent);
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }

  register(
    email: string,
    extra: object = {},
  ): Promise<Answer<MemberAnswer & { mail: string; link: string | null }>> {
    return this.send('/api/v1/members', { method: 'POST', body: { ...registration, email, ...extra } });
  }
  ask(email: string): Promise<Answer> {
    return this.send('/api/v1/member-links', { method: 'POST', body: { email } });
  }
  signIn(proof: object): Promise<Answer<MemberAnswer>> {
    return this.send('/api/v1/member-session', { method: 'POST', body: proof });
  }
  me(): Promise<Answer<OwnAnswer>> {
    return this.send(me);
  }
  /** Why it is not signed in any more, as its pages are told. */
  async end(): Promise<string | null> {
    return (await this.send<WhoAnswer>('/api/v1/member-session')).body.ended;
  }
}

/** Somebody whose address was confirmed by mail. */
async function confirmed(
  email = newAddress(),
  extra: object = {},
): Promise<{ browser: Browser; email: string }> {
  const browser = new Browser();
  await browser.register(email, extra);
  const token = tokenIn(await letterTo(email, lettersTo(email).length + 1));
  expect(await browser.signIn({ token })).toMatchObject({ status: 200, body: { confirmed: true } });
  return { browser, email };
}

describe('a fresh registration', () => {
  test('is confirmed by the mailed link, in the same browser', async () => {
    const email = newAddress();
    const browser = new Browser();
    expect((await browser.register(email)).body).toMatchObject({
      confirmed: false,
      mail: 'sent',
      link: null,
    });
    const token = tokenIn(await letterTo(email));
    expect(await browser.signIn({ token })).toMatchObject({ status: 200, body: { confirmed: true } });
    expect((await browser.me()).body).toMatchObject({ confirmed: true, member: { email } });
    const { body } = await browser.send<MemberSessions>(`${me}/sessions`);
    expect(body.sessions).toHaveLength(1);
    const counted = await world.db
      .selectFrom('registration_count')
      .select(['registered', 'confirmed'])
      .execute();
    expect(counted[0]?.confirmed).toBe(1);
  });

  test('is confirmed by the mailed code', async () => {
    const email = newAddress();
    const browser = new Browser();
    await browser.register(email);
    const code = codeIn(await letterTo(email));
    expect(await browser.signIn({ code })).toMatchObject({ status: 200, body: { confirmed: true } });
  });

  test('can have another link, and a double press brings one mail', async () => {
    const email = newAddress();
    const browser = new Browser();
    await browser.register(email);
    await letterTo(email);
    const again = () => browser.send(`${me}/confirmation`, { method: 'POST' });
    expect(await again()).toMatchObject({ status: 202, body: { mail: 'sent', link: null } }); // the same wish
    await shiftClock(world.db, 30_000);
    expect((await Promise.all([again(), again()])).map(({ status }) => status)).toEqual([202, 202]);
    const letter = await letterTo(email, 2);
    expect(await browser.signIn({ code: codeIn(letter) })).toMatchObject({ body: { confirmed: true } });
    expect(lettersTo(email)).toHaveLength(2);
  });

  test('with an address that is a member’s goes on as that member, with what was written last', async () => {
    const { browser: old, email } = await confirmed();
    const browser = new Browser();
    const { body } = await browser.register(email.replace('anggota', 'ANGGOTA'), { name: 'Rina Baru' });
    expect(body).toMatchObject({ confirmed: false, member: { name: 'Rina Baru' } });
    expect((await old.me()).body.member.name).toBe(registration.name); // until it is proven
    const letter = await until('the letter', async () => lettersTo(email.replace('anggota', 'ANGGOTA'))[0]);
    expect((await browser.signIn({ token: tokenIn(letter) })).status).toBe(200);
    for (const each of [old, browser]) expect((await each.me()).body.member.name).toBe('Rina Baru');
    const { body: list } = await browser.send<MemberSessions>(`${me}/sessions`);
    expect(list.sessions).toHaveLength(2);
    const ended = world.db.selectFrom('member').select('person').where('ended_by', '=', 'merging');
    expect(await ended.execute()).toEqual([{ person: null }]);
  });
});

test('whoever was confirmed by a page takes the requests for softcopies along into the older registration', async () => {
  const [both, own] = await Promise.all(
    ['65000.2611', '65000.2612'].map((number) =>
      addPublication(world, { number, pdf: makeDocument([{ media: [0, 0, 500, 700] }]) }),
    ),
  );
  const ask = (browser: Browser, publication: string | undefined) =>
    browser.send<SoftcopyView>('/api/v1/softcopies', { method: 'POST', body: { publication } });
  const { browser: old, email } = await confirmed();
  const { body: kept } = await ask(old, both);
  const browser = new Browser();
  await browser.register(email);
  await world.db
    .updateTable('member')
    .set({ confirmed_by: 'page', confirmed_at: new Date() })
    .where('confirmed_at', 'is', null)
    .execute();
  const asked = await Promise.all([ask(browser, both), ask(browser, own)]);
  expect(asked.map(({ status }) => status)).toEqual([202, 202]);
  expect((await browser.signIn({ token: tokenIn(await letterTo(email, 2)) })).status).toBe(200);
  const { body } = await old.send<{ softcopies: SoftcopyView[] }>('/api/v1/softcopies');
  const listed = body.softcopies.map(({ requestId }) => requestId);
  expect(new Set(listed)).toEqual(new Set([kept.requestId, asked[1]?.body.requestId]));
});

describe('whoever returns', () => {
  test('gets a link in the reader’s language, and signs in with it in the browser that asked', async () => {
    const { email } = await confirmed();
    const browser = new Browser();
    expect((await browser.me()).status).toBe(401);
    const asked = await browser.send('/api/v1/member-links', {
      method: 'POST',
      body: { email: ` ${email.toUpperCase()} ` },
      headers: { 'accept-language': 'en' },
    });
    expect(asked).toMatchObject({ status: 202, body: { mail: 'sent' } });
    const letter = await letterTo(email, 2);
    expect(letter.subject).toMatch(/^Your link to the library/);
    expect(letter.text).toMatch(/Code: \d{4} \d{4}/);
    expect((await browser.signIn({ token: tokenIn(letter) })).status).toBe(200);
    expect((await browser.me()).body.member.email).toBe(email);
  });

  test('cannot use a link twice, nor after ten minutes', async () => {
    const { email } = await confirmed();
    const browser = new Browser();
    await browser.ask(email);
    const letter = await letterTo(email, 2);
    const proofs = [{ token: tokenIn(letter) }, { code: codeIn(letter) }];
    expect((await browser.signIn({ token: tokenIn(letter) })).status).toBe(200);
    for (const proof of proofs) {
      expect(await browser.signIn(proof)).toMatchObject({
        status: 410,
        body: { type: '/problems/link-over' },
      });
    }
    await shiftClock(world.db, 30_000);
    await browser.ask(email);
    const late = await letterTo(email, 3);
    await shiftClock(world.db, 30_000 + linkTerms.goodForMs);
    for (const proof of [{ token: tokenIn(late) }, { code: codeIn(late) }]) {
      expect(await browser.signIn(proof)).toMatchObject({
        status: 410,
        body: { type: '/problems/link-over' },
      });
    }
  });

  test('cannot use a link in another browser, where it stays good for the right one', async () => {
    const { email } = await confirmed();
    const [browser, other, asking] = [new Browser(), new Browser(), new Browser()];
    await browser.ask(email);
    await asking.ask(newAddress());
    const letter = await letterTo(email, 2);
    for (const stranger of [other, asking]) {
      expect(await stranger.signIn({ token: tokenIn(letter) })).toMatchObject({
        status: 403,
        body: { type: '/problems/other-browser', title: expect.stringContaining('Ketik kode') },
      });
      expect(await stranger.signIn({ code: codeIn(letter) })).toMatchObject({
        status: 401,
        body: { type: '/problems/wrong-code' },
      });
      expect((await stranger.me()).status).toBe(401);
    }
    expect((await browser.signIn({ code: codeIn(letter).replace(' ', '') })).status).toBe(200);
  });

  test('has five tries at a code, and then the link is dead as well', async () => {
    const { email } = await confirmed();
    const browser = new Browser();
    await browser.ask(email);
    const letter = await letterTo(email, 2);
    const right = codeIn(letter);
    const wrong = right === '0000 0000' ? '0000 0001' : '0000 0000';
    const guesses = await Promise.all(Array.from({ length: 9 }, () => browser.signIn({ code: wrong })));
    expect(guesses.map(({ status }) => status).toSorted()).toEqual([
      401, 401, 401, 401, 401, 410, 410, 410, 410,
    ]);
    for (const proof of [{ code: right }, { token: tokenIn(letter) }]) {
      expect((await browser.signIn(proof)).status).toBe(410);
    }
  });

  test('is not helped by guesses', async () => {
    const browser = new Browser();
    expect(await browser.signIn({ token: 'A'.repeat(22) })).toMatchObject({ status: 404 });
    for (const proof of [{ token: 'A'.repeat(21) }, { code: '1234' }, { code: 'abcd efgh' }, {}]) {
      expect(await browser.signIn(proof)).toMatchObject({ status: 400 });
    }
    expect(await browser.signIn({ code: '1234 5678' })).toMatchObject({ status: 401 });
  });
});

describe('nobody learns who is registered', () => {
  test('by asking for a link: answer, headers and what follows are the same', async () => {
    const { email } = await confirmed();
    const unconfirmed = newAddress();
    await new Browser().register(unconfirmed);
    await letterTo(unconfirmed);
    const seen = await Promise.all(
      [email, unconfirmed, newAddress()].map(async (address) => {
        const browser = new Browser();
        const asked = await browser.ask(address);
        const guesses: Answer[] = [];
        for (let tries = 0; tries <= linkTerms.mostTries; tries += 1) {
          guesses.push(await browser.signIn({ code: '1111 1111' }));
        }
        return [asked, ...guesses].map(({ status, headers, body }) => ({
          status,
          headers: [...headers.keys()].filter((name) => name !== 'date'),
          cookies: headers
            .getSetCookie()
            .map((cookie) => cookie.replace(/=[^;]+/, '=…').replace(/Expires=[^;]+/, '')),
          body: { ...(body as object), requestId: '' },
        }));
      }),
    );
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.map(({ status }) => status)).toEqual([202, 401, 401, 401, 401, 401, 410]);
    await letterTo(email, 2);
    expect(lettersTo(unconfirmed)).toHaveLength(1); // nobody has proven it
  });

  test('by rows: both ways write the same ones', async () => {
    const { email } = await confirmed();
    const rowsOf = async (address: string) => {
      const before = new Set((await world.db.selectFrom('mail').select('id').execute()).map(({ id }) => id));
      await new Browser().ask(address);
      const rows = await world.db.selectFrom('mail').select(['id', 'kind']).execute();
      return rows.filter(({ id }) => !before.has(id)).map(({ kind }) => kind);
    };
    expect(await rowsOf(newAddress())).toEqual(['member-link']);
    expect(await rowsOf(email)).toEqual(['member-link']);
    await letterTo(email, 2);
  });

  test('by registering: a used address is answered like a new one', async () => {
    const { email } = await confirmed();
    const shapes = await Promise.all(
      [email, newAddress()].map(async (address) => {
        const { status, headers, body } = await new Browser().register(address);
        const { member, ...rest } = body;
        return { status, headers: [...headers.keys()], rest, member: Object.keys(member) };
      }),
    );
    expect(shapes[1]).toEqual(shapes[0]);
  });
});

describe('mails to one address', () => {
  test('are few, however often a stranger asks, and others can still ask', async () => {
    const { email } = await confirmed();
    const [{ fromOnePlace }] = mailLimits;
    for (let asked = 0; asked < fromOnePlace + 4; asked += 1) {
      expect((await new Browser().ask(email)).status).toBe(202);
    }
    const links = () =>
      world.db
        .selectFrom('member_link')
        .select(['mailed', 'member_id'])
        .where('address_mac', '=', addressMacOf(world.cipher, email))
        .orderBy('created_at', 'desc')
        .execute();
    await letterTo(email, fromOnePlace); // with that of the registration
    expect((await links()).slice(0, 4)).toEqual(
      Array.from({ length: 4 }, () => ({ mailed: false, member_id: null })),
    );
    await world.db
      .updateTable('member_link')
      .set({ place_mac: Buffer.from('elsewhere') })
      .execute();
    await new Browser().ask(email);
    await letterTo(email, fromOnePlace + 1);
    expect(lettersTo(email)).toHaveLength(fromOnePlace + 1);
    await shiftClock(world.db, mailLimits[0].withinMs + 60_000);
    await new Browser().ask(email);
    await letterTo(email, fromOnePlace + 2);
  });
});

describe('a registration that its owner deletes', () => {
  test('is confirmed to be gone by mail, when the address was confirmed', async () => {
    const { browser, email } = await confirmed();
    expect((await browser.send(me, { method: 'DELETE' })).status).toBe(204);
    expect((await letterTo(email, 2)).subject).toContain('sudah dihapus');
    const quiet = newAddress();
    const other = new Browser();
    await other.register(quiet);
    await letterTo(quiet);
    await other.send(me, { method: 'DELETE' });
    await new Browser().ask(email);
    const kinds = await world.db
      .selectFrom('mail')
      .select('kind')
      .where('kind', '=', 'member-deleted')
      .execute();
    expect(kinds).toHaveLength(1);
    expect(lettersTo(email)).toHaveLength(2);
  });
});

describe('a browser that something else signed out', () => {
  /** Somebody who is signed in twice. */
  async function twice(): Promise<{ first: Browser; second: Browser }> {
    const { browser: first, email } = await confirmed();
    const second = new Browser();
    await second.ask(email);
    expect((await second.signIn({ token: tokenIn(await letterTo(email, 2)) })).status).toBe(200);
    return { first, second };
  }

  test('is told that another browser did', async () => {
    const { first, second } = await twice();
    const { body } = await second.send<MemberSessions>(`${me}/sessions`);
    const other = body.sessions.find(({ current }) => !current);
    expect((await second.send(`${me}/sessions/${other?.id}`, { method: 'DELETE' })).status).toBe(204);
    expect([await first.end(), await second.end()]).toEqual(['sign-out', null]);
    expect((await second.me()).status).toBe(200);
    const english = await first.send<{ detail: string }>(me, { headers: { 'accept-language': 'en' } });
    expect(english.body.detail).toBe('Another of your browsers signed you out here.');
  });

  test('is told that the registration was deleted, or was not used', async () => {
    const { first, second } = await twice();
    await second.send(me, { method: 'DELETE' });
    expect([await first.end(), await second.end()]).toEqual(['deletion', null]);
    const idle = new Browser();
    const email = newAddress();
    await idle.register(email);
    await letterTo(email);
    await shiftClock(world.db, 8 * 86_400_000);
    await world.db.updateTable('member').set({ due_at: new Date() }).where('ended_at', 'is', null).execute();
    await until('it has ended', async () => (await idle.end()) === 'time');
    await shiftClock(world.db, 99 * 86_400_000);
    await removeExpired(world.db);
    expect(await idle.end()).toBe(null);
  });

  test('is told nothing where it left by itself', async () => {
    const { browser } = await confirmed();
    await browser.send('/api/v1/member-session', { method: 'DELETE' });
    expect(await browser.end()).toBe(null);
    expect((await browser.me()).body).not.toHaveProperty('detail');
  });
});

describe('what is old', () => {
  test('is removed: links after a day, ended members after a month, sessions that nobody uses', async () => {
    const { browser } = await confirmed();
    await new Browser().register(newAddress(), { terminal: true });
    await shiftClock(world.db, 2 * 86_400_000);
    await removeExpired(world.db);
    expect(await world.db.selectFrom('member_link').selectAll().execute()).toEqual([]);
    expect(
      await world.db.selectFrom('member_session').select('id').where('terminal', '=', true).execute(),
    ).toEqual([]);
    expect((await browser.me()).status).toBe(200);
    await browser.send(me, { method: 'DELETE' });
    const carried = world.db
      .selectFrom('member')
      .select('id')
      .where('ended_by', '=', 'owner')
      .where('due_at', 'is not', null);
    await until('their workflows have ended', async () => (await carried.execute()).length === 0);
    await shiftClock(world.db, 40 * 86_400_000);
    await removeExpired(world.db);
    expect(
      await world.db.selectFrom('member').select('id').where('ended_by', '=', 'owner').execute(),
    ).toEqual([]);
  });
});

describe('where no mail leaves this machine', () => {
  test('the page shows the link of a fresh registration, which proves nothing to anybody else', async () => {
    await using silent = await openWorld();
    const [first, second] = [new Browser(silent), new Browser(silent)];
    const email = 'rina@example.com';
    for (const browser of [first, second]) {
      const { body } = await browser.register(email);
      expect(body).toMatchObject({
        confirmed: false,
        mail: 'off',
        link: expect.stringMatching(/^\/pustaka\/masuk#.{22}$/),
      });
      const token = body.link?.split('#')[1] ?? '';
      expect(await browser.signIn({ token })).toMatchObject({ status: 200, body: { confirmed: true } });
    }
    const list = (browser: Browser) => browser.send<MemberSessions>(`${me}/sessions`);
    for (const browser of [first, second]) expect((await list(browser)).body.sessions).toHaveLength(1);
    const members = await silent.db.selectFrom('member').select(['confirmed_by', 'ended_at']).execute();
    expect(members).toEqual(Array.from({ length: 2 }, () => ({ confirmed_by: 'page', ended_at: null })));
    const stranger = new Browser(silent);
    expect(await stranger.ask(email)).toMatchObject({ status: 202, body: { mail: 'off' } });
    expect(JSON.stringify((await stranger.ask(email)).body)).toBe('{"mail":"off"}');
    expect(await silent.db.selectFrom('mail').selectAll().execute()).toEqual([]);
  });

  test('mails are kept for admins, and whoever follows one proves the address', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kunjung-mails-'));
    try {
      const url = pathToFileURL(folder).href;
      await using home = await openWorld(
        {},
        { mail: { url, from: 'kunjung@kunjung.invalid', linkBase: 'http://127.0.0.1:8080' } },
      );
      const [browser, again] = [new Browser(home), new Browser(home)];
      const email = 'rina@example.com';
      const { body } = await browser.register(email);
      expect(body).toMatchObject({ mail: 'kept', link: expect.stringContaining('#') });
      await browser.signIn({ token: body.link?.split('#')[1] ?? '' });
      expect(await again.ask(email)).toMatchObject({ body: { mail: 'kept' } });
      await until('the mail is in its folder', async () => (await readdir(folder)).length > 0);
      const admin = await home.client().signIn('admin');
      const { body: mails } = await admin.send<{ mails: { id: string; kind: string; stage: string }[] }>(
        `/api/v1/offices/${home.office}/mails`,
      );
      const mail = await until('the link was filed', async () => {
        const list = await admin.send<typeof mails>(`/api/v1/offices/${home.office}/mails`);
        return list.body.mails.find(({ kind, stage }) => kind === 'member-link' && stage === 'sent');
      });
      const letter = await admin.send<{ text: string }>(`/api/v1/offices/${home.office}/mails/${mail.id}`);
      const token = /masuk#(\S{22})/.exec(letter.body.text)?.[1] ?? '';
      expect((await again.signIn({ token })).status).toBe(200);
      expect(await browser.me()).toMatchObject({
        status: 401, // who was there before the proof may be somebody else
        body: { detail: expect.stringContaining('dikonfirmasi dari surat di peramban lain') },
      });
      expect(await browser.end()).toBe('proof');
      expect(await again.end()).toBe(null);
      await browser.send('/api/v1/member-session', { method: 'DELETE' });
      expect(await home.db.selectFrom('ended_member_session').selectAll().execute()).toEqual([]);
      expect((await again.me()).body.member.email).toBe(email);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a flood', () => {
  test('of registrations from one address is slowed down, with a time to come back', async () => {
    await using busy = await openWorld({}, { rateLimits: true });
    const client = busy.client();
    const statuses: number[] = [];
    let refused: Answer | null = null;
    for (let sent = 0; sent < 110 && !refused; sent += 1) {
      const answer = await client.post('/api/v1/members', {
        ...registration,
        email: `${randomUUID()}@example.com`,
      });
      statuses.push(answer.status);
      if (answer.status === 429) refused = answer;
    }
    expect(statuses).toHaveLength(101);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await client.post('/api/v1/member-links', { email: 'rina@example.com' })).toMatchObject({
      status: 202,
    });
  });
});

describe('of members nothing personal is found', () => {
  test('in logs, metrics, audit and tables', async () => {
    const { email } = await confirmed(newAddress(), { name: 'Kenari Canary', institution: 'Lembaga Kenari' });
    const letters = lettersTo(email);
    const tables = await Promise.all(
      (
        ['member', 'member_session', 'member_link', 'mail', 'audit', 'command', 'registration_count'] as const
      ).map((table) => world.db.selectFrom(table).selectAll().execute()),
    );
    const places = [
      world.logged(),
      JSON.stringify(tables),
      await world.metrics(),
      await world.workerMetrics(),
    ];
    for (const place of places) {
      for (const secret of [email, 'Kenari', ...letters.map(tokenIn), ...letters.map(codeIn)]) {
        expect(place).not.toContain(secret);
        expect(place).not.toContain(Buffer.from(secret).toString('base64').replaceAll('=', ''));
      }
    }
  });
});
