import { randomUUID } from 'node:crypto';
import { oneOf } from '../../../../domain/demo/random.ts';
import type { DeskSnapshot, StaffVisit } from '../../../../wire/visits.ts';
import { answered } from '../../../world/answered.ts';
import type { TestClient } from '../../../world/client.ts';
import { daily } from '../../../world/office.ts';
import { until } from '../../../world/until.ts';
import { patience, type Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';
import { clientOf, openOffice, signedIn } from './visitors.ts';

const taps = 15;

/** Fingers that tap twice, networks that repeat and reorder. */
export const doubleTaps: Fault = {
  number: 12,
  title: 'double taps, repeats, and presses out of their order',
  touches: [],
  lasts: { full: 20_000, least: 20_000 },
  mixes: true,
  async happen(ground, { random, mark, broken }) {
    const visitor = clientOf(ground, 'tapper');
    const staff = await signedIn(clientOf(ground, 'tapping desk', { at: 1 }), 'supervisor');
    for (let time = 0; time < taps; time += 1) {
      const key = randomUUID();
      const tap = () => answered('a tap', () => visitor.takeTicket({}, key), patience);
      await Promise.all([tap(), tap(), tap()]); // that they got one number is looked at in the end
      await tap();
      const otherwise = () => visitor.takeTicket({ language: 'en' }, key);
      const other = await answered('another wish', otherwise, patience);
      if (other.status !== 422) broken('I2', `a key with another wish was answered ${other.status}`);
      await pressTwice({ staff, random, broken });
    }
    mark(`${taps} numbers were tapped for four times each`);
  },
};

async function pressTwice({
  staff,
  random,
  broken,
}: {
  staff: TestClient;
  random: () => number;
  broken: (rule: 'I9', what: string) => void;
}): Promise<void> {
  const { body } = await answered(
    'the list',
    () => staff.send<Partial<Pick<DeskSnapshot, 'visits'>>>(staff.inOffice('/visits?state=open')),
    patience,
  );
  const plain = ['arrive', 'serve', 'enter', 'finish', 'recall'] as const;
  const ready = (body.visits ?? []).filter(({ next }) => plain.some((move) => next.includes(move)));
  if (ready.length === 0) return;
  const visit = oneOf(random, ready);
  const move = plain.find((name) => visit.next.includes(name)) ?? 'recall';
  const key = randomUUID();
  const press = (with_: string, revision: number) =>
    answered(move, () => staff.move({ ...visit, revision }, move, {}, with_), patience);
  const early = press(randomUUID(), visit.revision + 7); // overtook those before it
  const [one, two, overtaking] = await Promise.all([
    press(key, visit.revision),
    press(key, visit.revision),
    early,
  ]);
  if (one.status !== two.status) broken('I9', `one press was answered ${one.status} and ${two.status}`);
  if (overtaking.status !== 409)
    broken('I9', `a press on a later revision was answered ${overtaking.status}`);
  const again = await press(randomUUID(), visit.revision);
  if (one.status === 200 && again.status !== 409)
    broken('I9', `a second press on one revision was answered ${again.status}`);
}

/** An office that closes soon, with hours in whole minutes. */
const closesAfterMs = 25_000;
const alarmWithinMs = 60_000;

/** A visitor goes home without the card, and the office closes. */
export const neverReturns: Fault = {
  number: 21,
  title: 'a visitor never returns for the card',
  touches: [],
  lasts: { full: 150_000, least: 150_000 },
  mixes: true,
  async happen(ground, { alone, mark, figure, broken }) {
    const { stack } = ground;
    const { visitId, staff, closes } = await until(
      'a card lies at a desk',
      () => leaveCard(ground),
      patience,
    );
    mark('a card lies at the desk of an office that closes soon');
    await until('the office has closed', async () => Date.now() + ground.shiftMs() > closes, patience);
    const closedAt = performance.now();
    await until(
      'the alarm',
      () =>
        stack.db
          .selectFrom('visit_notice')
          .select('kind')
          .where('visit_id', '=', visitId)
          .where('kind', '=', 'custody-after-close')
          .executeTakeFirst(),
      patience,
    );
    const tookMs = Math.round(performance.now() - closedAt);
    if (alone) figure(`21: the alarm came ${tookMs} ms after closing`);
    if (alone && tookMs > alarmWithinMs) broken('I5', `the alarm came ${tookMs} ms after closing`);
    const read = () =>
      stack.db.selectFrom('visit').select('step').where('id', '=', visitId).executeTakeFirst();
    const visit = await until('the visit is read', read, patience);
    if (visit.step !== 'library') broken('I5', `the visit with the card is ${visit.step}`);
    await press(staff, visitId, 'return-id');
    mark('the card is back');
  },
};

/** Throws when the office has closed before the visitor was in, because a part was away for long. */
async function leaveCard(ground: Ground): Promise<{ visitId: string; staff: TestClient; closes: number }> {
  const closes = Math.ceil((Date.now() + ground.shiftMs() + closesAfterMs) / 60_000) * 60_000;
  const office = await openOffice(ground, {
    timeZone: 'Etc/UTC',
    policy: {
      hours: daily(['00:00', new Date(closes).toISOString().slice(11, 16)]),
      lastTicketMinutesBeforeClose: 0,
    },
  });
  const visitor = clientOf(ground, 'forgetful', { office });
  const staff = await signedIn(clientOf(ground, 'last desk', { office }), 'staff');
  return { visitId: await goIn(visitor, staff), staff, closes };
}

async function goIn(visitor: TestClient, staff: TestClient): Promise<string> {
  const keys = [randomUUID(), randomUUID(), randomUUID()];
  const taken = await answered('a number', () => visitor.takeTicket({}, keys[0]), patience);
  if (taken.status !== 201) throw new Error(`a number was answered ${taken.status}`);
  const { visitId, token } = taken.body;
  await answered('the call', () => staff.call('FO-1', keys[1]), patience);
  await answered('the guest book', () => visitor.fillGuestBook(token, {}, keys[2]), patience);
  await press(staff, visitId, 'serve');
  await press(staff, visitId, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '01' });
  await press(staff, visitId, 'enter');
  return visitId;
}

async function press(staff: TestClient, visitId: string, move: string, extra: object = {}): Promise<void> {
  const path = `/api/v1/visits/${visitId}/staff`;
  const { body: visit } = await answered('the visit', () => staff.send<StaffVisit>(path), patience);
  const key = randomUUID();
  const { status } = await answered(move, () => staff.move(visit, move, extra, key), patience);
  if (status !== 200) throw new Error(`${move} was answered ${status}`);
}
