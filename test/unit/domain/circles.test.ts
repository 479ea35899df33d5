import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('domain/', () => {
  const files = execFileSync('git', ['ls-files', 'domain'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  const imports = new Map(
    files.map((file) => [
      file,
      [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(
        ([, path = '']) => normalize(join(dirname(file), path)),
      ),
    ]),
  );

  test('has no circle of imports, types included', () => {
    const cleared = new Set<string>();
    const circleFrom = (file: string, path: readonly string[]): readonly string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (cleared.has(file)) return null;
      for (const next of imports.get(file) ?? []) {
        const circle = circleFrom(next, [...path, file]);
        if (circle) return circle;
      }
      cleared.add(file);
      return null;
    };
    expect(files.map((file) => circleFrom(file, [])).find((circle) => circle !== null) ?? null).toBeNull();
  });
});
