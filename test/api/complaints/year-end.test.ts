import { describe, expect, test } from 'vitest';
import type { ComplaintView, ListedComplaint } from '../../../wire/complaints/complaints.ts';
import { useClient, useClock, useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld({}, { timeZone: 'Asia/Makassar' });
const supervisor = useClient(world, 'supervisor');
/** Half a minute before the new year in WITA, on a Thursday; in UTC it is afternoon. */
const start = Date.parse('2026-12-31T15:59:30Z');
useClock(world, start);
const at = (path = ''): string => `/api/v1/offices/${world.office}/complaints${path}`;

/** Another time, at which a session of before is over. */
async function goTo(instant: number): Promise<void> {
  await shiftClock(world.db, instant - Date.now());
  await supervisor.signIn('supervisor');
}

async function complain(): Promise<{ id: string; reference: string }> {
  const text = 'Saya menunggu satu jam di loket tanpa penjelasan apa pun.';
  const { body } = await world.client().post<{ reference: string }>(at(), { text, identity: 'anonymous' });
  const { body: list } = await supervisor.send<{ complaints: ListedComplaint[] }>(
    at(`?state=all&reference=${body.reference}`),
  );
  return { id: list.complaints[0]?.id ?? '', reference: body.reference };
}

const read = async (id: string): Promise<ComplaintView> =>
  (await supervisor.send<ComplaintView>(at(`/${id}`))).body;

async function move(id: string, body: object): Promise<ComplaintView> {
  const { revision: expectedRevision } = await read(id);
  const answer = await supervisor.post<ComplaintView>(at(`/${id}/moves`), { expectedRevision, ...body });
  expect(answer.status).toBe(200);
  return answer.body;
}

describe('the numbers of complaints', () => {
  test('begin anew with the local year, not with that of UTC', async () => {
    await goTo(start);
    const { reference: last } = await complain();
    await goTo(Date.parse('2026-12-31T16:00:01Z'));
    const { reference: first } = await complain();
    expect(last).toMatch(/^ADU-\d{4}-2026-0001$/);
    expect(first).toMatch(/^ADU-\d{4}-2027-0001$/);
  });
});

describe('an answer', () => {
  test.each([
    ['in the last minute of the day it is owed on is in time', -45_000, false],
    ['after that midnight in WITA is late', 1_000, true],
  ])('%s', async (_what, after, late) => {
    await goTo(start);
    const { id } = await complain();
    const verified = await move(id, { move: 'verify', kind: 'information' });
    const due = verified.dues.find((one) => one.due === 'answer');
    expect(due?.at).toMatch(/T16:00:00.000Z$/); // midnight in WITA
    await goTo(Date.parse(due?.at ?? '') + after);
    const answered = await move(id, { move: 'answer', text: 'Sudah diperbaiki.' });
    expect(answered.dues.find((one) => one.due === 'answer')).toMatchObject({
      at: due?.at,
      late,
      open: false,
    });
  });
});
