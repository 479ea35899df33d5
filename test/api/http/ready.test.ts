import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { connectEngine } from '../../../api/engine-connection.ts';
import { createPollerReader } from '../../../api/pollers.ts';
import { beat } from '../../../db/processes/heartbeat.ts';
import { visitTaskQueue } from '../../../domain/visits/messages.ts';
import { until } from '../../world/until.ts';
import { useClient, useWorld } from '../../world/use.ts';

const world = useWorld();
const visitor = useClient(world);

const isReady = async (): Promise<boolean> => (await visitor.send('/readyz')).status === 200;

describe('/readyz', () => {
  test('says yes while a worker takes the visits of this api', async () => {
    await until('the worker is polling', isReady);
  });

  test('says no when the only sign of life is that of a worker on something else', async () => {
    await world.stopWorker();
    await beat(world.db, 'worker', randomUUID());
    const { status, body, headers } = await visitor.send('/readyz');
    expect([status, body, headers.get('retry-after')]).toEqual([
      503,
      expect.objectContaining({ database: 'up', engine: 'up', worker: 'down', listener: 'up' }),
      '1',
    ]);
    await world.startWorker();
    await until('the worker is polling', isReady);
  });
});

describe('an engine without the namespace', () => {
  const connection = connectEngine({ address: inject('temporalAddress') });
  afterAll(() => connection.close());

  test('cannot carry visits, and the reason is told once', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const readPollers = createPollerReader({
      connection,
      namespace: 'nowhere',
      taskQueue: visitTaskQueue,
      log,
    });
    expect([await readPollers(), await readPollers()]).toEqual([null, null]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/Namespace nowhere is not found/);
  });
});
