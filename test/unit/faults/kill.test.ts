import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Part } from '../../../deploy/embedded/part.ts';
import { kill } from '../../faults/stack.ts';

const part = (pid: number | undefined): Part => ({
  pid: () => pid,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

test('a signal reaches the process of a part', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1_000)']);
  const ended = once(child, 'exit');
  kill(part(child.pid));
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test('a part that has ended by itself, or never began, is no fault of whoever kills it', async () => {
  const child = spawn(process.execPath, ['--version']);
  await once(child, 'exit');
  kill(part(child.pid), 'SIGSTOP');
  kill(part(undefined));
});
