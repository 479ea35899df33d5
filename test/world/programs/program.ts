import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const terminal = fileURLToPath(new URL('terminal.py', import.meta.url));

/** A program of the project as somebody runs it. */
export interface Program {
  readonly pid: number;
  /** Everything written to stdout so far; on a terminal stderr as well. */
  readonly out: () => string;
  readonly err: () => string;
  readonly type: (text: string) => void;
  /** Ends its input: of a program on a terminal, the terminal is closed. */
  readonly hangUp: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
}

/** What a program must not take over from the test run. */
const own =
  /^(DATABASE_URL|TEMPORAL_.*|DATA_DIR|KEY_FILE|PORT|HOST|OFFICE|.*METRICS_PORT|VITEST.*|NODE_ENV|NO_COLOR|FORCE_COLOR)$/;

/** Runs `npm run {name} -- {args}` without npm and without the set-up, on a terminal when asked. */
export function run(
  [name, ...args]: readonly [string, ...string[]],
  {
    env = {},
    onTerminal = false,
    tree = root,
    mostKilobytes = null,
  }: {
    env?: NodeJS.ProcessEnv;
    onTerminal?: boolean;
    /** The folder of another release; ends in a slash. */
    tree?: string;
    /** How long a file may become before its disk counts as full. */
    mostKilobytes?: number | null;
  } = {},
): Program {
  const command = [process.execPath, `${tree}deploy/setup.mjs`, name, ...args];
  const limited = ['bash', '-c', `ulimit -f ${mostKilobytes}; exec "$@"`, name, ...command];
  const whole = mostKilobytes === null ? command : limited;
  const [file = '', ...rest] = onTerminal ? ['python3', terminal, ...whole] : whole;
  const kept = Object.entries(process.env).filter(([variable]) => !own.test(variable));
  const child = spawn(file, rest, {
    cwd: tree,
    env: { ...Object.fromEntries(kept), KUNJUNG_SKIP_SETUP: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    type: (text) => void child.stdin.write(text),
    hangUp: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  };
}
