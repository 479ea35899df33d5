/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { toShelfCode } from '../../../domain/catalogue/shelf-code.ts';
import type { InRoomUse } from '../../../wire/catalogue/in-room-uses.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import { deposit, serveVisitor } from '../../world/desk.ts';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { barriers } from '../screens/axe.ts';
import { scan } from '../screens/scanner.ts';
import { picture, press, tap, useScreens } from '../screens/screens.ts';
import { openSignedIn } from '../screens/signed-in.ts';

const world = useWorld();
const screens = useScreens();

/** A printed title of the sample collection, and its label. */
let book: { id: string; title: string; code: string; number: string };

beforeAll(async () => {
  const publications = await readSampleCollection();
  await world.db
    .transaction()
    .execute((trx) => storePublications(trx, { office: world.office, publications, sample: true }));
  const row = await world.db
    .selectFrom('publication')
    .select(['id', 'title', 'shelf_number', 'publication_number'])
    .where('copies', '=', 1)
    .where('publication_number', 'is not', null)
    .orderBy('title')
    .executeTakeFirstOrThrow();
  const { id, title, shelf_number: shelfNumber, publication_number: number } = row;
  book = { id, title, code: toShelfCode(shelfNumber), number: number ?? '' };
});

const finder = (page: Page) => page.getByRole('textbox', { name: 'Cari atau pindai pustaka' });
const uses = (page: Page) => page.locator('visit-books .uses li');

/** A tablet with a visitor in the library, who has so many books. */
async function openDesk({ books = 0 } = {}): Promise<{ desk: Page; visit: StaffVisit }> {
  const staff = await world.client().signIn('staff');
  const { visit } = await serveVisitor({ visitor: world.client(), staff }, 'FO-1');
  const skipped = (await staff.move(visit, 'skip-locker', { reason: 'no-bag' })).body;
  const inside = (await staff.move(skipped, 'enter')).body;
  for (let n = 0; n < books; n += 1) await recordUse(inside);
  const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
  await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
  await desk.getByRole('heading', { name: visit.label }).waitFor();
  return { desk, visit: inside };
}

async function leave(visit: StaffVisit): Promise<void> {
  const staff = await world.client().signIn('staff');
  expect((await staff.move(await staff.readVisit(visit), 'leave')).status).toBe(200);
}

/** Records through the api that the visitor reads the book. */
async function recordUse({ visitId }: StaffVisit): Promise<void> {
  const staff = await world.client().signIn('staff');
  const { status } = await staff.post(`/api/v1/visits/${visitId}/uses`, { publication: book.id });
  expect(status).toBe(201);
}

const bottomOf = (box: { y: number; height: number } | null): number => (box ? box.y + box.height : 0);

