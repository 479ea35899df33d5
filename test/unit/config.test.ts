import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../config.ts';

const mail = { MAIL_URL: 'smtps://user:secret@mail.example', MAIL_FROM: 'pst@mail.example' };

test.each([
  ['PORT', '0'],
  ['METRICS_PORT', '65536'],
  ['WORKER_METRICS_PORT', '1.5'],
  ['PUBLIC_URL', 'kunjung.example'],
  ['DATABASE_URL', 'mysql://root:secret@localhost/kunjung'],
  ['TEMPORAL_ADDRESS', 'temporal'],
  ['DEMO_PASSWORD', 'secret'],
  ['PRESS_CONNECTIONS', '0'],
  ['READING_CONNECTIONS', 'few'],
  ['WORKER_CONNECTIONS', '1001'],
  ['WORKER_ACTIVITIES', '2.5'],
  ['WORKER_TASKS', '1'],
  ['WORKER_POLLERS', '-1'],
  ['WORKER_CACHE', '1'],
  ['RATE_LIMITS', 'yes'],
  ['LOG_LEVEL', 'loud'],
])('%s that is %s is told in a sentence', (variable, value) => {
  expect(() => readConfig({ [variable]: value })).toThrow(new RegExp(`^${variable}: must [^\n]+$`));
  expect(() => readConfig({ [variable]: value })).not.toThrow(/secret/);
});

describe('a worker', () => {
  test('has a connection for each activity unless it is told how many', () => {
    expect(readConfig({}).worker).toEqual({
      cache: 2_000,
      tasks: 40,
      activities: 20,
      pollers: 100,
      connections: null,
    });
    expect(readConfig({ WORKER_CONNECTIONS: '30' }).worker.connections).toBe(30);
  });

  test('takes on no more than it has connections and memory for', () => {
    expect(() => readConfig({ WORKER_CONNECTIONS: '20', WORKER_TASKS: '50', WORKER_CACHE: '49' })).toThrow(
      /^WORKER_CONNECTIONS: must be more than WORKER_ACTIVITIES \(20\)[^\n]+\nWORKER_TASKS: must not be more than WORKER_CACHE \(49\)[^\n]+$/,
    );
  });
});

test('the last port has none after it for the worker', () => {
  expect(() => readConfig({ METRICS_PORT: '65535' })).toThrow(/^WORKER_METRICS_PORT: must be set/);
  expect(readConfig({ METRICS_PORT: '65535', WORKER_METRICS_PORT: '0' }).metrics.workerPort).toBe(0);
});

describe('mail', () => {
  test('ends in the data folder by default, nowhere with a database of one’s own, and at a server with everything it needs', () => {
    const own = { DATABASE_URL: 'postgres://db.example/kunjung' };
    expect(readConfig(own).mail).toBeNull();
    expect(readConfig({ ...own, MAIL_FROM: mail.MAIL_FROM }).mail).toBeNull();
    expect(readConfig({ DATA_DIR: '/srv/kunjung', PORT: '8081' }).mail).toEqual({
      url: 'file:///srv/kunjung/mails',
      from: 'kunjung@kunjung.invalid',
      linkBase: 'http://127.0.0.1:8081',
    });
    const folder = { MAIL_URL: 'file:///var/mails', PUBLIC_URL: 'https://kunjung.example' };
    expect(readConfig({ ...own, ...folder }).mail).toEqual({
      url: 'file:///var/mails',
      from: 'kunjung@kunjung.invalid',
      linkBase: 'https://kunjung.example',
    });
    expect(readConfig({ ...mail, PUBLIC_URL: 'https://kunjung.example' }).mail).toEqual({
      url: mail.MAIL_URL,
      from: mail.MAIL_FROM,
      linkBase: 'https://kunjung.example',
    });
  });

  test.each([
    [{ MAIL_URL: mail.MAIL_URL, PUBLIC_URL: 'https://kunjung.example' }, /^MAIL_FROM: [^\n]+$/],
    [mail, /^PUBLIC_URL: [^\n]+$/],
    [{ MAIL_URL: mail.MAIL_URL }, /^MAIL_FROM: .+\nPUBLIC_URL: .+$/],
    [{ ...mail, MAIL_URL: 'http://mail.example' }, /^MAIL_URL: [^\n]+$/],
    [{ ...mail, MAIL_URL: 'smtp://' }, /^MAIL_URL: [^\n]+$/],
    [{ ...mail, MAIL_URL: 'file://elsewhere/mails' }, /^MAIL_URL: [^\n]+$/],
    [{ ...mail, MAIL_FROM: 'PST <pst@mail.example>' }, /^MAIL_FROM: [^\n]+$/],
  ])('with %j names what is wrong, and no secret', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
    expect(() => readConfig(env)).not.toThrow(/secret/);
  });
});

const escalation = {
  ESCALATION_URL: 'https://gateway.example/hook',
  ESCALATION_SECRET: 'a secret of twenty-four letters',
};

describe('who is told of a broken promise', () => {
  test('is nobody by default, a webhook, a mail, or both', () => {
    expect(readConfig({}).escalation).toEqual({ webhook: null, mail: null });
    const sender = { ...mail, PUBLIC_URL: 'https://kunjung.example' };
    const to = { ESCALATION_MAIL_TO: 'jaga@bps.example, kepala@bps.example' };
    expect(readConfig({ ...escalation, ...sender, ...to }).escalation).toEqual({
      webhook: { url: escalation.ESCALATION_URL, secret: escalation.ESCALATION_SECRET },
      mail: {
        url: mail.MAIL_URL,
        from: mail.MAIL_FROM,
        linkBase: 'https://kunjung.example',
        to: ['jaga@bps.example', 'kepala@bps.example'],
      },
    });
  });

  test.each(['http://127.0.0.1:9000/hook', 'http://localhost:9000/hook', 'http://[::1]:9000/hook'])(
    'may be %s, on this machine',
    (url) => {
      expect(readConfig({ ...escalation, ESCALATION_URL: url }).escalation.webhook?.url).toBe(url);
    },
  );

  test.each([
    [{ ESCALATION_URL: escalation.ESCALATION_URL }, /^ESCALATION_SECRET: [^\n]+$/],
    [{ ...escalation, ESCALATION_SECRET: 'short-secret' }, /^ESCALATION_SECRET: [^\n]+$/],
    [{ ...escalation, ESCALATION_URL: 'http://gateway.example/hook' }, /^ESCALATION_URL: [^\n]+$/],
    [{ ...escalation, ESCALATION_URL: 'http://127.0.0.1.example/hook' }, /^ESCALATION_URL: [^\n]+$/],
    [{ ...escalation, ESCALATION_URL: 'https://me:secret@gateway.example' }, /^ESCALATION_URL: [^\n]+$/],
    [
      { DATABASE_URL: 'postgres://db.example/kunjung', ESCALATION_MAIL_TO: 'jaga@bps.example' },
      /^MAIL_URL: [^\n]+$/,
    ],
    [{ ESCALATION_MAIL_TO: 'Jaga <jaga@bps.example>' }, /^ESCALATION_MAIL_TO[^\n]+$/],
  ])('with %j names what is wrong, and no secret', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
    expect(() => readConfig(env)).not.toThrow(/short-secret|me:secret/);
  });
});
