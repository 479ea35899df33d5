import { beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisit } from '../../../wire/visits.ts';
import { guestBook } from '../../world/client.ts';
import { createPostOffice } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';

const linkBase = 'https://kunjung.example';

const post = useResource(createPostOffice);
beforeAll(async () => {
  await post.open();
});
const world = useWorld({}, () => ({
  mail: { url: post.url, from: 'pst@kunjung.example', linkBase: `${linkBase}/` },
}));
const visitor = useClient(world);
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

/** The name in the kept guest book of an address, or null. */
async function keptName(email: string): Promise<string | null> {
  const { body } = await staff.send<{ profile: { name: string } | null }>(
    `/api/v1/offices/${world.office}/profiles/lookup`,
    { method: 'POST', body: { email } },
  );
  return body.profile?.name ?? null;
}

/** A visitor who was called. */
async function called(): Promise<{ token: string; visit: StaffVisit }> {
  const { body: ticket } = await visitor.takeTicket();
  const visit = (await staff.call()).body.visit as StaffVisit;
  expect(visit.visitId).toBe(ticket.visitId);
  return { token: ticket.token, visit };
}

/** A visitor comes and asks to be remembered. */
async function comes(email: string, name: string): Promise<void> {
  const { token } = await called();
  expect((await visitor.fillGuestBook(token, { email, name, remember: true })).status).toBe(200);
}

async function offers(): Promise<number> {
  const rows = await world.db.selectFrom('profile_offer').select('command_id').execute();
  return rows.length;
}

/** Opens the links of some letters. */
async function answerAll(letters: readonly { text: string }[]): Promise<void> {
  for (const { text } of letters) {
    const [, token = ''] = new RegExp(`${linkBase}/e/([A-Za-z0-9_-]{22})`).exec(text) ?? [];
    expect((await visitor.send(`/api/v1/email-checks/${token}`, { method: 'POST' })).status).toBe(200);
  }
}

describe('a kept guest book', () => {
  test('is not replaced by one that was refused', async () => {
    const email = 'tetap@example.com';
    await comes(email, 'Pemilik');
    const { body: waiting } = await visitor.takeTicket();
    const refused = await visitor.fillGuestBook(waiting.token, { email, name: 'Penyerang', remember: true });
    expect(refused.status).toBe(409);
    expect(await keptName(email)).toBe('Pemilik');
    await visitor.send(`/api/v1/visits/${waiting.token}/cancel`, { method: 'POST' });
  });

  test('is not made by one that was refused', async () => {
    const email = 'belum@example.com';
    const { body: waiting } = await visitor.takeTicket();
    await visitor.fillGuestBook(waiting.token, { email, name: 'Penyerang', remember: true });
    expect(await keptName(email)).toBeNull();
    await visitor.send(`/api/v1/visits/${waiting.token}/cancel`, { method: 'POST' });
  });

  test('is not replaced by whoever types its address, until mail there was answered', async () => {
    const email = 'berubah@example.com';
    await comes(email, 'Lama');
    await comes(email, 'Baru');
    expect(await keptName(email)).toBe('Lama');
    const lettersTo = () => post.letters.filter(({ to }) => to.includes(email));
    await until('a letter about each visit', async () => lettersTo().length === 2);
    await answerAll(lettersTo());
    expect(await keptName(email)).toBe('Baru');
  });

  test('is replaced by the one an officer submits, and by a supervisor’s correction', async () => {
    const email = 'petugas@example.com';
    await comes(email, 'Lama');
    const { visit } = await called();
    const book = { ...guestBook, email, name: 'Dari meja', remember: true };
    const { body: submitted, status } = await staff.move(visit, 'submit-guest-book', { guestBook: book });
    expect(status).toBe(200);
    expect(await keptName(email)).toBe('Dari meja');
    const corrected = await supervisor.send(`/api/v1/visits/${submitted.visitId}/corrections`, {
      method: 'POST',
      body: { field: 'guest-book', guestBook: { ...book, name: 'Dibetulkan' }, reason: 'salah ketik' },
    });
    expect(corrected.status).toBe(201);
    expect(await keptName(email)).toBe('Dibetulkan');
  });

  test('that was forgotten does not come back with a letter that is answered later', async () => {
    const email = 'lupakan@example.com';
    await comes(email, 'Lama');
    await comes(email, 'Baru');
    const lettersTo = () => post.letters.filter(({ to }) => to.includes(email));
    await until('a letter about each visit', async () => lettersTo().length === 2);
    const path = `/api/v1/offices/${world.office}/profiles/forget`;
    expect((await staff.send(path, { method: 'POST', body: { email } })).body).toEqual({ forgotten: true });
    await answerAll(lettersTo());
    expect(await keptName(email)).toBeNull();
  });

  test('leaves no offer behind once it is kept', async () => {
    const before = await offers();
    await comes('sekali@example.com', 'Sekali');
    expect(await keptName('sekali@example.com')).toBe('Sekali');
    expect(await offers()).toBe(before);
  });
});
