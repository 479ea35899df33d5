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
      [
        ...readFileSync(`${root}${file}`, 'utf8').matchAll(
          /(?<![\w/])(?:\.{0,2}\/)*(?:[\w-]+\/)*[\w-]+\.md\b/g,
        ),
      ]
        .map(([page]) => page)
        .filter((page) =>
          ['', 'docs', 'docs/decisions', dirname(file)].every(
            (place) => !existsSync(join(root, place, page)),
          ),
        )
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

describe('the glossary', () => {
  const [, table = ''] =
    /\n(\| term [^]*?)\n\n/.exec(readFileSync(join(root, 'docs/glossary.md'), 'utf8')) ?? [];
  const rows = table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)))
    .map(([, terms = [], , columns = [], labels = []]) => ({ terms, columns, labels }));
  const read = (name: string) => readFileSync(join(root, name), 'utf8');
  const code = files
    .filter((file) => /^(domain|wire|db|api|activities|workflows|display)\/.*\.ts$/.test(file))
    .map(read)
    .join('\n');
  const without = (text: string, words: readonly string[]) =>
    words.filter((word) => !new RegExp(`(?<![\\w-])${word}s?(?![\\w-])`, 'i').test(text));

  test('names what the code names', () => {
    const terms = rows.flatMap((row) => row.terms);
    expect(terms.length).toBeGreaterThan(40);
    expect(new Set(terms).size).toBe(terms.length);
    expect(without(code, terms)).toEqual([]);
  });

  test('names tables, columns and labels that there are', () => {
    const columns = rows.flatMap((row) => row.columns.flatMap((column) => column.split('.')));
    const tables = files.filter((file) => /^db\/(schema|\w+\/tables)\.ts$/.test(file)).map(read);
    expect(without(tables.join('\n'), columns)).toEqual([]);
    const labels = rows.flatMap((row) => row.labels);
    expect(labels.filter((label) => !read('domain/metrics.ts').includes(`'${label}'`))).toEqual([]);
  });
});
