/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ComplaintView, ListedComplaint } from '../../../wire/complaints/complaints.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { enter, picture, press, type sizes, tap, tick, useScreens } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld();
const supervisor = useClient(world, 'supervisor');
const screens = useScreens();

type Device = keyof typeof sizes;
type Staff = 'staff' | 'supervisor';
const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun dari petugas.';
const rina = { name: 'Rina Wati', email: 'rina@example.com', phone: '0812-3456-7890' };
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;
const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** Complains, as somebody outside does. */
async function file(identity: 'named' | 'confidential' | 'anonymous' = 'named', words = text) {
  const person = identity === 'anonymous' ? {} : { person: rina };
  const { body } = await world
    .client()
    .post<{ reference: string; secret: string }>(at(), { text: words, identity, ...person });
  return body;
}

async function idOf(reference: string): Promise<string> {
  const { body } = await supervisor.send<{ complaints: ListedComplaint[] }>(
    at(`?state=all&reference=${reference}`),
  );
  return body.complaints[0]?.id ?? '';
}

async function move(reference: string, body: object): Promise<void> {
  const id = await idOf(reference);
  const { body: before } = await supervisor.send<ComplaintView>(at(`/${id}`));
  const answer = await supervisor.post(at(`/${id}/moves`), { expectedRevision: before.revision, ...body });
  expect(answer.status).toBe(200);
}

/** From now on a page hears nothing new by itself; answers how it does again. */
async function deafen(page: Page): Promise<() => Promise<void>> {
  const reading = ({ pathname, searchParams }: URL): boolean =>
    pathname === at() && !searchParams.has('reference');
  const problem = { type: '/problems/database-unavailable', title: 'Terganggu.', status: 503 };
  await page.route(reading, (route) => route.fulfill({ status: 503, json: problem }));
  return () => page.unroute(reading);
}

