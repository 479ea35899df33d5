import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCipher, readSecret, type Cipher } from '../../../db/sealing/cipher.ts';
import { prepareMail, queueMail } from '../../../db/mail/outbox.ts';
import { createPostOffice, type Letter, type PostOffice } from '../../world/outside/post-office.ts';
import { until } from '../../world/until.ts';
import { loseEngine } from '../engine-files.ts';
import { kill, startStack, type Stack } from '../stack.ts';

const dayMs = 86_400_000;

const parts = new AsyncDisposableStack();
let post: PostOffice;
let stack: Stack;
let cipher: Cipher;

beforeAll(async () => {
  post = parts.use(await createPostOffice());
  await post.open();
  const env = {
    MAIL_URL: post.url,
    MAIL_FROM: 'pst@kunjung.example',
    PUBLIC_URL: 'https://kunjung.example',
  };
  stack = parts.use(await startStack({ env }));
  const secret = await readSecret(`${stack.dataDir}.key`);
  if (secret === null) throw new Error('the key was not made');
  cipher = createCipher(secret);
});
afterAll(() => parts.disposeAsync());

async function owe(): Promise<string> {
  const cause = randomUUID();
  await stack.db.transaction().execute(async (trx) => {
    await prepareMail(trx, cipher, {
      kind: 'email-check',
      cause,
      office: stack.office,
      language: 'id',
      to: `${cause}@example.com`,
      values: {
        office: 'BPS',
        path: `/e/${cause}`,
        validUntil: Date.now() + dayMs,
        timeZone: 'Asia/Makassar',
      },
      goodUntil: Date.now() + dayMs,
    });
    await queueMail(trx, { kind: 'email-check', cause });
  });
  return cause;
}
/** Lets most of the time pass that a try may take before the mail is looked at again. */
const soonDue = (cause: string) =>
  stack.db
    .updateTable('mail')
    .set({ due_at: sql`due_at - interval '80 seconds'` })
    .where('cause', '=', cause)
    .execute();
const rowOf = (cause: string) =>
  stack.db.selectFrom('mail').selectAll().where('cause', '=', cause).executeTakeFirstOrThrow();
const untilSent = (cause: string) =>
  until(
    'the mail is sent',
    async () => {
      const row = await rowOf(cause);
      return row.stage === 'sent' && row;
    },
    { withinMs: 150_000 },
  );
const lettersTo = (cause: string): Letter[] =>
  post.letters.filter(({ to }) => to.includes(`${cause}@example.com`));

describe('a worker that is killed when the server has a mail and has not said so', () => {
  test('costs one more letter at most, which can be told by its Message-ID', async () => {
    post.atNextLetter(() => kill(stack.worker()));
    const cause = await owe();
    const { id, attempts } = await untilSent(cause);
    expect(attempts).toBe(2);
    const ids = lettersTo(cause).map(({ messageId }) => messageId);
    expect(ids).toEqual([`<${id}@kunjung>`, `<${id}@kunjung>`]);
  }, 160_000);
});

describe('an engine that has lost its file while a mail waits for its next try', () => {
  test('gets a workflow for it, which goes on with its tries', async () => {
    await post.close();
    const cause = await owe();
    await until('the first try has failed', async () => (await rowOf(cause)).fault === 'unreachable');
    await loseEngine(stack);
    await post.open();
    await soonDue(cause);
    expect((await untilSent(cause)).attempts).toBe(2);
    expect(lettersTo(cause)).toHaveLength(1);
  }, 180_000);
});
