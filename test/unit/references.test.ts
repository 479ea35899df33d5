import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
        .filter((page) => !existsSync(`${root}${page}`) && !existsSync(`${root}docs/${page}`))
        .map((page) => `${file}: ${page}`),
    );
    expect(missing).toEqual([]);
  });
});
