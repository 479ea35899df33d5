import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMailStarter } from '../../activities/mail/mail-starter.ts';
import { createMailEvents } from '../../activities/events.ts';
import { createCipher, type Cipher } from '../../db/sealing/cipher.ts';
import { prepareMail, queueMail, withdrawMail } from '../../db/mail/outbox.ts';
import { mailQueueOf, mailWorkflowIdOf, mostTries, type MailStage } from '../../domain/mail/mail.ts';
import { keepHistory } from '../world/history.ts';
import { createPostOffice, type Letter, type Misdeed } from '../world/outside/post-office.ts';
import { until } from '../world/until.ts';
import { useResource, useWorld } from '../world/use.ts';

const linkBase = 'https://kunjung.example/';
const dayMs = 86_400_000;

const post = useResource(createPostOffice);
beforeAll(() => post.open());
const world = useWorld({}, () => ({ mail: { url: post.url, from: 'pst@kunjung.example', linkBase } }));

/** Writes a mail down as its cause does; the address is told from the others by the cause. */
async function owe({
  cause = randomUUID(),
  goodForMs = dayMs,
  cipher = world.cipher,
}: { cause?: string; goodForMs?: number; cipher?: Cipher } = {}): Promise<string> {
  const mail = { kind: 'email-check', cause } as const;
  await world.db.transaction().execute(async (trx) => {
    await prepareMail(trx, cipher, {
      ...mail,
      office: world.office,
      language: 'en',
      to: `${cause}@example.com`,
      values: {
        office: 'BPS',
        path: `/e/${cause}`,
        validUntil: Date.now() + dayMs,
        timeZone: 'Asia/Makassar',
      },
      goodUntil: Date.now() + goodForMs,
    });
    await queueMail(trx, mail);
  });
  return cause;
}

const rowOf = (cause: string) =>
  world.db.selectFrom('mail').selectAll().where('cause', '=', cause).executeTakeFirstOrThrow();
const untilStage = (cause: string, stage: MailStage, within = { withinMs: 30_000 }) =>
  until(
    `the mail is ${stage}`,
    async () => {
      const row = await rowOf(cause);
      return row.stage === stage && row;
    },
    within,
  );
const lettersTo = (cause: string): Letter[] =>
  post.letters.filter(({ to }) => to.includes(`${cause}@example.com`));
const handleOf = (mail: { id: string; round: number }) =>
  new Client({ connection: world.connection }).workflow.getHandle(mailWorkflowIdOf(mail));