/** What the database has of a title today, without what was taken back. */
async function countUses(id: string): Promise<number> {
  const { n } = await world.db
    .selectFrom('in_room_use')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('publication_id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

describe('a visitor in the library', () => {
  test('gets a book that the officer finds by words, records with one press and puts back', async () => {
    const { desk, visit } = await openDesk();
    await finder(desk).fill('kemiskinan');
    const row = desk.locator('book-finder li').first();
    await row.getByText(/^Rak \d+, baris \d+$/).waitFor();
    await picture(desk, 'desk-book-found');
    expect(await barriers(desk)).toEqual([]);
    const title = await row.locator('.title').innerText();
    await tap(row.getByRole('button', { name: /^Catat dibaca/ }));
    await uses(desk).filter({ hasText: title }).waitFor();
    await until('the finder to be empty', async () => (await finder(desk).inputValue()) === '');
    await picture(desk, 'desk-book-recorded');
    expect(await barriers(desk)).toEqual([]);
    await tap(desk.getByRole('button', { name: /^Kembalikan ke rak/ }));
    await desk.getByRole('button', { name: /^Kembalikan ke rak/ }).waitFor({ state: 'detached' });
    await press(desk, 'EN, English');
    await desk.getByRole('heading', { name: 'Read in the room' }).waitFor();
    await picture(desk, 'desk-book-back-en');
    await desk.close();
    await leave(visit);
  });

  test('has two books, and the next that is found is seen without a scroll', async () => {
    const { desk, visit } = await openDesk({ books: 2 });
    await uses(desk).nth(1).waitFor();
    await finder(desk).fill('kemiskinan');
    const found = desk.locator('book-finder li');
    await found.nth(1).waitFor();
    await picture(desk, 'desk-book-found-beside-two');
    const fold = await desk.locator('section.visit').boundingBox();
    for (const row of await found.all()) {
      const box = await row.boundingBox();
      expect(box).not.toBeNull();
      expect(bottomOf(box)).toBeLessThanOrEqual(bottomOf(fold));
    }
    expect(await barriers(desk)).toEqual([]);
    await finder(desk).fill('kalimantan');
    await found.nth(4).waitFor();
    for (const seen of [finder(desk), found.nth(3)]) {
      const box = await seen.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(fold?.y ?? 0);
      expect(bottomOf(box)).toBeLessThanOrEqual(bottomOf(fold));
    }
    await picture(desk, 'desk-many-books-found-beside-two');
    await desk.close();
    await leave(visit);
  });

  test('brings the card back to its owner while a book is still out: the desk says so, and nothing is blocked', async () => {
    const staff = await world.client().signIn('staff');
    const { visit: served } = await serveVisitor({ visitor: world.client(), staff }, 'FO-1');
    const visit = (await staff.move(await deposit(staff, served, '03'), 'enter')).body;
    await recordUse(visit);
    const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
    await tap(desk.getByRole('button', { name: new RegExp(visit.label) }));
    await uses(desk).first().waitFor();
    const hint = desk.locator('visit-books').getByText('Masih tercatat dibaca: 1 buku.');
    expect(await hint.count()).toBe(0); // whoever reads is in the library with a book, as it should be
    await press(desk, 'Selesai membaca');
    await hint.waitFor();
    await picture(desk, 'desk-book-still-out');
    expect(await barriers(desk)).toEqual([]);
    await press(desk, 'Kembalikan ID');
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('Masih tercatat dibaca: 1 buku.').waitFor();
    await picture(desk, 'desk-book-still-out-dialog');
    expect(await barriers(desk)).toEqual([]);
    await tap(dialog.getByRole('button', { name: 'Kembalikan kartu ini' }));
    await dialog.waitFor({ state: 'hidden' });
    await press(desk, 'Selesai');
    await desk.locator('visit-card .where').getByText('Selesai').waitFor();
    await hint.waitFor();
    expect(await finder(desk).count()).toBe(0);
    await picture(desk, 'desk-book-still-out-after-visit');
    expect(await barriers(desk)).toEqual([]);
    await tap(desk.getByRole('button', { name: /^Kembalikan ke rak/ }));
    await hint.waitFor({ state: 'detached' });
    const ended = world.db
      .selectFrom('in_room_use as u')
      .innerJoin('visit as v', 'v.id', 'u.visit_id')
      .select(['u.returned_at', 'v.ended_at'])
      .where('v.id', '=', visit.visitId);
    const { returned_at: back, ended_at: end } = await ended.executeTakeFirstOrThrow();
    expect(Number(back)).toBeGreaterThan(Number(end));
    const { body } = await staff.send<{ uses: InRoomUse[] }>(`/api/v1/visits/${visit.visitId}/uses`);
    expect(body.uses.map(({ endedAt, isBack }) => [Date.parse(endedAt ?? ''), isBack])).toEqual([
      [Number(end), true],
    ]);
    await desk.close();
  });

  test('gets a book whose number is written with or without dots', async () => {
    const { desk, visit } = await openDesk();
    for (const number of [book.number, book.number.replaceAll('.', '')]) {
      await finder(desk).fill(number);
      await finder(desk).press('Enter');
      await desk.locator('book-finder li').filter({ hasText: book.title }).first().waitFor();
      await finder(desk).fill('');
      await desk.locator('book-finder li').first().waitFor({ state: 'detached' });
    }
    await desk.close();
    await leave(visit);
  });

  test('gets a book whose label is scanned, whatever has the focus, and every copy in use is no obstacle', async () => {
    const { desk, visit } = await openDesk();
    const before = await countUses(book.id);
    const record = desk.getByRole('button', { name: `Catat dibaca: ${book.title}`, exact: false });
    for (const [times, focus] of [
      [1, 'the field'],
      [2, 'a button of the desk'],
    ] as const) {
      if (focus === 'the field') await finder(desk).focus();
      else await desk.getByRole('button', { name: 'Panggil berikutnya' }).focus();
      await scan(desk, focus === 'the field' ? book.code : `${world.base}/pustaka/${book.id}`);
      await record.waitFor();
      expect(await desk.locator('book-finder li').count()).toBe(1);
      if (times === 2) {
        await desk.getByText('Menurut catatan semua eksemplar sedang dibaca.').waitFor();
        await picture(desk, 'desk-book-all-in-use');
        expect(await barriers(desk)).toEqual([]);
      }
      await tap(record);
      await until('the use', async () => (await countUses(book.id)) === before + times);
      await record.waitFor({ state: 'detached' });
    }
    await desk.getByRole('heading', { name: visit.label }).waitFor(); // no key of the label turned to another visit
    await tap(desk.getByRole('button', { name: /^Hapus catatan/ }).first());
    await until('one use less', async () => (await countUses(book.id)) === before + 1);
    await desk.close();
    await leave(visit);
  });

  test('is remembered with what was read, and gets no more once the visit is over', async () => {
    const { desk, visit } = await openDesk();
    await finder(desk).fill(book.code);
    await finder(desk).press('Enter');
    await tap(desk.getByRole('button', { name: /^Catat dibaca/ }));
    await uses(desk).filter({ hasText: book.title }).waitFor();
    await leave(visit);
    await finder(desk).waitFor({ state: 'detached' });
    await desk.close();
    const story = await openSignedIn({ screens, world }, `/riwayat/${visit.visitId}`, 'supervisor');
    await story.getByText(/^Dibaca di tempat: .*, sampai /).waitFor();
    await press(story, 'EN, English');
    await story.getByText(/^Read in the room: .*, until /).scrollIntoViewIfNeeded();
    await picture(story, 'story-of-reading-en', { whole: true });
    expect(await barriers(story)).toEqual([]);
    await story.close();
  });
});

describe('tidying the reading room', () => {
  test('is a scan for each book on the tables', async () => {
    const desk = await openSignedIn({ screens, world }, '/petugas', 'staff');
    const before = await countUses(book.id);
    await press(desk, 'Hitung dari meja …');
    const dialog = desk.getByRole('dialog');
    for (const times of [1, 2]) {
      await finder(desk).focus();
      await scan(desk, book.code);
      await dialog.getByRole('heading', { name: `Dihitung hari ini: ${times}` }).waitFor();
      await until('the field to be empty', async () => (await finder(desk).inputValue()) === '');
    }
    expect(await countUses(book.id)).toBe(before + 2);
    await picture(desk, 'desk-table-count');
    expect(await barriers(desk)).toEqual([]);
    await tap(dialog.getByRole('button', { name: /^Hapus catatan/ }).first());
    await dialog.getByRole('heading', { name: 'Dihitung hari ini: 1' }).waitFor();
    await press(desk, 'Selesai');
    await dialog.waitFor({ state: 'hidden' });
    await desk.close();
  });
});
