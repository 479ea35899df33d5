// The text of `npm start -- --help`. Plain JavaScript, because it runs before anything is installed.

import { pages } from '../domain/pages.mjs';

/** Every variable, with its default and meaning. @type {readonly (readonly [string, string, string])[]} */
const variables = [
  ['PORT', '8080', 'pages and API'],
  ['HOST', '127.0.0.1', 'address to listen on; 0.0.0.0 for every address of this machine'],
  ['METRICS_PORT', '9464', "the api's /metrics, on 127.0.0.1"],
  ['WORKER_METRICS_PORT', 'METRICS_PORT + 1', "the worker's /metrics, on 127.0.0.1"],
  ['PUBLIC_URL', "the page's own", 'address in softcopies, QR codes, mails; https:// for secure cookies'],
  ['OFFICE', 'the first one', 'office of pages opened without ?kantor=, such as 6500'],
  ['TRUSTED_PROXIES', 'none', 'proxies whose X-Forwarded-For counts: addresses, or how many in a row'],
  ['DATA_DIR', '.data', 'everything the embedded parts keep'],
  ['SOFTCOPY_DIR', 'in DATA_DIR', 'PDFs of publications and their marked copies'],
  ['KEY_FILE', 'DATA_DIR.key', 'the key that opens personal data; keep a copy apart from the backups'],
  ['BACKUP_KEY_FILE', 'none', 'key of backups, for npm run backup and npm run restore'],
  ['DATABASE_URL', 'embedded', 'a PostgreSQL 15 or later instead of the embedded one'],
  ['TEMPORAL_ADDRESS', 'embedded', 'host:port of a Temporal server instead of the embedded one'],
  ['TEMPORAL_NAMESPACE', 'default', "and Temporal's own TEMPORAL_* variables for TLS and keys"],
  ['TEMPORAL_UI_URL', 'none', "links a visit's story to the engine's pages"],
  ['MAIL_URL', 'DATA_DIR/mails', 'smtp:// or smtps://, with MAIL_FROM and PUBLIC_URL; or file:///folder'],
  ['MAIL_FROM', 'none', 'sender of those mails'],
  ['ESCALATION_URL', 'none', 'told of visitors who wait too long; with ESCALATION_SECRET'],
  ['ESCALATION_SECRET', 'none', 'signs what is sent there; 24 characters or more'],
  ['ESCALATION_MAIL_TO', 'none', 'who is mailed about them, separated by commas'],
  ['WEBAPI_BASE_URL', 'off', "BPS's WebAPI, from which collections are imported; with WEBAPI_KEY"],
  ['WEBAPI_KEY', 'none', 'key of that interface; never stored, logged or shown'],
  ['WEBAPI_DOMAINS', 'all offices', 'which offices, and their domain there: 6500,6501=6502'],
  ['DEMO_PASSWORD', 'random', 'password of the three accounts of a first start'],
  ['DEMO_DATA', 'off', 'on: an invented month for an empty installation, as --demo does'],
  ['PRESS_CONNECTIONS', '10', "an api's database connections for requests"],
  ['READING_CONNECTIONS', '4', "an api's database connections for what screens are told"],
  ['WORKER_CONNECTIONS', 'one each', "a worker's database connections; more than WORKER_ACTIVITIES"],
  ['WORKER_ACTIVITIES', '20', 'moves that a worker records at the same time'],
  ['WORKER_TASKS', '40', 'workflows that a worker carries on at the same time'],
  ['WORKER_POLLERS', '100', 'questions for work, of a kind, that a worker holds open at most'],
  ['WORKER_CACHE', '2000', 'visits that a worker remembers between moves; it replays the others'],
  ['RATE_LIMITS', 'on', 'off for load tests'],
  ['SYNTHETIC_VISITS', 'off', 'on: a whole visit every open minute in office 9999'],
  ['LOG_LEVEL', 'info', 'trace, debug, info, warn, error or fatal'],
  ['KUNJUNG_SKIP_SETUP', 'unset', '1: the tree is installed, skip the set-up'],
];

/** The whole help text. */
export const help = [
  'Usage: npm start [-- --demo | --help]',
  '',
  'Sets up what is missing, then runs everything until Ctrl-C. With --demo an empty installation is filled',
  'with invented visits of last month and this one, to look at; npm run demo -- remove takes them away.',
  'There are no other options; settings are environment variables, as in PORT=8081 npm start.',
  '',
  ...table(variables.map(([name, fallback, meaning]) => [name, fallback, meaning])),
  '',
  'Pages, with ?lang=id or en, and ?kantor=6500 where an office is not known by the rest:',
  ...table(pages.map(({ path, name }) => [path.replace(/:(\w+)/, '{$1}'), name])),
  '',
  'Other commands:',
  ...table([
    ['npm run provision', 'makes a database and a Temporal of your own ready, or says what they lack'],
    ['npm run account', 'who may sign in: add, password, disable, enable, list'],
    ['npm run office', 'a whole office as a file: export, import'],
    ['npm run catalogue', "an office's collection: import and export a file, or ask the WebAPI"],
    ['npm run demo', 'what --demo made: status, remove'],
    ['npm run visits', 'compare open visits with their workflows: check, adopt'],
    ['npm run rules', 'what was found to break a rule that must always hold: list, accept'],
    ['npm run backup', 'everything into an encrypted file, also while Kunjung runs'],
    ['npm run restore', 'from that file into an empty database'],
  ]),
  '',
  'Exit codes:',
  ...table([
    ['0', 'stopped by a signal, in good order'],
    ['1', 'the set-up or a part failed; the reason stands above'],
    ['2', 'a variable, a port or an option is wrong; nothing is left running'],
  ]),
  '',
].join('\n');

/** Aligned columns. @param {readonly (readonly string[])[]} rows */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
