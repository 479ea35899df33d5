import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

test.each([
  ['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)$/],
  ['/favicon.svg', /^image\/svg\+xml$/],
])('%s is an icon that browsers keep for a day', async (path, type) => {
  const answer = await fetch(`${world.base}${path}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(type);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
  expect((await fetch(`${world.base}${path}`, { method: 'POST' })).status).toBe(405);
});

test('every page names both icons', async () => {
  const folder = new URL('../../../display/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('index.html'));
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) {
    const html = await readFile(new URL(file, folder), 'utf8');
    expect(html.match(/<link rel="icon" href="\/favicon\.(ico|svg)"/g), file).toHaveLength(2);
  }
});
