import type { Config } from '../config.ts';

const pages = [
  ['start page', '/'],
  ['kiosk', '/kios'],
  ['TV board', '/papan'],
  ["officer's tablet", '/petugas'],
  ['supervision', '/pengawas'],
  ['settings', '/admin'],
] as const;

/** The accounts of a first start, and the password that is shown this once; nothing later on. */
export function accountsText(accounts: readonly { username: string; password: string | null }[]): string {
  const first = accounts[0];
  if (!first) return '';
  return [
    '',
    'First start. Accounts:',
    `  accounts          ${accounts.map(({ username }) => username).join(', ')}`,
    `  password          ${first.password ?? ''}   (shown this once)`,
    '',
    '',
  ].join('\n');
}

/** What the console says once tickets can be issued. */
export function welcome({ http, publicUrl }: Config): string {
  const base = publicUrl?.replace(/\/$/, '') ?? http.base;
  return [
    '',
    'Kunjung is ready.',
    ...pages.map(([name, path]) => `  ${name.padEnd(18)}${base}${path}`),
    '',
    '  Opening hours are "always" and the kiosk is open to everyone until the policy says otherwise.',
    '  Ctrl-C stops everything.',
    '',
    '',
  ].join('\n');
}
