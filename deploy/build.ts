import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { build } from 'vite';
import { precompress } from './precompress.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}dist/.stamp`;

/** The sources of the pages and the workflow bundle. */
const sources = [
  'display',
  'domain',
  'workflows',
  'vite.config.ts',
  'deploy/build.ts',
  'deploy/precompress.ts',
  'package-lock.json',
];

const stamp = await stampOf(sources);
const built = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
if (built !== stamp) {
  const startedAt = performance.now();
  report('Building the pages …');
  await mkdir(`${root}dist`, { recursive: true });
  await build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
  await precompress(`${root}dist/pages/assets`);
  const quiet = { trace() {}, debug() {}, info() {}, warn: report, error: report, log() {} };
  const { code } = await bundleWorkflowCode({ workflowsPath: `${root}workflows/index.ts`, logger: quiet });
  await writeFile(`${root}dist/workflows.js`, withoutSources(code));
  await writeFile(stampFile, stamp);
  report(`  done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function report(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** The bundle with a map that tells where a line comes from, without the sources: a worker holds it several times. */
function withoutSources(code: string): string {
  const mark = ';base64,';
  const at = code.lastIndexOf(mark) + mark.length;
  const { sourcesContent: _, ...map } = JSON.parse(
    Buffer.from(code.slice(at), 'base64').toString(),
  ) as Record<string, unknown>;
  return `${code.slice(0, at)}${Buffer.from(JSON.stringify(map)).toString('base64')}\n`;
}

/** One hash over names and contents, so that an unchanged tree is built once. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const entries = path.includes('.')
      ? [path]
      : (await readdir(`${root}${path}`, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length));
    for (const entry of entries.toSorted()) hash.update(entry).update(await readFile(`${root}${entry}`));
  }
  return hash.digest('hex');
}
