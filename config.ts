import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import proxyAddress from 'proxy-addr';
import * as z from 'zod';
import { isFolder } from './mail/folder.ts';

/** Whole numbers a port may have; 0 is any free one. */
function port(lowest: 0 | 1) {
  const rule = `must be a whole number from ${lowest} to 65535`;
  return z.coerce.number(rule).int(rule).min(lowest, rule).max(65_535, rule);
}

const webAddress = z.url({ protocol: /^https?$/, error: 'must be like https://kunjung.example' });
const escalationUrlRule =
  'must be like https://gateway.example/hook (http on this machine alone), without a password in it';
const mailUrlRule = 'must be like smtps://user:password@mail.example:465, or file:///folder on this machine';
const addressesRule = 'must be up to 20 e-mail addresses alone, separated by commas';
const onOrOff = z.enum(['on', 'off'], 'must be on or off');
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Every variable; a message says what its value must be, never what it is. */
export const environment = z.object({
  PORT: port(1).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: port(0).default(9464),
  WORKER_METRICS_PORT: port(0).optional(),
  PUBLIC_URL: webAddress.optional(),
  TRUSTED_PROXIES: z.string().default('').transform(toTrust),
  OFFICE: z
    .string()
    .regex(/^\d{4}$/, "must be an office's code of four digits, like 6500")
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  KEY_FILE: z.string().min(1).optional(),
  BACKUP_KEY_FILE: z.string().min(1).optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be like postgres://user:password@host:5432/kunjung',
    })
    .optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:\s]+:\d+$/, 'must be host:port, like 127.0.0.1:7233')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_UI_URL: webAddress.optional(),
  MAIL_URL: z
    .union(
      [z.url({ protocol: /^smtps?$/, hostname: /./ }), z.url({ protocol: /^file$/, hostname: /^$/ })],
      mailUrlRule,
    )
    .optional(),
  MAIL_FROM: z.email('must be one e-mail address alone').optional(),
  ESCALATION_URL: z
    .url({ protocol: /^https?$/, error: escalationUrlRule })
    .refine(isEncryptedOrLocal, escalationUrlRule)
    .optional(),
  ESCALATION_SECRET: z.string().min(24, 'must have at least 24 characters').optional(),
  ESCALATION_MAIL_TO: z
    .string()
    .transform((list) => list.split(',').map((address) => address.trim()))
    .pipe(z.array(z.email(addressesRule)).max(20, addressesRule))
    .optional(),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  RATE_LIMITS: onOrOff.default('on'),
  SYNTHETIC_VISITS: onOrOff.default('off'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

function isEncryptedOrLocal(text: string): boolean {
  const { protocol, hostname, username, password } = new URL(text);
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return (protocol === 'https:' || isLocal) && username === '' && password === '';
}

/** The environment is invalid; the message names every variable at fault. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** The configuration from the environment. */
export type Config = ReturnType<typeof readConfig>;

/** Reads and checks the environment, reporting all faults at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConfigError(faults.join('\n'));
  }
  const values = result.data;
  readEngineLine(); // told at once, like every other fault
  const dataDir = resolve(values.DATA_DIR);
  const base = baseOf(values.HOST, values.PORT);
  const mail = mailOf(values, { dataDir, base });
  const escalation = escalationOf(values, mail);
  return {
    http: { host: values.HOST, port: values.PORT, base },
    metrics: { port: values.METRICS_PORT, workerPort: workerPortOf(values) },
    publicUrl: values.PUBLIC_URL ?? null,
    trustsProxy: values.TRUSTED_PROXIES,
    office: values.OFFICE ?? null,
    dataDir,
    keyFile: resolve(values.KEY_FILE ?? `${dataDir}.key`),
    backupKeyFile: values.BACKUP_KEY_FILE === undefined ? null : resolve(values.BACKUP_KEY_FILE),
    database: { url: values.DATABASE_URL ?? null },
    temporal: {
      address: values.TEMPORAL_ADDRESS ?? null,
      namespace: values.TEMPORAL_NAMESPACE,
      ui: values.TEMPORAL_UI_URL ?? null,
    },
    mail,
    escalation,
    demoPassword: values.DEMO_PASSWORD ?? null,
    rateLimits: values.RATE_LIMITS === 'on',
    syntheticVisits: values.SYNTHETIC_VISITS === 'on',
    logLevel: values.LOG_LEVEL,
  } as const;
}

/** Certificates and keys from Temporal's own variables. */
function readEngineLine() {
  try {
    return loadClientConnectConfig({ disableFile: true }).connectionOptions;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`TEMPORAL_TLS_…: a certificate or a key cannot be read (${reason})`);
  }
}

