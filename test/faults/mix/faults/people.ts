import { randomUUID } from 'node:crypto';
import { oneOf } from '../../../../domain/demo/random.ts';
import type { DeskSnapshot, StaffVisit } from '../../../../wire/visits.ts';
import { answered } from '../../../world/answered.ts';
import type { TestClient } from '../../../world/client.ts';
import { daily, seedTestOffice } from '../../../world/office.ts';
import { until } from '../../../world/until.ts';
import { patience, type Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';

const clientOf = ({ apis, history, stack }: Ground, who: string, at: number): TestClient =>
  history.client(who, { base: apis[at % apis.length]?.base ?? stack.base, office: stack.office });

const taps = 15;

/** Fingers that tap twice, networks that repeat and reorder. */
export const doubleTaps: Fault = {
  number: 12,
  title: 'double taps, repeats, and presses out of their order',
  touches: [],
  lasts: { full: 20_000, least: 20_000 },
  mixes: true,
  async happen(ground, { random, mark, broken }) {
    const visitor = clientOf(ground, 'tapper', 0);
    const staff = await clientOf(ground, 'tapping desk', 1).signIn('supervisor');
    for (let time = 0; time < taps; time += 1) {
      const key = randomUUID();
      const tap = () => answered('a tap', () => visitor.takeTicket({}, key));
      await Promise.all([tap(), tap(), tap()]); // that they got one number is looked at in the end
      await tap();
      const other = await answered('another wish', () => visitor.takeTicket({ language: 'en' }, key));
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
  const { body } = await answered('the list', () =>
    staff.send<Partial<Pick<DeskSnapshot, 'visits'>>>(staff.inOffice('/visits?state=open')),
  );
  const plain = ['arrive', 'serve', 'enter', 'finish', 'recall'] as const;
  const ready = (body.visits ?? []).filter(({ next }) => plain.some((move) => next.includes(move)));
  if (ready.length === 0) return;
  const visit = oneOf(random, ready);
  const move = plain.find((name) => visit.next.includes(name)) ?? 'recall';
  const key = randomUUID();
  const press = (with_: string, revision: number) =>
    answered(move, () => staff.move({ ...visit, revision }, move, {}, with_));
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
let offices = 6_510;

/** A visitor goes home without the card, and the office closes. */
export const neverReturns: Fault = {
  number: 21,
  title: 'a visitor never returns for the card',
  touches: [],
  lasts: { full: 150_000, least: 150_000 },
  mixes: true,
  async happen(ground, { alone, mark, figure, broken }) {
    const { stack, history } = ground;
    const code = String((offices += 1));
    const closes = Math.ceil((Date.now() + ground.shiftMs() + closesAfterMs) / 60_000) * 60_000;
    await seedTestOffice(stack.db, {
      code,
      timeZone: 'Etc/UTC',
      policy: {
        hours: daily(['00:00', new Date(closes).toISOString().slice(11, 16)]),
        lastTicketMinutesBeforeClose: 0,
      },
    });
    const at = { base: stack.base, office: code };
    const visitor = history.client('forgetful', at);
    const staff = await history.client('last desk', at).signIn('staff');
    const visitId = await goIn(visitor, staff);
    mark('a card lies at the desk of an office that closes soon');
    const read = () =>
      stack.db.selectFrom('visit').selectAll().where('id', '=', visitId).executeTakeFirstOrThrow();
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
    const { step } = await read();
    if (step !== 'library') broken('I5', `the visit with the card is ${step}`);
    await press(staff, visitId, 'return-id');
    mark('the card is back');
  },
};

async function goIn(visitor: TestClient, staff: TestClient): Promise<string> {
  const keys = [randomUUID(), randomUUID(), randomUUID()];
  const { body: ticket } = await answered('a number', () => visitor.takeTicket({}, keys[0]));
  await answered('the call', () => staff.call('FO-1', keys[1]));
  await answered('the guest book', () => visitor.fillGuestBook(ticket.token, {}, keys[2]));
  await press(staff, ticket.visitId, 'serve');
  await press(staff, ticket.visitId, 'deposit', { idType: 'ktp', idLast4: '0003', locker: '01' });
  await press(staff, ticket.visitId, 'enter');
  return ticket.visitId;
}

async function press(staff: TestClient, visitId: string, move: string, extra: object = {}): Promise<void> {
  const { body: visit } = await answered('the visit', () =>
    staff.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`),
  );
  const key = randomUUID();
  const { status } = await answered(move, () => staff.move(visit, move, extra, key));
  if (status !== 200) throw new Error(`${move} was answered ${status}`);
}
