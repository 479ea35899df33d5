import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

function link(name: string, tree: string): void {
  if (!existsSync(`${tree}${name}`)) symlinkSync(`${root}${name}`, `${tree}${name}`);
}
