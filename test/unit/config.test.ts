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
  ['RATE_LIMITS', 'yes'],
  ['LOG_LEVEL', 'loud'],
])('%s that is %s is told in a sentence', (variable, value) => {
  expect(() => readConfig({ [variable]: value })).toThrow(new RegExp(`^${variable}: must [^\n]+$`));
  expect(() => readConfig({ [variable]: value })).not.toThrow(/secret/);
});

test('the last port has none after it for the worker', () => {
  expect(() => readConfig({ METRICS_PORT: '65535' })).toThrow(/^WORKER_METRICS_PORT: must be set/);
  expect(readConfig({ METRICS_PORT: '65535', WORKER_METRICS_PORT: '0' }).metrics.workerPort).toBe(0);
});

describe('mail', () => {
  test('is off by default, and on with everything it needs', () => {
    expect(readConfig({}).mail).toBeNull();
    expect(readConfig({ MAIL_FROM: mail.MAIL_FROM }).mail).toBeNull();
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
    [{ ...mail, MAIL_FROM: 'PST <pst@mail.example>' }, /^MAIL_FROM: [^\n]+$/],
  ])('with %j names what is wrong, and no secret', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
    expect(() => readConfig(env)).not.toThrow(/secret/);
  });
});
