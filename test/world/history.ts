import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { NativeConnection } from '@temporalio/worker';
import type { Story } from '../replay/stories.ts';

/** Fresh histories end here; a new story is kept by copying its file to `test/replay/histories/`. */
const folder = fileURLToPath(new URL('../../.cache/histories/', import.meta.url));

/** Waits until a workflow has ended, and writes down what it did. */
export async function keepHistory(
  connection: NativeConnection,
  { workflowId, story }: { workflowId: string; story: Story },
): Promise<void> {
  const handle = new Client({ connection }).workflow.getHandle(workflowId);
  await handle.result();
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}${story}.json`, `${historyToJSON(await handle.fetchHistory())}\n`);
}
