import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { io } from 'socket.io-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { unreadable } from '../../../domain/unreadable.ts';
import type { WholeGuestBook } from '../../../wire/visitors/guest-books.ts';
import type { VisitStory } from '../../../wire/supervision/stories.ts';
import type { DeskSnapshot, DeskVisit, StaffVisit } from '../../../wire/visits.ts';
import { guestBook } from '../../world/client.ts';
import { deposit, serveVisitor } from '../../world/desk.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);
const staff = useClient(world, 'supervisor');

let damaged: StaffVisit;
let sound: StaffVisit;

/** Two visits with everything sealed that a visit can have; the bytes of one are another key's, cut off or flipped. */
beforeAll(async () => {
  [damaged, sound] = [await wholeVisit('FO-1', '01'), await wholeVisit('FO-2', '02')];
  const other = randomBytes(60);
  const { visitId } = damaged;
  await world.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx); // past the triggers that forbid it
    await sql`update private_note set body = ${other} where visit_id = ${visitId}`.execute(trx);
    await sql`update guest_book set name = ${other}, email = ''::bytea,
      phone = set_byte(phone, length(phone) - 1, get_byte(phone, length(phone) - 1) # 1)
      where visit_id = ${visitId}`.execute(trx);
    await sql`update correction set reason = substr(reason, 1, 20) where visit_id = ${visitId}`.execute(trx);
    await sql`update incident set note = ${other} where visit_id = ${visitId}`.execute(trx);
  });
});

async function wholeVisit(counter: string, locker: string): Promise<StaffVisit> {
  const { visit } = await serveVisitor({ visitor, staff }, counter);
  const held = await deposit(staff, visit, locker);
  const path = `/api/v1/visits/${held.visitId}`;
  const { times } = (await staff.send<VisitStory>(`${path}/story`)).body;
  const correction = { field: 'served', at: times.served, reason: 'salah tekan' };
  expect((await staff.post(`${path}/corrections`, correction)).status).toBe(201);
  expect((await staff.post(`${path}/incidents`, { kind: 'key-lost', note: 'jatuh' })).status).toBe(201);
  return held;
}

/** The errors since the last look, which are these faults and nothing of the data. */
function faults(): { table: string; column: string }[] {
  const lines = world.takeErrors();
  for (const line of lines) expect(line).toContain('"msg":"value cannot be opened"');
  expect(lines.join('\n')).not.toMatch(/0003|Budi|budi@|salah tekan|jatuh/);
  return lines.map((line) => {
    const { table, column } = JSON.parse(line) as { table: string; column: string };
    return { table, column };
  });
}

describe('a value that cannot be opened', () => {
  test('is unreadable by itself in the list, and told once', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await staff.send<{ visits: DeskVisit[] }>(staff.inOffice('/visits'));
      expect(status).toBe(200);
      expect(body.visits.map(({ custody }) => custody?.idLast4)).toEqual([unreadable, '0003']);
    }
    expect(faults()).toEqual([{ table: 'private_note', column: 'id-last4' }]);
  });

  test("does not keep the desk's line silent", async () => {
    const line = io(`${world.base}/desk`, {
      transports: ['websocket'],
      auth: { office: world.office },
      extraHeaders: { cookie: staff.cookie },
    });
    let desk: DeskSnapshot | null = null;
    line.on('desk', (snapshot: DeskSnapshot) => (desk = snapshot));
    const { visits } = await until('the desk', async () => desk);
    expect(visits.map(({ custody }) => custody?.idLast4)).toEqual([unreadable, '0003']);
    line.close();
  });

  test('is unreadable in the story and among the incidents', async () => {
    const { body: story } = await staff.send<VisitStory>(`/api/v1/visits/${damaged.visitId}/story`);
    expect(story.corrections.map(({ reason }) => reason)).toEqual([unreadable]);
    const { body } = await staff.send<{ incidents: { visitId: string; note: string }[] }>(
      staff.inOffice('/incidents'),
    );
    const notes = new Map(body.incidents.map(({ visitId, note }) => [visitId, note]));
    expect(notes.get(damaged.visitId)).toBe(unreadable);
    expect(notes.get(sound.visitId)).toBe('jatuh');
    expect(faults()).toEqual([
      { table: 'correction', column: 'reason' },
      { table: 'incident', column: 'note' },
    ]);
  });

  test('leaves the rest of the guest book to be read, and a supervisor can write it anew', async () => {
    const { guestBook: shown } = await staff.readVisit(damaged);
    expect(shown).toMatchObject({ name: unreadable, email: unreadable, institution: 'Umum', purpose: 1 });
    const path = `/api/v1/visits/${damaged.visitId}`;
    const whole = await staff.send<WholeGuestBook>(`${path}/staff/guest-book`);
    expect(whole).toMatchObject({
      status: 200,
      body: { guestBook: { name: unreadable, email: unreadable, phone: unreadable, institution: 'Umum' } },
    });
    expect(faults().map(({ column }) => column)).toEqual(['name', 'email', 'phone']);
    const again = { field: 'guest-book', guestBook, reason: 'ditulis ulang' };
    expect((await staff.post(`${path}/corrections`, again)).status).toBe(201);
    expect((await staff.readVisit(damaged)).guestBook).toMatchObject({ name: guestBook.name });
  });

  test('hinders no move', async () => {
    const back = await staff.move(await staff.readVisit(damaged), 'return-id', { lockerKey: 'returned' });
    expect(back).toMatchObject({ status: 200, body: { custody: null } });
  });
});
