import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readConfig } from '../../config.ts';
import { jobs } from '../../domain/metrics.ts';
import { sources } from '../../grafana/sources.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const words = z.string().regex(/\S/);

// Strict subsets of what the programs read: a key that is not listed is a mistake ---------------------------------

const service = z.strictObject({
  image: z.string().regex(/^[a-z]+\/[a-z]+:v?\d+\.\d+\.\d+$/), // a version, never `latest`
  network_mode: z.literal('host'),
  restart: z.literal('unless-stopped'),
  read_only: z.boolean().optional(),
  depends_on: z.array(words).optional(),
  command: z.array(z.string().startsWith('--')).optional(),
  environment: z.record(z.string().regex(/^(GF|KUNJUNG)_[A-Z_]+$/), z.string()).optional(),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)),
});
const composeFile = z.strictObject({
  name: words,
  services: z.strictObject({ prometheus: service, alertmanager: service, grafana: service }),
  volumes: z.record(z.string(), z.strictObject({})),
});

const targets = z.array(
  z.strictObject({ targets: z.array(z.string().regex(/^127\.0\.0\.1:\d+$/)).length(1) }),
);
const prometheusFile = z.strictObject({
  global: z.strictObject({ scrape_interval: words, scrape_timeout: words, evaluation_interval: words }),
  rule_files: z.array(words),
  alerting: z.strictObject({ alertmanagers: z.array(z.strictObject({ static_configs: targets })).length(1) }),
  scrape_configs: z.array(z.strictObject({ job_name: words, static_configs: targets })),
});

const fromEnvironment = z.string().regex(/^\$__env\{KUNJUNG_[A-Z_]+\}$/);
const datasource = z.strictObject({
  uid: z.string().regex(/^kunjung-[a-z]+$/),
  name: words,
  type: words,
  access: z.literal('proxy'),
  url: fromEnvironment,
  user: z.literal('report').optional(),
  isDefault: z.boolean().optional(),
  editable: z.literal(false),
  jsonData: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  secureJsonData: z.strictObject({ password: fromEnvironment }).optional(),
});
const datasourcesFile = z.strictObject({
  apiVersion: z.literal(1),
  prune: z.boolean(),
  datasources: z.array(datasource),
});
const dashboardsFile = z.strictObject({
  apiVersion: z.literal(1),
  providers: z
    .array(
      z.strictObject({
        name: words,
        orgId: z.literal(1),
        folder: words,
        folderUid: words,
        type: z.literal('file'),
        disableDeletion: z.literal(true),
        allowUiUpdates: z.literal(false),
        updateIntervalSeconds: z.int(),
        options: z.strictObject({ path: words }),
      }),
    )
    .length(1),
});
const alertingFile = z.strictObject({
  apiVersion: z.literal(1),
  contactPoints: z.array(
    z.strictObject({
      orgId: z.literal(1),
      name: words,
      receivers: z.array(
        z.strictObject({
          uid: words,
          type: z.literal('prometheus-alertmanager'),
          settings: z.strictObject({ url: z.string().regex(/^\$KUNJUNG_[A-Z_]+$/) }),
          disableResolveMessage: z.boolean(),
        }),
      ),
    }),
  ),
  policies: z.array(z.strictObject({ orgId: z.literal(1), receiver: words, group_by: z.array(words) })),
});

const compose = composeFile.parse(parse(text('deploy/compose.yaml')));
const scraping = prometheusFile.parse(parse(text('deploy/prometheus.yml')));
const datasources = datasourcesFile.parse(parse(text('grafana/provisioning/datasources/kunjung.yaml')));
const dashboards = dashboardsFile.parse(parse(text('grafana/provisioning/dashboards/kunjung.yaml')));
const alerting = alertingFile.parse(parse(text('grafana/provisioning/alerting/kunjung.yaml')));

const services = Object.entries(compose.services);
const environment = compose.services.grafana.environment ?? {};
const mounts = services.flatMap(([name, { volumes }]) =>
  volumes.map((volume) => {
    const [from = '', to = ''] = volume.split(':');
    return { name, from, to };
  }),
);
/** Where a path inside a container lies in this tree. */
const ownPath = (path: string): string | undefined => {
  const mount = mounts.find(({ from, to }) => from.startsWith('.') && `${path}/`.startsWith(`${to}/`));
  return mount && new URL(mount.from, `file://${root}deploy/`).pathname + path.slice(mount.to.length);
};

