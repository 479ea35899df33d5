import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { addressOf, type Config } from '../config.ts';
import { pages, pathOf } from '../domain/pages.mjs';
import { isFolder } from '../mail/folder.ts';

/** Where what a label tells begins. */
const column = 21;

/** The accounts of a first start, and the password that is shown this once; nothing later on. */
export function accountsText(accounts: readonly { username: string; password: string | null }[]): string {
  const first = accounts[0];
  if (!first) return '';
  return [
    '',
    'First start. Accounts:',
    `  ${'accounts'.padEnd(column)}${accounts.map(({ username }) => username).join(', ')}`,
    `  ${'password'.padEnd(column)}${first.password ?? ''}   (shown this once)`,
    '',
    '  Opening hours are "always" and the kiosk is open to everyone until the policy says otherwise.',
    '',
    '',
  ].join('\n');
}

/** The console's text once tickets can be issued. */
export function welcome({ http, publicUrl, mail }: Config): string {
  const own = openable(http, machineAddresses());
  const [base = http.base, ...others] = publicUrl === null ? own : [publicUrl.replace(/\/$/, ''), ...own];
  return [
    '',
    'Kunjung is ready.',
    ...pages.flatMap(({ path, name, onConsole }) =>
      onConsole ? `  ${name.padEnd(column)}${base}${path}` : [],
    ),
    ...(mail && isFolder(mail.url)
      ? ['', `  Mails are not sent but kept as files; read them on ${base}${pathOf('admin')}`]
      : []),
    ...(publicUrl === null
      ? ['', '  PUBLIC_URL is not set: set it before softcopies are handed out, their QR codes hold it.']
      : []),
    ...(others.length > 0 ? ['', `  ${'Also at'.padEnd(column)}${others.join('  ')}`] : []),
    '',
    '  Ctrl-C stops everything.',
    '',
    '',
  ].join('\n');
}

/** Addresses that a browser can open; a wildcard host gives each address of the machine. */
export function openable(
  { host, port }: { host: string; port: number },
  machine: readonly NetworkInterfaceInfo[],
): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [addressOf(host, port)];
  const reachable = machine.filter(
    ({ family, internal, address }) =>
      !internal && (family === 'IPv4' || (host === '::' && !address.startsWith('fe80:'))),
  );
  const hosts = reachable.toSorted((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
  return [...hosts, '127.0.0.1'].map((address) => addressOf(address, port));
}

function machineAddresses(): NetworkInterfaceInfo[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
}
