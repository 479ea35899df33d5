import { spawnSync } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import type { NetworkInterfaceInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { environment, readConfig } from '../../config.ts';
import { help } from '../../deploy/help.mjs';
import { accountsText, openable, welcome } from '../../deploy/welcome.ts';
import { run } from '../world/programs/program.ts';

const root = new URL('../../', import.meta.url);

interface Locked {
  readonly integrity?: string;
}

const read = async <T>(path: string): Promise<T> =>
  JSON.parse(await readFile(new URL(path, root), 'utf8')) as T;

describe('the Node that runs everything', () => {
  test('comes from a package that the lock file pins by its hash, not from an install script', async () => {
    const target = await readlink(new URL('node_modules/.bin/node', root));
    const name = /^\.\.\/([^/]+)\//.exec(target)?.[1] ?? '';
    const { scripts, os } = await read<{ scripts?: object; os?: string }>(
      `node_modules/${name}/package.json`,
    );
    expect({ scripts, os }).toEqual({ scripts: undefined, os: 'linux' });
    const { packages } = await read<{ packages: Record<string, Locked> }>('package-lock.json');
    expect(packages[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/);
  });

  test('is no exception: every package in the lock file has its hash', async () => {
    const { packages } = await read<{ packages: Record<string, Locked> }>('package-lock.json');
    const bare = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(bare).toEqual([]);
  });
});

describe('npm start', () => {
  test('names the address of visitors and the one on the machine, and says nothing that a policy may have changed', () => {
    const text = welcome(readConfig({ PUBLIC_URL: 'https://kunjung.example/', PORT: '8123' }));
    expect(text).toContain('https://kunjung.example/kios');
    expect(text).toContain('http://127.0.0.1:8123');
    expect(text).not.toMatch(/always|everyone/);
    expect(accountsText([])).toBe('');
    expect(accountsText([{ username: 'admin', password: 'secret' }])).toMatch(/secret[^]*Opening hours/);
  });

  test('tells every variable, the pages and the exit codes when it is asked', async () => {
    const program = run(['start', '--help']);
    expect(await program.ended).toBe(0);
    expect(program.out()).toBe(help);
    const told = [...help.matchAll(/^ {2}([A-Z_]+) {2,}/gm)].map(([, variable]) => variable);
    expect(told.toSorted()).toEqual([...Object.keys(environment.shape), 'KUNJUNG_SKIP_SETUP'].toSorted());
    expect(help).toMatch(/\/kios .*\n(.*\n)*Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 /);
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test.each(['status now', 'wipe', ''])(
    'has a command for the invented month that refuses "%s"',
    async (what) => {
      const program = run(['demo', ...what.split(' ').filter(Boolean)]);
      expect(await program.ended).toBe(2);
      expect(program.err()).toBe('Say status or remove.\nTry: npm run demo -- --help\n');
    },
  );

  test('refuses an option it does not know', async () => {
    const program = run(['start', '--port', '8081']);
    expect(await program.ended).toBe(2);
    expect(program.err()).toBe('Unknown option "--port". Try: npm start -- --help\n');
  });

  test('names a variable that cannot be used, and starts nothing', async () => {
    const program = run(['start'], { env: { PORT: 'http' } });
    expect(await program.ended).toBe(2);
    expect(program.err()).toBe('Configuration:\nPORT: must be a whole number from 1 to 65535\n');
  });
});

describe('the addresses on the console', () => {
  const machine = (address: string, internal = false): NetworkInterfaceInfo =>
    ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo;
  const all = [
    machine('127.0.0.1', true),
    machine('::1', true),
    machine('fe80::1'),
    machine('2001:db8::5'),
    machine('192.168.7.20'),
  ];

  test.each([
    ['192.168.7.20', ['http://192.168.7.20:8080']],
    ['0.0.0.0', ['http://192.168.7.20:8080', 'http://127.0.0.1:8080']],
    ['::', ['http://192.168.7.20:8080', 'http://[2001:db8::5]:8080', 'http://127.0.0.1:8080']],
  ])('can be opened when HOST is %s', (host, expected) => {
    expect(openable({ host, port: 8080 }, all)).toEqual(expected);
  });

  test('are never those that stand for every address', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).http.base).toBe('http://127.0.0.1:8080');
    expect(readConfig({ HOST: '::' }).http.base).toBe('http://[::1]:8080');
    expect(readConfig({ HOST: '10.1.2.3' }).http.base).toBe('http://10.1.2.3:8080');
  });
});

describe('a log', () => {
  const script = `import { createLog } from './process/log.ts';
    createLog({ level: 'info', part: 'api' }).info({ port: 8080 }, 'api is serving');`;
  const node = [process.execPath, '--input-type=module', '--eval', script];
  const options = { cwd: fileURLToPath(root), encoding: 'utf8', input: '' } as const;

  test('is JSON where a program reads it', () => {
    const { stdout } = spawnSync(node[0] ?? '', node.slice(1), options);
    expect(JSON.parse(stdout)).toMatchObject({
      level: 'info',
      part: 'api',
      port: 8080,
      msg: 'api is serving',
    });
  });
});
