import { describe, expect, test } from 'vitest';
import { run, type Program } from '../../world/programs/program.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

const start = (args: readonly string[], onTerminal = false): Program =>
  run(['account', ...args], { env: { DATABASE_URL: world.databaseUrl }, onTerminal });

/** Runs one command to its end, with what is piped into it. */
async function account(
  args: readonly string[],
  piped = '',
): Promise<{ code: number | null; out: string; err: string }> {
  const program = start(args);
  program.type(piped);
  program.hangUp();
  return { code: await program.ended, out: program.out(), err: program.err() };
}

async function signIn(username: string, password: string): Promise<{ status: number; cookie: string }> {
  const body = { username, password };
  const { status, headers } = await world.client().send('/api/v1/session', { method: 'POST', body });
  return { status, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
}

async function isSignedIn(cookie: string): Promise<boolean> {
  return (await world.client().send('/api/v1/session', { headers: { cookie } })).status === 200;
}

const audited = () =>
  world.db
    .selectFrom('audit')
    .select(['actor', 'action', 'office', 'detail'])
    .where('action', 'like', 'account-%')
    .orderBy('id')
    .execute();

describe('npm run account, beside the running service', () => {
  test('adds, changes, disables and enables an account, each at once and audited', async () => {
    const add = ['add', 'siti', '--name', 'Siti Aminah', '--role', 'supervisor', '--office', world.office];
    expect(await account(add, 'kata sandi siti\n')).toMatchObject({ code: 0, err: '' });
    const first = await signIn('siti', 'kata sandi siti');
    expect(first.status).toBe(200);

    const changed = await account(['password', 'siti', '--random']);
    const password = /shown this once: (\S{16})\n$/.exec(changed.out)?.[1] ?? '';
    expect(await isSignedIn(first.cookie)).toBe(false);
    expect((await signIn('siti', 'kata sandi siti')).status).toBe(401);
    const second = await signIn('siti', password);
    expect(second.status).toBe(200);

    expect((await account(['disable', 'siti'])).out).toBe('siti is disabled.\n');
    expect(await isSignedIn(second.cookie)).toBe(false);
    expect((await signIn('siti', password)).status).toBe(401);
    expect((await account(['enable', 'siti'])).code).toBe(0);
    expect((await signIn('siti', password)).status).toBe(200);

    const rows = await audited();
    expect(rows.map(({ action }) => action)).toEqual([
      'account-created',
      'account-reset',
      'account-changed',
      'account-changed',
    ]);
    expect(new Set(rows.map(({ actor, office }) => `${actor} ${office}`))).toEqual(
      new Set([`system ${world.office}`]),
    );
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  test('makes a national admin, and lists who there is', async () => {
    await account(
      ['add', 'pusat', '--name', 'Admin Pusat', '--role', 'admin', '--national'],
      'sandi pusat\n',
    );
    const { cookie } = await signIn('pusat', 'sandi pusat');
    const calendar = await world.client().send('/api/v1/calendar', { headers: { cookie } });
    expect(calendar.status).toBe(200);

    const { out } = await account(['list']);
    expect(out).toMatch(/^USER +NAME +ROLE +OFFICE +STATE\npusat +Admin Pusat +admin +all +active\n/);
    expect(out).toMatch(new RegExp(`^staff-${world.office} .* staff +${world.office} +active$`, 'm'));
    expect((await account(['list', '--office', world.office])).out).not.toContain('pusat');
  });

  test.each([
    [[], /Say what to do/],
    [['remove', 'siti'], /no command "remove"/],
    [['list', 'siti'], /"siti" is one word too many/],
    [['list', '--offices'], /Unknown option '--offices'/],
    [['disable', 'siti', '--random'], /takes no --random/],
    [['add', 'S P', '--name', 'S', '--role', 'staff', '--national'], /A user name has/],
    [['add', 'budi', '--role', 'staff', '--national'], /--name/],
    [['add', 'budi', '--name', 'Budi', '--role', 'boss', '--national'], /one of staff, supervisor, admin/],
    [['add', 'budi', '--name', 'Budi', '--role', 'staff'], /either --office .* or --national/],
    [['add', 'budi', '--name', 'Budi', '--role', 'staff', '--office', 'Kaltara'], /four digits/],
    [
      ['add', 'budi', '--name', 'Budi', '--role', 'staff', '--office', '0001'],
      /There is no office 0001. Known: /,
    ],
    [['add', 'pusat', '--name', 'Budi', '--role', 'staff', '--national'], /There is a user pusat already/],
    [['password', 'nobody'], /There is no user nobody/],
    [['disable', 'nobody'], /There is no user nobody/],
    [['password', 'pusat'], /8 to 200 characters; nothing was changed/],
  ])('%j is refused in a sentence, with code 2', async (args, sentence) => {
    const before = await audited();
    const { code, out, err } = await account(args, 'short\n');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err).toMatch(/\nTry: npm run account -- --help\n$/);
    expect(err).not.toMatch(/\n\s+at /);
    expect(await audited()).toEqual(before);
  });

  test('explains itself', async () => {
    const { code, out } = await account(['--help']);
    expect(code).toBe(0);
    for (const word of ['list', 'add', 'password', 'disable', 'enable', '--random', '--national']) {
      expect(out).toContain(word);
    }
  });
});

describe('a lost admin password', () => {
  test('is given anew on a terminal, asked twice and never shown', async () => {
    const program = start(['password', `admin-${world.office}`], true);
    await until('the question', async () => program.out().includes('New password of') || null);
    program.type('sandi yang baru\r');
    await until('the question again', async () => program.out().includes('The same again') || null);
    program.type('sandi yang baru\r');
    await until('the end', async () => program.out().endsWith('ended 0\n'));
    await program.ended;
    expect(program.out()).not.toContain('sandi yang baru');
    expect((await signIn(`admin-${world.office}`, 'sandi yang baru')).status).toBe(200);
  });

  test.each([
    [
      'typed differently the second time',
      ['sandi yang satu\r', 'sandi yang dua\r'],
      /The two passwords differ/,
    ],
    ['broken off', ['\u0003'], /No password was given/],
  ])('stays as it was when it is %s', async (_how, typed, sentence) => {
    const program = start(['password', `admin-${world.office}`], true);
    const questions = ['New password of', 'The same again'];
    for (const [index, text] of typed.entries()) {
      await until('the question', async () => program.out().includes(questions[index] ?? '') || null);
      program.type(text);
    }
    await program.ended;
    expect(program.out()).toMatch(sentence);
    expect(program.out()).toMatch(/ended 2\n$/);
    expect((await signIn(`admin-${world.office}`, 'sandi yang baru')).status).toBe(200);
  });
});
