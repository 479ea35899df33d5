// Plain JavaScript that Node 20 runs: makes the tree ready, then hands over to the Node it brought along.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureTemporal } from './temporal-binary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ownNode = `${root}node_modules/node/bin/node`;

/** What can be run, and the arguments Node gets for it. */
const programs = {
  start: ['deploy/start.ts'],
  test: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'fast', '--project', 'stack'],
  week: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'week'],
  bench: ['bench/run.ts'],
  'bench:phone': ['bench/phone.ts'],
  office: ['deploy/office.ts'],
  grafana: ['grafana/generate.ts'],
};

const [, , name = '', ...rest] = process.argv;
const program = programs[name];
if (!program) stop(`unknown program "${name}", known: ${Object.keys(programs).join(', ')}`);
process.chdir(root);
if (process.env.KUNJUNG_SKIP_SETUP !== '1') await setUp();
handOver([...program, ...rest]);

async function setUp() {
  const stamp = `${root}node_modules/.kunjung-lock`;
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    run('npm', ['ci', '--no-audit', '--no-fund'], 'The packages could not be installed; npm says why above.');
    writeFileSync(stamp, lock);
  }
  if (name !== 'start' || !process.env.TEMPORAL_ADDRESS) {
    try {
      await ensureTemporal();
    } catch (error) {
      stop(error.message);
    }
  }
  run(ownNode, ['deploy/build.ts'], 'The pages could not be built; the reason stands above.');
}

function run(command, args, complaint) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) stop(complaint);
}

function handOver(args) {
  const child = spawn(ownNode, args, { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself, and a second signal does it no harm
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