describe('the monitoring beside the product', () => {
  test.each(mounts)('$name: $from lies where $to wants it', ({ from, to }) => {
    if (from.startsWith('.')) {
      const path = new URL(from, `file://${root}deploy/`).pathname;
      expect(existsSync(path), path).toBe(true);
      if (to.startsWith('/etc/kunjung/')) expect(path).toBe(`${root}${to.slice('/etc/kunjung/'.length)}`);
    } else expect(Object.keys(compose.volumes)).toContain(from);
  });

  test('nobody listens beyond this machine', () => {
    const listening = services.flatMap(([, { command = [] }]) =>
      command.filter((flag) => flag.startsWith('--web.listen-address=')),
    );
    expect(listening).toEqual(['--web.listen-address=127.0.0.1:9090', '--web.listen-address=127.0.0.1:9093']);
    expect(compose.services.alertmanager.command).toContain('--cluster.listen-address=');
    expect(environment['GF_SERVER_HTTP_ADDR']).toBe('127.0.0.1');
  });

  test('figures are kept for 400 days', () => {
    expect(compose.services.prometheus.command).toContain('--storage.tsdb.retention.time=400d');
  });

  test('files named in arguments are mounted', () => {
    for (const [name, { command = [] }] of services) {
      const file = command.find((flag) => flag.startsWith('--config.file='))?.split('=')[1];
      if (file !== undefined) expect(ownPath(file), `${name}: ${file}`).toBeDefined();
    }
    for (const path of [
      environment['GF_PATHS_PROVISIONING'],
      environment['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'],
      ...dashboards.providers.map(({ options }) => options.path),
    ]) {
      expect(existsSync(ownPath(path ?? '') ?? ''), path).toBe(true);
    }
  });

  test('every part finds the other by its port', () => {
    const portOf = (url?: string) => new URL(url ?? '').port;
    expect(portOf(environment['KUNJUNG_PROMETHEUS_URL'])).toBe('9090');
    expect(portOf(environment['KUNJUNG_ALERTMANAGER_URL'])).toBe('9093');
    const [alertmanager] = scraping.alerting.alertmanagers[0]?.static_configs ?? [];
    expect(alertmanager?.targets).toEqual(['127.0.0.1:9093']);
  });

  test('secrets come from the environment, and without them nothing starts', () => {
    const secrets = Object.entries(environment).filter(([name]) => name.endsWith('PASSWORD'));
    expect(secrets.map(([name]) => name)).toEqual(['GF_SECURITY_ADMIN_PASSWORD', 'KUNJUNG_REPORT_PASSWORD']);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
  });
});

describe('Prometheus', () => {
  test('scrapes both processes under their jobs, at the ports of config.ts, every 15 seconds', () => {
    const { port, workerPort } = readConfig({}).metrics;
    expect(scraping.scrape_configs).toEqual([
      { job_name: jobs.api, static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
      { job_name: jobs.worker, static_configs: [{ targets: [`127.0.0.1:${workerPort}`] }] },
    ]);
    expect(scraping.global).toMatchObject({ scrape_interval: '15s', evaluation_interval: '15s' });
  });

  test('finds its rules, and not their tests', () => {
    for (const file of scraping.rule_files) {
      expect(file).not.toContain('*');
      expect(existsSync(new URL(file, `file://${root}deploy/`)), file).toBe(true);
    }
  });

  test('accepts the file', (context) => {
    try {
      execFileSync('promtool', ['check', 'config', `${root}deploy/prometheus.yml`], { stdio: 'pipe' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      process.stderr.write(
        '\n*** NOT RUN: no `promtool` on PATH, deploy/prometheus.yml was not checked ***\n\n',
      );
      if (process.env['CI'] !== undefined) throw error;
      context.skip();
    }
  });
});

describe('Grafana', () => {
  test('has the sources the dashboards ask', () => {
    for (const source of Object.values(sources)) {
      expect(datasources.datasources).toContainEqual(expect.objectContaining(source));
    }
  });

  test('gets every variable its files name', () => {
    const named = ['datasources', 'dashboards', 'alerting'].flatMap((kind) => {
      const file = text(`grafana/provisioning/${kind}/kunjung.yaml`);
      return [...file.matchAll(/\$(?:__env\{)?(KUNJUNG_[A-Z_]+)/g)].map(([, name]) => name);
    });
    expect(new Set(named)).toEqual(
      new Set(Object.keys(environment).filter((name) => name.startsWith('KUNJUNG_'))),
    );
  });

  test('reads the database as the role for reports', () => {
    const source = datasources.datasources.find(({ uid }) => uid === sources.database.uid);
    expect(source).toMatchObject({ user: 'report', secureJsonData: {} });
  });

  test('has nothing but the dashboards in their folder', () => {
    const path = dashboards.providers[0]?.options.path ?? '';
    expect(readdirSync(ownPath(path) ?? '').toSorted()).toEqual([
      'layanan.json',
      'operasi.json',
      'perbandingan.json',
    ]);
  });

  test('sends what it watches itself to the one Alertmanager', () => {
    const names = alerting.contactPoints.map(({ name }) => name);
    for (const { receiver } of alerting.policies) expect(names).toContain(receiver);
    const uids = datasources.datasources.map(({ uid }) => uid);
    const [prometheus] = datasources.datasources;
    expect(uids).toContain(prometheus?.jsonData['alertmanagerUid']);
  });
});
