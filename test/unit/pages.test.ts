import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { help } from '../../deploy/help.mjs';
import { pages, pathOf } from '../../domain/pages.mjs';

/** Addresses as they are told to people. */
const told = pages.map(({ path }) => path.replace(/:(\w+)/, '{$1}'));
const display = new URL('../../display/', import.meta.url);

describe('the table of pages', () => {
  test('has a row for every folder with an index.html, and no other', () => {
    const folders = readdirSync(display).filter((name) => existsSync(new URL(`${name}/index.html`, display)));
    expect(pages.map(({ folder }) => folder).toSorted()).toEqual(folders.toSorted());
  });

  test('names every page in both languages, but for those the server names after what they show', () => {
    const named = pages.map(({ folder }) => {
      const html = readFileSync(new URL(`${folder}/index.html`, display), 'utf8');
      return [folder, /<title data-en="[^"]+">[^<]+<\/title>/.test(html)] as const;
    });
    expect(named.filter(([, isNamed]) => !isNamed).map(([folder]) => folder)).toEqual([
      'publication',
      'visitor',
    ]);
  });

  test('has every address once', () => {
    const shapes = pages.map(({ path }) => path.replace(/:\w+/, ':'));
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test('fills the place of a parameter', () => {
    expect(pathOf('history', 'x')).toBe('/riwayat/x');
    expect(pathOf('visitor', 'x')).toBe('/v/x');
    expect(pathOf('board')).toBe('/papan');
  });

  test('is what the help text lists', () => {
    const [, listed = ''] = /Pages, .*:\n((?: {2}.*\n)+)/.exec(help) ?? [];
    expect(listed.match(/^ {2}\S+/gm)?.map((path) => path.trim())).toEqual(told);
  });

  test('is what the README explains', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect([...readme.matchAll(/^\| `(\/[^`]*)`/gm)].map(([, path]) => path).toSorted()).toEqual(
      told.toSorted(),
    );
  });
});
