import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../config.ts';

const mail = { MAIL_URL: 'smtps://user:secret@mail.example', MAIL_FROM: 'pst@mail.example' };

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