describe('a mail', () => {
  test('is sent once, in text and HTML, and is then kept nowhere', async () => {
    const cause = await owe();
    const row = await untilStage(cause, 'sent');
    expect(row).toMatchObject({ attempts: 1, fault: null, content: null });
    const [letter, ...more] = lettersTo(cause);
    expect(more).toEqual([]);
    expect(letter?.messageId).toBe(`<${row.id}@kunjung>`);
    expect(letter?.text).toContain(`\n${linkBase}e/${cause}?lang=en\n`);
    expect(letter?.html).toContain(`href="${linkBase}e/${cause}"`);
    await keepHistory(world.connection, { workflowId: mailWorkflowIdOf(row), story: 'mail' });
    const history = await handleOf(row).fetchHistory();
    const queues = history.events?.flatMap(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.taskQueue?.name ?? [],
    );
    expect(queues).toEqual([mailQueueOf(world.taskQueue)]); // apart from the messages about broken promises
    const told = JSON.stringify(history) + world.logged();
    expect(told).toContain(row.id);
    for (const secret of [`${cause}@example.com`, `/e/${cause}`]) expect(told).not.toContain(secret);
  });

  test('is written down once for a cause', async () => {
    const cause = await owe();
    await untilStage(cause, 'sent');
    await owe({ cause });
    expect(await world.db.selectFrom('mail').select('stage').where('cause', '=', cause).execute()).toEqual([
      { stage: 'sent' },
    ]);
    expect(lettersTo(cause)).toHaveLength(1);
  });

  const mended: [string, Misdeed[], number][] = [
    [
      'puts off the recipient and then the message',
      [
        { refuses: 'recipient', with: 451 },
        { refuses: 'message', with: 452 },
      ],
      3,
    ],
    ['does not take the sender', [{ refuses: 'sender', with: 550 }], 2],
    ['hangs up in the middle of the message', ['hangs-up'], 2],
    ['falls silent after the message', ['falls-silent'], 2],
  ];
  test.each(mended)('is tried again when the server %s', async (_what, misdeeds, attempts) => {
    post.misdeeds.push(...misdeeds);
    const cause = await owe();
    const row = await untilStage(cause, 'sent');
    expect(row.attempts).toBe(attempts);
    expect(lettersTo(cause).map(({ messageId }) => messageId)).toEqual([`<${row.id}@kunjung>`]);
  });

  const refused: [string, Misdeed, number][] = [
    ['its recipient', { refuses: 'recipient', with: 553 }, 553],
    ['what it says', { refuses: 'message', with: 554 }, 554],
  ];
  test.each(refused)('is dead at once when the server refuses %s for good', async (_what, misdeed, code) => {
    post.misdeeds.push(misdeed);
    const cause = await owe();
    expect(await untilStage(cause, 'dead')).toMatchObject({
      attempts: 1,
      fault: 'refused',
      fault_code: code,
    });
    expect((await rowOf(cause)).content).not.toBeNull();
  });

  test('is dead after ten tries', async () => {
    await post.close();
    const cause = await owe();
    expect(await untilStage(cause, 'dead', { withinMs: 50_000 })).toMatchObject({
      attempts: mostTries,
      fault: 'unreachable',
      fault_code: null,
    });
    await post.open();
  });

  test('that was sealed with another key is dead, with that as its reason', async () => {
    const offered = post.offered();
    const cause = await owe({ cipher: createCipher(randomBytes(32)) });
    expect(await untilStage(cause, 'dead')).toMatchObject({ attempts: 1, fault: 'unreadable' });
    expect(post.offered()).toBe(offered);
  });

  test('that came too late to be of use is taken back, not sent', async () => {
    const cause = await owe({ goodForMs: -1 });
    expect(await untilStage(cause, 'withdrawn')).toMatchObject({ content: null });
    expect(lettersTo(cause)).toEqual([]);
  });

  test('whose cause is gone is taken back between its tries', async () => {
    await post.close();
    const cause = await owe();
    await until('a second try', async () => (await rowOf(cause)).attempts >= 2);
    await withdrawMail(world.db, { kind: 'email-check', cause });
    const row = await rowOf(cause);
    await handleOf(row).result();
    await post.open();
    expect(await rowOf(cause)).toMatchObject({ stage: 'withdrawn', content: null });
    expect(lettersTo(cause)).toEqual([]);
  });
});

describe('an engine that has lost the workflows of mails', () => {
  test('gets new ones, which go on where the rows are', async () => {
    await post.close();
    const causes = [await owe(), await owe()];
    for (const cause of causes) {
      await until('three tries', async () => (await rowOf(cause)).attempts >= 3);
      await handleOf(await rowOf(cause)).terminate('lost');
    }
    await post.open();
    for (const cause of causes) {
      expect((await untilStage(cause, 'sent')).attempts).toBeGreaterThan(3);
      expect(lettersTo(cause)).toHaveLength(1);
    }
  });
});

describe('many mails at once', () => {
  test('are sent once each, although several workers look for them', async () => {
    await world.stopWorker();
    const causes = await Promise.all(Array.from({ length: 12 }, () => owe()));
    const log = pino({ level: 'silent' });
    const client = new Client({ connection: world.connection });
    const looks = Array.from({ length: 3 }, () =>
      createMailStarter({
        db: world.db,
        client,
        taskQueue: world.taskQueue,
        isOn: true,
        events: createMailEvents({ registry: new Registry(), log }),
      }),
    );
    await Promise.all(looks.map((look) => look()));
    await world.startWorker();
    for (const cause of causes) {
      expect(await untilStage(cause, 'sent')).toMatchObject({ attempts: 1 });
      expect(lettersTo(cause)).toHaveLength(1);
    }
  });
});
