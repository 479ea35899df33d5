import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createCipher } from '../../../db/sealing/cipher.ts';
import { prepareMail, queueMail } from '../../../db/mail/outbox.ts';
import { password } from '../../world/office.ts';
import { until } from '../../world/until.ts';
import { useResource, useWorld } from '../../world/use.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';

const folder = useResource(async () => {
  const path = await mkdtemp(join(tmpdir(), 'kunjung-mails-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
});
const world = useWorld({}, () => ({
  mail: {
    url: pathToFileURL(folder.path).href,
    from: 'kunjung@kunjung.invalid',
    linkBase: 'http://127.0.0.1:8080',
  },
}));
const screens = useScreens();

async function owe(cipher = world.cipher): Promise<string> {
  const mail = { kind: 'email-check', cause: randomUUID() } as const;
  await world.db.transaction().execute(async (trx) => {
    await prepareMail(trx, cipher, {
      ...mail,
      office: world.office,
      language: 'id',
      to: 'siti@example.com',
      values: {
        office: 'BPS Provinsi Kalimantan Utara',
        path: `/e/${'A'.repeat(22)}`,
        validUntil: Date.now() + 86_400_000,
        timeZone: 'Asia/Makassar',
      },
      goodUntil: Date.now() + 86_400_000,
    });
    await queueMail(trx, mail);
  });
  await until('it is not under way', async () => {
    const row = world.db.selectFrom('mail').select('stage').where('cause', '=', mail.cause);
    return (await row.executeTakeFirst())?.stage !== 'queued';
  });
  return mail.cause;
}

async function open(language: 'id' | 'en'): Promise<Page> {
  const page = await screens.open(`${world.base}/admin?lang=${language}`, 'desk');
  const id = language === 'id';
  await page.getByLabel(id ? 'Nama pengguna' : 'User name').fill(`admin-${world.office}`);
  await page.getByLabel(id ? 'Kata sandi' : 'Password').fill(password);
  await press(page, id ? 'Masuk' : 'Sign in');
  return page;
}

describe.each([
  {
    language: 'id' as const,
    title: 'Surat keluar',
    none: 'Belum ada surat.',
    filed: 'Disimpan',
    dead: 'Gagal: isinya tidak dapat dibuka dengan kunci ini',
    read: 'Baca',
    reload: 'Muat ulang',
    close: 'Tutup',
    resend: 'Kirim lagi',
    waiting: 'Menunggu',
  },
  {
    language: 'en' as const,
    title: 'Outgoing mail',
    none: 'No mail yet.',
    filed: 'Filed',
    dead: 'Failed: cannot be opened with this key',
    read: 'Read',
    reload: 'Reload',
    close: 'Close',
    resend: 'Send again',
    waiting: 'Waiting',
  },
])('the outgoing mails ($language)', (texts) => {
  test('are listed, read with links that can be followed, and sent again', async () => {
    await world.db.deleteFrom('mail').execute();
    const page = await open(texts.language);
    const mails = page.locator('mail-list');
    await mails.getByRole('heading', { name: texts.title }).waitFor();
    await mails.getByText(texts.none).waitFor();
    await owe();
    await owe(createCipher(Buffer.alloc(32, 7)));
    await tap(mails.getByRole('button', { name: texts.reload }));
    await mails.getByText(texts.filed, { exact: true }).waitFor();
    await mails.getByText(texts.dead).waitFor();
    await tap(mails.getByRole('button', { name: texts.read }));
    const link = mails.getByRole('link', { name: `http://127.0.0.1:8080/e/${'A'.repeat(22)}?lang=en` });
    expect(await link.getAttribute('href')).toBe(`http://127.0.0.1:8080/e/${'A'.repeat(22)}?lang=en`);
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    const heading = mails.getByRole('heading', { name: /Apakah ini alamat e-mail Anda/ });
    await expect.poll(() => heading.evaluate((own) => own.matches(':focus'))).toBe(true);
    await picture(page, `mails-${texts.language}`, { whole: true });
    await tap(mails.getByRole('button', { name: texts.close }));
    await expect.poll(() => link.count()).toBe(0);
    await tap(mails.getByRole('button', { name: texts.resend }));
    await until('it was sent again', () =>
      world.db
        .selectFrom('mail')
        .select('round')
        .where('round', '=', 2)
        .where('stage', '!=', 'queued')
        .executeTakeFirst(),
    );
  });
});
