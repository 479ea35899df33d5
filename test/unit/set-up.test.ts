import { readFile, readlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const read = async <T>(path: string): Promise<T> =>
  JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')) as T;

describe('the Node that runs everything', () => {
  test('comes from a package that the lock file pins by its hash, not from an install script', async () => {
    const target = await readlink(new URL('../../node_modules/.bin/node', import.meta.url));
    const name = /^\.\.\/([^/]+)\//.exec(target)?.[1] ?? '';
    const { scripts, os } = await read<{ scripts?: object; os?: unknown }>(`node_modules/${name}/package.json`);
    expect({ scripts, os }).toEqual({ scripts: undefined, os: 'linux' });
    const { packages } = await read<{ packages: Record<string, Locked> }>('package-lock.json');
    expect(packages[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/);
  });

  test('is told apart from no other package: each one in the lock has its hash', async () => {
    const { packages } = await read<{ packages: Record<string, Locked> }>('package-lock.json');
    const bare = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(bare).toEqual([]);
  });
});
