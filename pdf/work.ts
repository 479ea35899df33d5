import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { constants, getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RefusalOfAttachment } from '../domain/complaints/attachments.ts';
import type { Mark } from '../domain/softcopies/mark.ts';
import type { RefusalOfFile } from '../domain/softcopies/original.ts';
import type { ChildLimits } from './limits.ts';
import { taskFiles, type StampedCopy, type Task, type Told } from './tasks.ts';

const program = fileURLToPath(new URL('child.ts', import.meta.url));
const megabyte = 1024 * 1024;

/** Bounds of a copy's making, measured at ten times what 200 pages need. */
const stampLimits = {
  wallMs: 60_000,
  heapMegabytes: 96,
  cpuSeconds: 30,
  memoryBytes: 400 * megabyte,
} as const;

/** Bounds of a look at a file that nobody knows. */
const inspectLimits = {
  wallMs: 120_000,
  heapMegabytes: 400,
  cpuSeconds: 60,
  memoryBytes: 900 * megabyte,
} as const;

/** Bounds of an attachment that is written anew, behind what the desk does; the list of its objects is the largest file of it. */
const cleanLimits = {
  wallMs: 60_000,
  heapMegabytes: 300,
  cpuSeconds: 30,
  memoryBytes: 700 * megabyte,
  fileBytes: 64 * megabyte,
  priority: constants.priority.PRIORITY_BELOW_NORMAL,
} as const;

/** How much larger than its original a copy may be. */
const growth = { factor: 1.25, bytes: 24 * megabyte } as const;

/** A folder this old belongs to nobody any more: no child lives as long. */
const abandonedAfterMs = 600_000;

/** A child ended without an answer: it broke, or was ended at a limit. */
export class ChildError extends Error {
  override name = 'ChildError';
  /** True when it used up its time. */
  readonly isTimeout: boolean;

  constructor({
    isTimeout,
    code,
    signal,
  }: {
    isTimeout: boolean;
    code: number | null;
    signal: string | null;
  }) {
    super(`a PDF's process ended without an answer (${isTimeout ? 'out of time' : (signal ?? code)})`);
    this.isTimeout = isTimeout;
  }
}

/**
 * Stamps a copy of an original and hands it to `take`, which has to move it away: whatever is left in the working folder is
 * removed. Rejects with a ChildError at a limit.
 */
export async function stampCopy(
  { original, mark, workFolder }: { original: string; mark: Mark; workFolder: string },
  {
    signal,
    onProgress,
    take,
  }: { signal?: AbortSignal; onProgress: (percent: number) => void; take: (copy: string) => Promise<void> },
): Promise<StampedCopy> {
  return inFolder(workFolder, async (folder) => {
    const { size } = await stat(original);
    const fileBytes = Math.ceil(size * growth.factor + growth.bytes);
    const limits = { ...stampLimits, fileBytes };
    const told = await run(
      { kind: 'stamp', original, folder, mark },
      { limits, onProgress, ...(signal && { signal }) },
    );
    if (!('sha256' in told)) throw new Error('a copy of a PDF had no answer');
    await take(join(folder, taskFiles.copy));
    return told;
  });
}

/** Looks whether a file can be an original; a file that breaks the process that looks is too complex. */
export async function inspectFile(
  original: string,
  workFolder: string,
): Promise<{ pages: number } | { refused: RefusalOfFile }> {
  return inFolder(workFolder, async (folder) => {
    const { size } = await stat(original);
    const fileBytes = Math.ceil(size * growth.factor + growth.bytes);
    try {
      const told = await run(
        { kind: 'inspect', original, folder },
        { limits: { ...inspectLimits, fileBytes }, onProgress: () => undefined },
      );
      if ('pages' in told || 'refused' in told) return told;
      throw new Error('a look at a PDF had no answer');
    } catch (error) {
      if (error instanceof ChildError) return { refused: 'too-complex' };
      throw error;
    }
  });
}

/**
 * An attachment written anew, without what tells of it; one that breaks the process that reads it is too complex. It lies in
 * the working folder, which nobody else reads, until that is done.
 */
export async function cleanPdf(
  bytes: Uint8Array,
  workFolder: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly refused: RefusalOfAttachment }> {
  return inFolder(workFolder, async (folder) => {
    const original = join(folder, 'arrived.pdf');
    await writeFile(original, bytes, { mode: 0o600 });
    try {
      const told = await run(
        { kind: 'clean', original, folder },
        { limits: cleanLimits, onProgress: () => undefined },
      );
      if (!('cleaned' in told)) throw new Error('an attachment had no answer');
      if ('refused' in told.cleaned) return told.cleaned;
      return { bytes: await readFile(join(folder, taskFiles.clean)) };
    } catch (error) {
      if (error instanceof ChildError) return { refused: 'too-complex' };
      throw error;
    }
  });
}

/** Removes working folders that a killed process left. */
export async function sweepWork(workFolder: string): Promise<void> {
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(workFolder)) {
    const folder = join(workFolder, name);
    const changedAt = await changedAtOf(folder);
    if (changedAt !== null && Date.now() - changedAt > abandonedAfterMs)
      await rm(folder, { recursive: true, force: true });
  }
}

/** When a folder was last changed; null when whoever works in it, or another sweep, has just removed it. */
async function changedAtOf(folder: string): Promise<number | null> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Works in a folder of its own, which is removed afterwards with all that is left in it. */
export async function inFolder<T>(workFolder: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(workFolder, randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type TaskOf<T> = T extends Task ? Omit<T, 'limits' | 'parent'> : never;

/** Runs a child and answers the last thing it told. */
async function run(
  task: TaskOf<Task>,
  {
    limits,
    signal,
    onProgress,
  }: {
    limits: ChildLimits & { wallMs: number; heapMegabytes: number; priority?: number };
    signal?: AbortSignal;
    onProgress: (percent: number) => void;
  },
): Promise<Told> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMegabytes}`, program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { NODE_ENV: 'production' }, // no secret of ours
  });
  if (limits.priority !== undefined && child.pid !== undefined)
    setPriority(child.pid, Math.max(getPriority(), limits.priority));
  const timeout = AbortSignal.timeout(limits.wallMs);
  const stop = (): void => void child.kill('SIGKILL');
  timeout.addEventListener('abort', stop);
  signal?.addEventListener('abort', stop);
  try {
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, by) => resolve({ code, signal: by }));
    });
    child.stdin.on('error', () => undefined); // it ended before it read its task; its end says so
    child.stdin.end(JSON.stringify({ ...task, limits, parent: process.pid }));
    let last: Told | null = null;
    for await (const line of createInterface({ input: child.stdout })) {
      const told = JSON.parse(line) as Told;
      if ('percent' in told) onProgress(told.percent);
      else last = told;
    }
    const end = await ended;
    signal?.throwIfAborted();
    if (last === null || end.code !== 0) throw new ChildError({ isTimeout: timeout.aborted, ...end });
    return last;
  } finally {
    timeout.removeEventListener('abort', stop);
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
