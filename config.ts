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

/** Whole numbers of how many there may be at the same time. */
function count(lowest: number, highest: number) {
  const rule = `must be a whole number from ${lowest} to ${highest}`;
  return z.coerce.number(rule).int(rule).min(lowest, rule).max(highest, rule);
}

const webAddress = z.url({ protocol: /^https?$/, error: 'must be like https://kunjung.example' });
const escalationUrlRule =
  'must be like https://gateway.example/hook (http on this machine alone), without a password in it';
const mailUrlRule = 'must be like smtps://user:password@mail.example:465, or file:///folder on this machine';
const addressesRule = 'must be up to 20 e-mail addresses alone, separated by commas';
const webapiUrlRule =
  'must be like https://webapi.example (http on this machine alone), without a password in it';
const domainsRule =
  'must be offices, or office=domain, of four digits each, separated by commas, like 6500,6501=6502';
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
  SOFTCOPY_DIR: z.string().min(1).optional(),
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
  WEBAPI_BASE_URL: z
    .url({ protocol: /^https?$/, error: webapiUrlRule })
    .refine(isEncryptedOrLocal, webapiUrlRule)
    .refine((text) => !/[?#]/.test(text), webapiUrlRule)
    .optional(),
  WEBAPI_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,200}$/, 'must be the key as it was given, letters and digits')
    .optional(),
  WEBAPI_DOMAINS: z.string().transform(toDomains).optional(),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  DEMO_DATA: onOrOff.default('off'),
  PRESS_CONNECTIONS: count(1, 1_000).default(10),
  READING_CONNECTIONS: count(1, 1_000).default(4),
  WORKER_CONNECTIONS: count(1, 1_000).optional(),
  WORKER_ACTIVITIES: count(1, 1_000).default(20),
  WORKER_TASKS: count(2, 1_000).default(40),
  WORKER_POLLERS: count(2, 1_000).default(100),
  WORKER_CACHE: count(2, 100_000).default(2_000),
  RATE_LIMITS: onOrOff.default('on'),
  SYNTHETIC_VISITS: onOrOff.default('off'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

/** The domain of each office that takes its collection from the WebAPI. */
function toDomains(text: string, context: z.RefinementCtx<string>): ReadonlyMap<string, string> {
  const parts = text.split(',').map((part) => /^\s*(\d{4})\s*(?:=\s*(\d{4})\s*)?$/.exec(part));
  const domains = new Map(parts.map((part) => [part?.[1] ?? '', part?.[2] ?? part?.[1] ?? '']));
  if (parts.every((part) => part !== null) && domains.size === parts.length) return domains;
  context.addIssue(domainsRule);
  return z.NEVER;
}

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
    connections: { presses: values.PRESS_CONNECTIONS, readings: values.READING_CONNECTIONS },
    worker: workerOf(values),
    temporal: {
      address: values.TEMPORAL_ADDRESS ?? null,
      namespace: values.TEMPORAL_NAMESPACE,
      ui: values.TEMPORAL_UI_URL ?? null,
    },
    softcopyDir: resolve(values.SOFTCOPY_DIR ?? join(dataDir, 'softcopies')),
    mail,
    escalation,
    webapi: webapiOf(values),
    demoPassword: values.DEMO_PASSWORD ?? null,
    demoData: values.DEMO_DATA === 'on',
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

/** A worker takes on no more than it has connections and memory for. */
function workerOf(values: z.output<typeof environment>) {
  const { WORKER_CONNECTIONS, WORKER_ACTIVITIES, WORKER_TASKS, WORKER_CACHE } = values;
  const faults = [
    WORKER_CONNECTIONS !== undefined &&
      WORKER_CONNECTIONS <= WORKER_ACTIVITIES &&
      `WORKER_CONNECTIONS: must be more than WORKER_ACTIVITIES (${WORKER_ACTIVITIES}), as each activity holds one`,
    WORKER_TASKS > WORKER_CACHE &&
      `WORKER_TASKS: must not be more than WORKER_CACHE (${WORKER_CACHE}), as each workflow at work is remembered`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return {
    cache: WORKER_CACHE,
    tasks: WORKER_TASKS,
    activities: WORKER_ACTIVITIES,
    pollers: values.WORKER_POLLERS,
    connections: WORKER_CONNECTIONS ?? null,
  };
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

/**
 * Where collections are imported from, with the key that lets us in; null when nothing is imported. An office's domain
 * there is its own code, which is BPS's as well, unless another is given.
 */
function webapiOf({ WEBAPI_BASE_URL, WEBAPI_KEY, WEBAPI_DOMAINS }: z.output<typeof environment>) {
  if (WEBAPI_BASE_URL === undefined) return null;
  if (WEBAPI_KEY === undefined) throw new ConfigError('WEBAPI_KEY: must be set with WEBAPI_BASE_URL');
  const domainOf = (office: string): string | null =>
    WEBAPI_DOMAINS === undefined ? office : (WEBAPI_DOMAINS.get(office) ?? null);
  return { base: WEBAPI_BASE_URL, key: WEBAPI_KEY, domainOf };
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
