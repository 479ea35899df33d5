import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Applied migrations are never edited, comments included. */
const frozen = 'db/migrations/0003_email_check.sql';

const files = execFileSync('git', ['ls-files', '*.ts', '*.mjs', '*.md', '*.sql', '*.yml', '*.yaml'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => file !== frozen && existsSync(`${root}${file}`));

describe('comments and docs refer to what stands here', () => {
  test('no text cites a section of a page', () => {
    const citing = files.filter((file) =>
      /\b[A-Z]{4,}(\.md)?,? (section|§) ?\d/.test(readFileSync(`${root}${file}`, 'utf8')),
    );
    expect(citing).toEqual([]);
  });

  test('every page that is named exists', () => {
    const missing = files.flatMap((file) =>
      [...readFileSync(`${root}${file}`, 'utf8').matchAll(/\b(?:docs\/)?[\w-]+\.md\b/g)]
        .map(([page]) => page)
        .filter((page) => ['', 'docs', dirname(file)].every((place) => !existsSync(join(root, place, page))))
        .map((page) => `${file}: ${page}`),
    );
    expect(missing).toEqual([]);
  });

  const pages = files.filter((file) => file.endsWith('.md'));

  test('every link of a page leads somewhere', () => {
    const dead = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#:]+)[^):]*\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  test('every source file that a page names by its path exists', () => {
    const missing = pages.flatMap((page) =>
      [
        ...readFileSync(join(root, page), 'utf8').matchAll(
          /`((?:[\w-]+\/)+[\w.-]+\.(?:ts|mjs|sql|css|yml))`/g,
        ),
      ]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});
