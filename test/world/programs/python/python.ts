import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const cache = fileURLToPath(new URL('../../../../.cache/python', import.meta.url));

/** The folder of the packages of `requirements.txt`, which pip installs once, checked by their hashes. */
function packages(): string {
  const version = execFileSync('python3', ['--version'], { encoding: 'utf8' });
  const name = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex');
  const folder = `${cache}/${name.slice(0, 16)}`;
  if (existsSync(folder)) return folder;
  const begun = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--target', begun];
  execFileSync('python3', [...args, '--root-user-action=ignore', '--require-hashes', '-r', requirements], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    renameSync(begun, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(begun, { recursive: true }); // another run was first
  }
  return folder;
}

/** A Python program of this folder at work. */
export interface PythonProgram {
  readonly write: (text: string) => void;
  readonly endInput: () => void;
  /** The lines written so far. */
  readonly lines: () => string[];
  /** Everything it wrote; fails with its complaints when it did. */
  readonly ended: Promise<string>;
}

/** Runs a Python program of this folder with libraries that read what the product writes. */
export function runPython(
  name: 'harvest' | 'citation' | 'well-formed' | 'workbook',
  ...args: string[]
): PythonProgram {
  const script = fileURLToPath(new URL(`${name}.py`, import.meta.url));
  const child = spawn('python3', [script, ...args], {
    env: { ...process.env, PYTHONPATH: packages(), NO_PROXY: '*' },
  });
  const told: Buffer[] = [];
  const complained: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => told.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complained.push(chunk));
  const textOf = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
  return {
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    lines: () => textOf(told).split('\n').slice(0, -1),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) resolve(textOf(told));
        else reject(new Error(`${name}.py ended with ${code}: ${textOf(complained)}`));
      });
    }),
  };
}
