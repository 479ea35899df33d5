import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';

const folder = new URL('../../../db/', import.meta.url);

test('statements ask the time as the subselect of db/clock.ts alone', async () => {
  const files = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && name !== 'clock.ts',
  );
  const texts = await Promise.all(
    files.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })),
  );
  expect(
    texts.filter(({ text }) => /(?<!\.)\b(clock|now|clock_timestamp)\(\)/.test(text)).map(({ name }) => name),
  ).toEqual([
    'migrate.ts', // the table of migrations is older than the clock
    'offices/offices.ts', // tells how far the clock is from real time
  ]);
});
