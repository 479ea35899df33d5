import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const endWithinMs = 15_000;

/** Identifies a process: pids are reused, a pid with its start time and boot is not. */
interface ProcessMark {
  readonly pid: number;
  readonly startedAt: string;
  readonly boot: string;
}

/** Which processes belong to a data folder, so that a start after a crash can end what is left over. */
export interface PidBook {
  note(name: string, pid: number): Promise<void>;
  forget(name: string): Promise<void>;
}

/** The book of a data folder. */
export class PidFile implements PidBook {
  readonly #path: string;
  #marks: Record<string, ProcessMark> = {};
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.#path = `${dataDir}/processes.json`;
  }

  async note(name: string, pid: number): Promise<void> {
    const mark = await markOf(pid);
    if (mark) this.#marks[name] = mark;
    await this.#write();
  }

  async forget(name: string): Promise<void> {
    delete this.#marks[name];
    await this.#write();
  }

  /** The launcher that still runs on this folder, or null. */
  async runningLauncher(): Promise<number | null> {
    const { launcher } = await this.#read();
    return launcher && (await isAlive(launcher)) ? launcher.pid : null;
  }

  /** Ends what an earlier launcher left running, database and engine included. */
  async endLeftovers(): Promise<void> {
    for (const mark of Object.values(await this.#read())) await end(mark);
  }

  async #read(): Promise<Record<string, ProcessMark>> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8')) as Record<string, ProcessMark>;
    } catch {
      return {}; // missing, or cut off by a power failure: then none of its processes runs any more
    }
  }

  #write(): Promise<void> {
    const next = async (): Promise<void> => {
      await writeFile(`${this.#path}.new`, JSON.stringify(this.#marks));
      await rename(`${this.#path}.new`, this.#path);
    };
    this.#writing = this.#writing.then(next, next);
    return this.#writing;
  }
}

async function markOf(pid: number): Promise<ProcessMark | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startedAt] = [fields[0], fields[19]];
    if (state === 'Z' || startedAt === undefined) return null;
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    return { pid, startedAt, boot };
  } catch {
    return null;
  }
}

async function isAlive(mark: ProcessMark): Promise<boolean> {
  const now = await markOf(mark.pid);
  return now !== null && now.startedAt === mark.startedAt && now.boot === mark.boot;
}

async function end(mark: ProcessMark): Promise<void> {
  const killAt = performance.now() + endWithinMs;
  let signal: NodeJS.Signals = 'SIGINT'; // to PostgreSQL a fast shutdown
  while (await isAlive(mark)) {
    try {
      process.kill(mark.pid, signal);
    } catch {
      return; // exited meanwhile
    }
    await pause(200);
    if (performance.now() > killAt) signal = 'SIGKILL';
  }
}
