// One PDF, in a process of its own: what it may use is bounded, and a file that breaks it breaks nothing else.
import { writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { clean } from './clean.ts';
import { digestOf } from './digest.ts';
import { inspect } from './inspect.ts';
import { limitThisProcess } from './limits.ts';
import { stamp } from './stamp.ts';
import type { Task, Told } from './tasks.ts';

const task = JSON.parse(await text(process.stdin)) as Task;
limitThisProcess(task.limits, task.parent);
tell(await perform(task));

async function perform(given: Task): Promise<Told> {
  if (given.kind === 'inspect') return inspect(given.original, given.folder);
  if (given.kind === 'clean') return { cleaned: await clean(given.original, given.folder) };
  const copy = await stamp(given.original, { ...given, onProgress: (percent) => tell({ percent }) });
  const { size: bytes } = await stat(copy);
  const sha256 = await digestOf(copy);
  return { sha256, bytes, memoryBytes: process.resourceUsage().maxRSS * 1_024 };
}

/** At once, as the event loop stands still while qpdf works. */
function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`);
}
