import type { Config } from '../config.ts';

const pages = [
  ['start page', '/'],
  ['kiosk', '/kios'],
  ['TV board', '/papan'],
  ["officer's tablet", '/petugas'],
] as const;

/** What the console says once tickets can be issued. */
export function welcome(
  { http, publicUrl }: Config,
  accounts: readonly { username: string; password: string | null }[],
): string {
  const base = publicUrl?.replace(/\/$/, '') ?? `http://${http.host}:${http.port}`;
  const first = accounts[0];
  return [
    '',
    'Kunjung is ready.',
    ...pages.map(([name, path]) => `  ${name.padEnd(18)}${base}${path}`),
    '',
    ...(first
      ? [
          `  accounts          ${accounts.map(({ username }) => username).join(', ')}`,
          `  password          ${first.password ?? ''}   (shown this once)`,
          '',
        ]
      : []),
    '  Opening hours are "always" and the kiosk is open to everyone until the policy says otherwise.',
    '  Ctrl-C stops everything.',
    '',
    '',
  ].join('\n');
}
