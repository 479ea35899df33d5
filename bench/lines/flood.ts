import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { spreadOf, type Spread } from '../measuring/figures.ts';
import { keep, residentMb } from '../measuring/measure.ts';
import { startStack } from '../stack.ts';

const office = '6500';
const tickets = 150;
const pauseMs = 80;
const warmUp = 40;
const atMostMs = 40_000;

/** How tickets fared while something went on, and what the api's memory did meanwhile, in MB. */
interface Fared {
  readonly refused: number;
  readonly tapMs: Spread;
  readonly memoryMb: { readonly before: number; readonly most: number; readonly after: number };
}

await using stack = await startStack({ RATE_LIMITS: 'on' });
const memory = () => residentMb(stack.parts.api.pid());

async function tap(): Promise<{ ok: boolean; ms: number }> {
  const pressedAt = performance.now();
  const response = await fetch(`${stack.base}/api/v1/offices/${office}/visits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: '{"service":"P"}',
  });
  await response.arrayBuffer();
  return { ok: response.status === 201, ms: performance.now() - pressedAt };
}

async function fare(): Promise<Fared> {
  const before = await memory();
  let most = before;
  let refused = 0;
  const tapMs: number[] = [];
  const giveUpAt = performance.now() + atMostMs;
  for (let count = 0; count < tickets && performance.now() < giveUpAt; count += 1) {
    const { ok, ms } = await tap();
    if (ok) tapMs.push(ms);
    else refused += 1;
    most = Math.max(most, await memory());
    await pause(pauseMs);
  }
  return { refused, tapMs: spreadOf(tapMs), memoryMb: { before, most, after: await memory() } };
}

async function flooded(perSecond: number): Promise<Fared> {
  const flooder = fork(fileURLToPath(new URL('flooder.ts', import.meta.url)), [
    stack.base,
    office,
    String(perSecond),
  ]);
  const gone = new Promise((resolve) => flooder.once('exit', resolve));
  await pause(1_000);
  try {
    return await fare();
  } finally {
    flooder.kill();
    await gone;
  }
}

for (let count = 0; count < warmUp; count += 1) await tap();
await keep('flood', {
  quiet: await fare(),
  threeThousandASecond: await flooded(3_000),
  tightLoop: await flooded(0),
});
