import { readFileSync } from 'node:fs';
import koffi from 'koffi';

/** What a child may use beyond what it has used when it begins. */
export interface ChildLimits {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  /** The largest file it may write. */
  readonly fileBytes: number;
}

const libc = koffi.load('libc.so.6');
const setLimit = libc.func('int setrlimit(int resource, const uint64_t *limits)');
const control = libc.func('int prctl(int option, unsigned long value)');

/** Resources of `setrlimit` on Linux. */
const resources = { cpu: 0, file: 1, data: 2, core: 4 } as const;
const parentDeathSignal = 1;
const kill = 9;

/** Binds this process for good: its time, its memory, its files, and that it ends with the process that started it. */
export function limitThisProcess({ cpuSeconds, memoryBytes, fileBytes }: ChildLimits, parent: number): void {
  control(parentDeathSignal, kill);
  if (process.ppid !== parent) process.exit(1); // it ended before we asked
  const usedSeconds = Math.ceil(process.cpuUsage().user / 1e6);
  set(resources.cpu, usedSeconds + cpuSeconds);
  set(resources.file, fileBytes);
  set(resources.data, dataBytes() + memoryBytes);
  set(resources.core, 0);
}

function set(resource: number, limit: number): void {
  if (setLimit(resource, new BigUint64Array([BigInt(limit), BigInt(limit)])) !== 0)
    throw new Error('a limit of this process could not be set');
}

/** Private memory of this process, as the kernel counts it for the limit. */
function dataBytes(): number {
  const [, kilobytes] = /^VmData:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
