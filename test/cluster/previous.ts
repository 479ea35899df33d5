import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A release that came before this one, in a folder of its own. */
export interface Release {
  readonly commit: string;
  /** Its folder; ends in a slash. */
  readonly tree: string;
}

/**
 * Checks out the release before: the commit that PREVIOUS names, or the last one before the workflow's code changed. It
 * shares the packages when both lock files are equal and brings its own otherwise; the engine's program is shared.
 */
export function checkOutPrevious(): Release {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const lastChange = git('log', '-1', '--format=%H', '--', 'workflows', 'domain/visits');
  const commit = git('rev-parse', process.env['PREVIOUS'] ?? `${lastChange}~1`);
  const tree = `${root}.cache/previous/${commit}/`;
  if (!existsSync(tree)) {
    git('worktree', 'prune');
    git('worktree', 'add', '--detach', tree, commit);
  }
  const [own, theirs] = [root, tree].map((folder) => readFileSync(`${folder}package-lock.json`, 'utf8'));
  if (own === theirs) link('node_modules', tree);
  mkdirSync(`${tree}.cache`, { recursive: true });
  link('.cache/temporal', tree);
  return { commit, tree };
}

/** What a product needs of its tree when it is installed. */
const installed = 'activities api config.ts db deploy dist domain package.json process wire workflows'.split(
  ' ',
);

/** Makes a release that may come after this one: its moves wait for a timer, behind `patched`. Answers its folder. */
export async function makeNext(folder: string): Promise<string> {
  const tree = `${folder}/next/`;
  for (const name of installed) await cp(`${root}${name}`, `${tree}${name}`, { recursive: true });
  link('node_modules', tree);
  const changed = `${tree}workflows/running-visit.ts`;
  const before = await readFile(changed, 'utf8');
  const after = before
    .replace(/^  patched,$/m, '  patched,\n  sleep,')
    .replace(/^    const outcome = await record\(/m, "    if (patched('next')) await sleep('1ms');\n$&");
  if (after.length - before.length < 50)
    throw new Error('the workflow looks other than this change knows it');
  await writeFile(changed, after);
  const logger = new DefaultLogger('ERROR');
  const { code } = await bundleWorkflowCode({ workflowsPath: `${tree}workflows/index.ts`, logger });
  await writeFile(`${tree}dist/workflows.js`, code);
  return tree;
}

function link(name: string, tree: string): void {
  if (!existsSync(`${tree}${name}`)) symlinkSync(`${root}${name}`, `${tree}${name}`);
}
