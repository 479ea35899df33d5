import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepWork } from '../../../pdf/work.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kunjung-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what a killed process left is removed, though other folders go meanwhile', async () => {
  const [left, inUse] = [join(folder, 'left'), join(folder, 'used')];
  for (const each of [left, inUse]) await mkdir(each);
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(left, longAgo, longAgo);
  // listed, and gone when it is looked at
  await symlink(join(folder, 'nowhere'), join(folder, 'gone'));
  await sweepWork(folder);
  expect([left, inUse].map((each) => existsSync(each))).toEqual([false, true]);
});
