import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true });
});

const green = "test('green', () => {});";
const red = "test('red', () => { throw new Error('red'); });";
/** Red until it has been run once. */
const redOnce = `
  import { existsSync, writeFileSync } from 'node:fs';
  const seen = \`\${import.meta.filename}.seen\`;
  test('red once', () => {
    if (existsSync(seen)) return;
    writeFileSync(seen, '');
    throw new Error('red');
  });
`;
/** Every test in it is green, and the run is not. */
const unhandled = `
  test('green', async () => {
    void Promise.reject(new Error('nobody waits for this'));
    await new Promise(setImmediate); // rejections are told between two turns
  });
`;

/** Runs `.ci/run` in a project of these test files, with commands around it that do nothing but run Vitest. */
function runCi(files: Readonly<Record<string, string>>, setUp = 'export default () => {};') {
  const tree = mkdtempSync(join(tmpdir(), 'red-once-'));
  trees.push(tree);
  cpSync(join(root, '.ci'), join(tree, '.ci'), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(tree, name), text, { mode: 0o755 });
  mkdirSync(join(tree, 'bin'));
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  write(
    'bin/npm',
    `#!/bin/bash\n[[ $1 == test ]] || { echo "then: $*"; exit 0; }\nexec "${process.execPath}" "${vitest}" run "\${@:3}"\n`,
  );
  for (const name of ['prometheus', 'promtool', 'pdftotext', 'amtool']) write(`bin/${name}`, '#!/bin/bash\n');
  write(
    'vitest.config.mjs',
    "export default { test: { globals: true, globalSetup: ['./set-up.mjs'], maxWorkers: 1 } };",
  );
  write('set-up.mjs', setUp);
  for (const [name, text] of Object.entries(files)) write(`${name}.test.mjs`, text);
  const kept = Object.entries(process.env).filter(([variable]) => !/^(VITEST.*|NODE_ENV)$/.test(variable));
  const { status, stdout, stderr } = spawnSync('bash', ['.ci/run'], {
    cwd: tree,
    env: { ...Object.fromEntries(kept), PATH: `${join(tree, 'bin')}:${process.env['PATH']}` },
    encoding: 'utf8',
  });
  return { status, stdout, words: stderr.split('\n').filter((line) => /^(Red|RED)/.test(line)) };
}

describe('what decides whether a change lands', () => {
  test('goes on when everything is green', () => {
    const { status, stdout, words } = runCi({ one: green, two: green });
    expect({ status, words }).toEqual({ status: 0, words: [] });
    expect(stdout).toContain('then: run check:code');
  });

  test('runs a red file once more, and names it when it is green then', () => {
    const { status, words } = runCi({ one: redOnce, two: green });
    expect(status).toBe(0);
    expect(words).toEqual([
      'Red once, and run again by itself: one.test.mjs',
      'RED ONCE, GREEN ALONE, TO BE MENDED NEXT: one.test.mjs',
    ]);
  });

  test('is red when it is red again, or cannot be read', () => {
    expect(runCi({ one: red, two: green })).toMatchObject({ status: 1 });
    expect(runCi({ one: 'this is no test(', two: green })).toMatchObject({ status: 1 });
  });

  test('repeats nothing when more than three files are red', () => {
    const { status, words } = runCi({ one: redOnce, two: redOnce, three: redOnce, four: redOnce });
    expect(status).toBe(1);
    expect(words).toEqual([expect.stringMatching(/^Red: (\w+\.test\.mjs ?){4}$/)]);
  });

  test.each([
    ['alone', { one: unhandled, two: green }],
    ['beside a red file', { one: unhandled, two: redOnce }],
  ])('is red for an error that no test waited for, %s', (_where, files) => {
    const { status, words } = runCi(files);
    expect({ status, words }).toEqual({ status: 1, words: ['Red: not a test alone'] });
  });

  test('is red when the servers of all tests cannot be set up', () => {
    const { status, words } = runCi(
      { one: green },
      "export default () => { throw new Error('no server'); };",
    );
    expect({ status, words }).toEqual({ status: 1, words: ['Red: not a test alone'] });
  });
});
