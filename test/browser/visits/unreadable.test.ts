import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { deposit, serveVisitor } from '../../world/desk.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { useScreens, picture, press, tap } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();
const at = { screens, world };
const visitor = useClient(world);
const staff = useClient(world, 'staff');

test('a value that cannot be opened has a word of its own on the screens, and is written anew', async () => {
  const { visit } = await serveVisitor({ visitor, staff });
  await deposit(staff, visit, '01');
  await sql`update private_note set body = '\\x00' where visit_id = ${visit.visitId}`.execute(world.db);
  await sql`update guest_book set name = '\\x00' where visit_id = ${visit.visitId}`.execute(world.db);

  const desk = await openSignedIn(at, '/petugas', 'supervisor');
  await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
  await press(desk, 'Lihat buku tamu');
  await desk.locator('.book').getByText('tidak terbaca').waitFor();
  await desk.locator('.book').getByText('Umum').waitFor();
  await press(desk, 'Kembalikan ID');
  await desk.getByRole('dialog').getByText('tidak terbaca').waitFor();
  await picture(desk, 'desk-unreadable');
  await desk.close();

  const story = await openSignedIn(at, `/riwayat/${visit.visitId}`, 'supervisor');
  await press(story, 'Buka buku tamu');
  await story.getByText('tidak terbaca lagi').waitFor();
  expect(await story.getByLabel('Nama lengkap').inputValue()).toBe('');
  await story.getByLabel('Nama lengkap').fill('Budi Lagi');
  const form = story.locator('book-correction');
  await form.getByLabel('Alasan').fill('Tidak terbaca');
  await tap(form.getByRole('button', { name: 'Simpan koreksi' }));
  await story.getByText('Koreksi: Buku tamu').waitFor();
  expect((await staff.readVisit(visit)).guestBook?.name).toBe('Budi Lagi');
  await story.close();
  expect(world.takeErrors()).toHaveLength(2);
});