/** The page of the complaints, opened by somebody signed in. */
async function open(
  as: Staff,
  {
    hash = '',
    device = 'desk',
    lang = 'id',
  }: { readonly hash?: string; readonly device?: Device; readonly lang?: string } = {},
): Promise<Page> {
  const page = await screens.open(`${world.base}/pengaduan/kelola`, device);
  await signIn(page, `${as}-${world.office}`);
  await page.locator('complaints-desk').waitFor();
  await page.goto(`${world.base}/pengaduan/kelola?lang=${lang}#${hash}`);
  await page.locator('complaints-desk').waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

describe('a supervisor', () => {
  test('verifies a complaint, gives it to an officer, and hands the answer to its complainant', async () => {
    const { reference } = await file();
    const page = await open('supervisor');
    await tap(page.getByRole('link', { name: new RegExp(reference) }));
    await page.getByRole('heading', { name: reference }).waitFor();
    expect(await page.evaluate(() => document.title)).toBe('Pengaduan masuk');
    await press(page, 'Verifikasi');
    await press(page, 'Verifikasi');
    await page.getByText('Pilih salah satu.').waitFor();
    await tick(page.getByRole('radio', { name: /Pengaduan normatif/ }));
    await picture(page, 'complaints-verify', { whole: true });
    await press(page, 'Verifikasi');
    await page.getByText('Diverifikasi', { exact: true }).first().waitFor();
    await press(page, 'Tetapkan petugas');
    await page.getByText('Tidak ada yang berubah. Pilih petugas lain.').waitFor();
    await page
      .getByLabel('Petugas', { exact: true })
      .selectOption({ label: `staff of ${world.office} (0 terbuka)` });
    await press(page, 'Tetapkan petugas');
    await page.getByText(`Kepada staff of ${world.office}`).waitFor();

    const officer = await open('staff', { hash: reference });
    await press(officer, 'Catat tindak lanjut');
    await officer.getByLabel('Apa yang sudah dilakukan?').fill('Jadwal loket diperiksa.');
    await press(officer, 'Catat tindak lanjut');
    await press(officer, 'Jawab');
    await officer.getByLabel('Jawaban untuk pengadu').fill('Loket kini dijaga dua petugas.');
    await press(officer, 'Jawab');
    await officer.getByText('Loket kini dijaga dua petugas.').waitFor();
    await officer.locator('.stage').getByText('Dijawab').waitFor();
    await picture(officer, 'complaints-answered', { whole: true });
    await officer.close();

    await page.locator('.stage').getByText('Dijawab').waitFor(); // by itself
    await page.close();
  });

  test('keeps what was typed when somebody else was faster, and sees the complaint as it is now', async () => {
    const { reference } = await file('anonymous');
    const page = await open('supervisor', { hash: reference });
    await press(page, 'Kirim pesan');
    await page.getByLabel('Pesan untuk pengadu').fill('Kapan kejadiannya?');
    await move(reference, { move: 'verify', kind: 'ordinary' });
    await press(page, 'Kirim pesan');
    await page.getByText('Pengaduan ini sudah berubah. Di bawah tampak keadaannya sekarang').waitFor();
    await page.locator('.stage').getByText('Diverifikasi').waitFor();
    expect(await page.getByLabel('Pesan untuk pengadu').inputValue()).toBe('Kapan kejadiannya?');
    await press(page, 'Kirim pesan');
    await page.locator('ol').getByText('Kapan kejadiannya?').waitFor();

    await press(page, 'Catat tindak lanjut');
    await page.getByLabel('Apa yang sudah dilakukan?').fill('Sudah diperiksa.');
    let hear = await deafen(page);
    await move(reference, { move: 'dismiss', text: 'Sama dengan yang lain.' });
    await press(page, 'Catat tindak lanjut');
    await page.getByText('langkah ini tidak mungkin lagi').waitFor();
    await page.locator('complaint-move').getByText('Sudah diperiksa.').waitFor();
    await hear();

    const other = await file('anonymous', `${text} Besok juga.`);
    await page.goto(`${world.base}/pengaduan/kelola#${other.reference}`);
    await page.getByRole('heading', { name: other.reference }).waitFor();
    await press(page, 'Verifikasi');
    await tick(page.getByRole('radio', { name: /Pengaduan normatif/ }));
    hear = await deafen(page);
    await move(other.reference, { move: 'dismiss', text: 'Bukan tentang kami.' });
    await press(page, 'Verifikasi');
    const overtaken = page.locator('complaint-move').getByRole('alert');
    await overtaken.getByText('Pengaduan ini sudah berubah, dan langkah ini tidak mungkin lagi.').waitFor();
    expect(await page.locator('complaint-move .answer').count()).toBe(0);
    await picture(page, 'complaints-overtaken', { whole: true });
    await hear();
    await page.close();
  });

  test('finds a half-written answer after a reload, and nobody finds it once it is sent or they left', async () => {
    const { reference } = await file('anonymous');
    const page = await open('supervisor', { hash: reference });
    const message = page.getByLabel('Pesan untuk pengadu');
    const half = 'Kami sedang menanyakan kepada';
    const left: string[] = [];
    page.on('request', (request) => left.push(`${request.url()} ${request.postData() ?? ''}`));
    await press(page, 'Kirim pesan');
    await message.fill(half);
    await page.reload();
    await expect.poll(() => message.inputValue()).toBe(half);
    expect(left.filter((request) => request.includes(half))).toEqual([]);
    await press(page, 'Kirim pesan');
    await page.locator('ol').getByText(half, { exact: true }).waitFor();
    await message.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('ol').getByText(half, { exact: true }).waitFor();
    expect(await message.count()).toBe(0);

    await press(page, 'Kirim pesan');
    await message.fill('Nanti saya lanjutkan');
    const kept = () => page.evaluate(() => JSON.stringify(sessionStorage));
    expect(await kept()).toContain('Nanti saya lanjutkan');
    await press(page, 'Keluar');
    await page.getByLabel('Kata sandi').waitFor();
    expect(await kept()).not.toContain('Nanti');
    await signIn(page, `supervisor-${world.office}`);
    await page.getByRole('heading', { name: reference }).waitFor();
    expect(await message.count()).toBe(0);
    await page.close();
  });

  test('sees who complains for a reason alone, and nobody with the next complaint', async () => {
    const first = await file('confidential');
    const second = await file('anonymous');
    const page = await open('supervisor', { hash: first.reference });
    await page.getByRole('heading', { name: first.reference }).waitFor();
    expect(await page.content()).not.toContain(rina.name);
    await page.getByLabel('Alasan melihat').selectOption('contact');
    await press(page, 'Tampilkan identitas');
    await page.getByText(rina.name).waitFor();
    expect(await page.locator('a[href="tel:+6281234567890"]').count()).toBe(1);
    await picture(page, 'complaints-complainant', { whole: true });
    await page.getByLabel('Cari nomor').fill(second.reference);
    await press(page, 'Buka');
    await page.getByRole('heading', { name: second.reference }).waitFor();
    expect(await page.getByText(rina.name).count()).toBe(0);
    await page.getByText('Pengadu tidak menyebut nama.').waitFor();
    expect(await page.getByRole('button', { name: 'Tampilkan identitas' }).count()).toBe(0);
    const row = page.locator('nav a.item', { hasText: second.reference });
    await row.getByText('Petugas belum ditetapkan').waitFor();
    await picture(page, 'complaints-anonymous', { whole: true });
    await page.close();
  });

  test('sees in the list what each complaint is about, whether it says something new, and finds it by its end', async () => {
    const plain = await file('named', 'Kursi roda tidak tersedia di pintu masuk kantor ini.');
    const kept = await file('confidential', 'Petugas di loket tiga meminta uang dari saya.');
    await move(plain.reference, { move: 'verify', kind: 'normative' });
    const posted = await world.client().send(`/api/v1/complaints/${plain.reference}/moves`, {
      method: 'POST',
      body: { move: 'message', text: 'Apakah sudah ada?' },
      headers: { 'complaint-secret': plain.secret },
    });
    expect(posted.status).toBe(200);
    const page = await open('supervisor');
    const row = page.locator('nav a.item', { hasText: plain.reference });
    await row.getByText('Kursi roda tidak tersedia').waitFor();
    await row.getByText('Pengaduan normatif').waitFor();
    await row.getByText('1 pesan baru dari pengadu').waitFor();
    const hidden = page.locator('nav a.item', { hasText: kept.reference });
    await hidden.getByText('Rahasia: isinya hanya di pengaduan itu sendiri.').waitFor();
    await hidden.getByText('Jenis belum ditentukan').waitFor();
    expect(await page.locator('complaints-desk nav').innerText()).not.toContain('meminta uang');
    await picture(page, 'complaints-list-words', { whole: true });
    await page.getByLabel('Cari nomor').fill(String(Number(kept.reference.slice(-4))));
    await press(page, 'Buka');
    await page.getByRole('heading', { name: kept.reference }).waitFor();
    await page.getByLabel('Cari nomor').fill('9999');
    await press(page, 'Buka');
    await page.getByText('Tidak ada pengaduan bernomor 9999').waitFor();
    await page.close();
  });

  test('is told that two complaints say the same, and goes from one to the other', async () => {
    const words = `${text} Kejadian yang sama.`;
    const first = await file('anonymous', words);
    const { reference } = await file('anonymous', words);
    const page = await open('supervisor', { hash: reference });
    await tap(page.locator('complaint-case').getByRole('link', { name: first.reference }));
    await page.getByRole('heading', { name: first.reference }).waitFor();
    await page.close();
  });
});

describe('an officer', () => {
  test('sees the own cases alone, and not who complains confidentially', async () => {
    const own = await file('confidential');
    const other = await file();
    await move(own.reference, { move: 'assign', assignee: `staff-${world.office}` });
    const page = await open('staff', { hash: own.reference });
    await page.getByText('Identitas pengadu ini hanya untuk supervisor.').waitFor();
    expect(await page.getByText(other.reference).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Teruskan ke unit lain' }).count()).toBe(0);
    await page.getByLabel('Cari nomor').fill(other.reference);
    await press(page, 'Buka');
    await page.getByText(`Tidak ada pengaduan bernomor ${other.reference}, atau`).waitFor();
    await page.goto(`${world.base}/pengaduan/kelola#${other.reference}`);
    await page.getByText('Pengaduan ini tidak ada, atau tidak ditetapkan untuk Anda.').waitFor();
    await page.close();
  });

  test('enters what came another way, and hands number and code over', async () => {
    const page = await open('staff');
    await tap(page.getByRole('link', { name: 'Catat pengaduan' }));
    await press(page, 'Simpan pengaduan');
    await page.getByRole('link', { name: /Tulis sedikitnya 20 huruf/ }).waitFor();
    await page.getByLabel('Bagaimana pengaduan ini datang?').selectOption('box');
    await page.getByLabel('Isi pengaduan, dengan kata-kata pengadu').fill(text);
    await tick(page.getByRole('radio', { name: /Dengan nama/ }));
    await page.locator('#text-fault, #identity-fault').first().waitFor({ state: 'detached' });
    await page.getByLabel('Alamat e-mail (opsional)').fill('rina@');
    await press(page, 'Simpan pengaduan');
    const told = page.locator('#faults li');
    await expect
      .poll(() => told.allInnerTexts())
      .toEqual(['Nama: Wajib diisi.', 'Alamat e-mail: Tulis alamat lengkap, misalnya siti@contoh.go.id.']);
    await tap(page.getByRole('link', { name: 'Nama: Wajib diisi.' }));
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    await page.getByLabel('Nama', { exact: true }).fill(rina.name);
    await page.locator('#name-fault').waitFor({ state: 'detached' });
    await page.getByLabel('Alamat e-mail (opsional)').fill(rina.email);
    await page.locator('#faults').waitFor({ state: 'detached' });
    await picture(page, 'complaints-entry', { whole: true });
    await press(page, 'Simpan pengaduan');
    await page.getByRole('heading', { name: 'Tanda terima pengaduan' }).waitFor();
    const reference = (await page.locator('#reference').textContent()) ?? '';
    const secret = (await page.locator('#secret').textContent()) ?? '';
    await picture(page, 'complaints-receipt', { whole: true });
    await page.goto(`${world.base}/pengaduan/${reference}#${secret.replaceAll(' ', '')}`);
    await page.getByText(text).waitFor();
    await page.close();
  });
});

describe('the page of the complaints', () => {
  test('is worked by keys alone', async () => {
    const { reference } = await file('anonymous', `${text} Lagi.`);
    const page = await open('supervisor');
    const link = page.getByRole('link', { name: new RegExp(reference) });
    await link.focus();
    await enter(page);
    await page.getByRole('heading', { name: reference }).waitFor();
    await page.waitForFunction(() => {
      const desk = document.querySelector('complaints-page')?.shadowRoot?.querySelector('complaints-desk');
      return desk?.shadowRoot?.activeElement?.shadowRoot?.activeElement?.tagName === 'H2';
    });
    await page.keyboard.press('Tab');
    await enter(page);
    await page.getByRole('radio', { name: /Permintaan informasi/ }).waitFor();
    // what has just come under the finger takes no press yet
    await until('a kind is chosen', async () => {
      await page.keyboard.press('ArrowDown');
      return (await page.getByRole('radio', { checked: true }).count()) === 1;
    });
    await until('it is verified', async () => {
      await page.keyboard.press('Enter');
      return (await page.locator('.stage').textContent()) === 'Diverifikasi';
    });
    await page.close();
  });

  const each = (['desk', 'phone'] as const).flatMap((device) =>
    (['id', 'en'] as const).map((lang) => [device, lang] as const),
  );

  test.each(each)('on the %s in %s has no barrier and fits', async (device, lang) => {
    const { reference } = await file('confidential', `${text} ${device} ${lang}`);
    await move(reference, { move: 'verify', kind: 'supervisory' });
    await world.db
      .updateTable('complaint')
      .set({ follow_up_due_at: new Date(Date.now() - 86_400_000) })
      .where('reference', '=', reference)
      .execute();
    for (const [name, hash] of [
      ['list', ''],
      ['case', reference],
      ['entry', 'catat'],
    ] as const) {
      const page = await open('supervisor', { hash, device, lang });
      await page.locator('.item').first().waitFor({ state: 'attached' });
      if (name === 'case') await page.locator('complaint-case h2').waitFor();
      if (name === 'entry') await page.locator('complaint-entry h2').waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
      await picture(page, `complaints-${name}-${device}-${lang}`, { whole: true });
      await page.close();
    }
  });

  test('is reached from the desk and from supervision', async () => {
    for (const [as, path] of [
      ['staff', '/petugas'],
      ['supervisor', '/pengawas'],
    ] as const) {
      const page = await screens.open(`${world.base}${path}`, 'desk');
      await signIn(page, `${as}-${world.office}`);
      const link = page.getByRole('link', { name: 'Pengaduan', exact: true });
      expect(await link.getAttribute('href')).toContain('/pengaduan/kelola');
      await page.close();
    }
  });
});
