import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { stories } from './stories.ts';

const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
let code: string;

beforeAll(async () => {
  Runtime.install({ logger: silent });
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  ({ code } = await bundleWorkflowCode({ workflowsPath, logger: silent }));
});

const readHistory = async (
  story: string,
): Promise<{ events: { activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[] }> =>
  JSON.parse(await readFile(new URL(`./histories/${story}.json`, import.meta.url), 'utf8'));

async function replay(story: string, history: unknown): Promise<string[]> {
  const faults: string[] = [];
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: { code } }, [
    { workflowId: story, history },
  ])) {
    if (error) faults.push(error.message);
  }
  return faults;
}

describe('a recorded history', () => {
  test.each(stories)('of %s replays', async (story) => {
    expect(await replay(story, await readHistory(story))).toEqual([]);
  });

  test('of a no-show from before it could be called back replays while its undo still runs', async () => {
    const { events, ...rest } = await readHistory('no-show-by-timer');
    const undoEnds = events.findLastIndex((event) => 'timerFiredEventAttributes' in event);
    expect(await replay('no-show-by-timer', { ...rest, events: events.slice(0, undoEnds) })).toEqual([]);
  });

  test('that this workflow would not have written is noticed', async () => {
    const history = await readHistory('full-visit');
    const move = history.events.findLast(
      (event) => event.activityTaskScheduledEventAttributes?.activityType.name === 'recordMove',
    );
    if (move?.activityTaskScheduledEventAttributes) {
      move.activityTaskScheduledEventAttributes.activityType.name = 'recordNotice';
    }
    expect(await replay('full-visit', history)).toHaveLength(1);
  });
});