/** The worker's port for `/metrics`: its own variable, or the one after the api's. */
function workerPortOf({ METRICS_PORT, WORKER_METRICS_PORT }: z.output<typeof environment>): number {
  if (WORKER_METRICS_PORT !== undefined) return WORKER_METRICS_PORT;
  if (METRICS_PORT < 65_535) return METRICS_PORT === 0 ? 0 : METRICS_PORT + 1;
  throw new ConfigError('WORKER_METRICS_PORT: must be set, there is no port after METRICS_PORT');
}

/** The trusted proxies: a number of hops, or exactly these addresses and networks. By default none. */
function toTrust(text: string, context: z.RefinementCtx<string>): (address: string, hop: number) => boolean {
  const hops = /^\d{1,2}$/.test(text) ? Number(text) : null;
  if (hops !== null) return (_address, hop) => hop < hops;
  try {
    return proxyAddress.compile(
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    );
  } catch {
    context.addIssue(
      'must be addresses or networks separated by commas, or how many proxies there are in a row',
    );
    return z.NEVER;
  }
}

/** Where the service reaches itself: loopback when the host means every address of the machine. */
function baseOf(host: string, httpPort: number): string {
  return addressOf({ '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host, httpPort);
}

/** The address of a page's root; an IPv6 host stands in brackets. */
export function addressOf(host: string, httpPort: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${httpPort}`;
}

/** The sender of mails that leave this machine never. */
const homeSender = 'kunjung@kunjung.invalid';

/**
 * Where mails go: to a mail server, or into a folder where nobody but an admin reads them. With the embedded database
 * and without a server it is a folder of the data folder; null with a database of one's own and nothing else.
 */
function mailOf(values: z.output<typeof environment>, { dataDir, base }: { dataDir: string; base: string }) {
  const { MAIL_URL, MAIL_FROM, PUBLIC_URL, DATABASE_URL } = values;
  if (MAIL_URL === undefined && DATABASE_URL !== undefined) return null;
  const url = MAIL_URL ?? pathToFileURL(join(dataDir, 'mails')).href;
  if (isFolder(url)) return { url, from: MAIL_FROM ?? homeSender, linkBase: PUBLIC_URL ?? base };
  if (MAIL_FROM !== undefined && PUBLIC_URL !== undefined) {
    return { url, from: MAIL_FROM, linkBase: PUBLIC_URL };
  }
  const missing = [MAIL_FROM === undefined && 'MAIL_FROM', PUBLIC_URL === undefined && 'PUBLIC_URL'];
  throw new ConfigError(
    missing
      .filter(Boolean)
      .map((name) => `${String(name)}: must be set with MAIL_URL`)
      .join('\n'),
  );
}

/** The receivers of breach notifications: a signed webhook, a mail, both or nobody. */
function escalationOf(
  { ESCALATION_URL, ESCALATION_SECRET, ESCALATION_MAIL_TO }: z.output<typeof environment>,
  mail: ReturnType<typeof mailOf>,
) {
  const missing = [
    ESCALATION_URL !== undefined &&
      ESCALATION_SECRET === undefined &&
      'ESCALATION_SECRET: must be set with ESCALATION_URL',
    ESCALATION_MAIL_TO !== undefined && mail === null && 'MAIL_URL: must be set with ESCALATION_MAIL_TO',
  ].filter((name) => name !== false);
  if (missing.length > 0) throw new ConfigError(missing.join('\n'));
  return {
    webhook:
      ESCALATION_URL === undefined || ESCALATION_SECRET === undefined
        ? null
        : { url: ESCALATION_URL, secret: ESCALATION_SECRET },
    mail: ESCALATION_MAIL_TO === undefined || mail === null ? null : { ...mail, to: ESCALATION_MAIL_TO },
  };
}

/** The configuration of one part. */
export type PartConfig = ReturnType<typeof readPartConfig>;

/** The configuration of one part, which needs a database and an engine to talk to. */
export function readPartConfig(env: NodeJS.ProcessEnv = process.env) {
  const config = readConfig(env);
  const { url } = config.database;
  const { address, namespace } = config.temporal;
  const missing = [url === null && 'DATABASE_URL', address === null && 'TEMPORAL_ADDRESS'].filter(Boolean);
  if (url === null || address === null) {
    throw new ConfigError(missing.map((name) => `${String(name)}: must be set`).join('\n'));
  }
  return {
    ...config,
    database: { url },
    temporal: { namespace, ui: config.temporal.ui, connection: engineOptionsOf(address) },
  };
}

/** How the engine at an address is connected to; TLS and API key come from Temporal's own variables. */
export function engineOptionsOf(address: string) {
  return { ...readEngineLine(), address };
}

/** The launcher's configuration; a bad one is told on stderr and ends the process with code 2. */
export function configOrExit(): Config {
  return orExit(readConfig);
}

/** A part's configuration, on the same terms. */
export function partConfigOrExit(): PartConfig {
  return orExit(readPartConfig);
}

function orExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`Configuration:\n${error.message}\n`);
    process.exit(2);
  }
}
