import { randomUUID } from 'node:crypto';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readConfig } from '../../../config.ts';
import { engineLead } from '../../../deploy/provision/clocks.ts';
import { connectionsOf } from '../../../deploy/provision/connections.ts';
import { provisionDatabase } from '../../../deploy/provision/database.ts';
import { provisionEngine } from '../../../deploy/provision/engine.ts';
import { openEngine, type EngineAddress } from '../../../deploy/provision/line.ts';
import { ownPort } from '../../world/programs/own-port.ts';
import { readSearchAttributes } from '../../../process/search-attributes.ts';
import { onDatabaseServer } from '../../world/postgres/administrate.ts';
import { certificate } from '../../world/outside/certificate.ts';
import { run } from '../../world/programs/program.ts';

const log = pino({ level: 'silent' });
const address = inject('temporalAddress');
const hour = 3_600;
const pools = readConfig({});
let connection: Connection;

beforeAll(async () => {
  connection = await Connection.connect({ address });
});
afterAll(() => connection.close());

const provision = (namespace: string) =>
  provisionEngine({ engine: { address }, namespace, database: 0, log });

/** A namespace as somebody else made it. */
async function namespaceOf(retentionHours: number): Promise<string> {
  const namespace = `n-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: retentionHours * hour } as never,
  });
  return namespace;
}

describe('an engine', () => {
  test('gets the namespace and the search attributes that it lacks, also from two at once', async () => {
    const namespace = `n-${randomUUID()}`;
    expect(await Promise.all([provision(namespace), provision(namespace)])).toEqual([[], []]);
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(72 * hour);
    expect((await readSearchAttributes(connection, namespace)).size).toBe(3);
    expect(await provision(namespace)).toEqual([]);
  });

  test('that forgets visits too early is told, with the command that mends it', async () => {
    const namespace = await namespaceOf(24);
    expect(await provision(namespace)).toEqual([
      {
        message: expect.stringMatching(/for 24 hours. It should be 72 or more/),
        command: `temporal operator namespace update -n ${namespace} --retention 72h --address ${address}`,
      },
    ]);
  });

  test('that has an attribute of our name for something else is told, and visits do without', async () => {
    const namespace = await namespaceOf(72);
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { OfficeId: 1 } });
    const [finding] = await provision(namespace);
    expect(finding?.message).toMatch(/lacks the search attributes OfficeId, .*Visits work without them/);
    expect(finding?.command).toContain(`-n ${namespace} --name OfficeId --type Keyword --address`);
  });

  test('tells its clock, which is told when it is half a minute from ours', async () => {
    const lead = await engineLead(connection, 'default');
    expect(Math.abs(lead ?? Infinity)).toBeLessThan(30_000);
    const ahead = await engineLead(connection, 'default', () => Date.now() - 60_000);
    expect(ahead).toBeGreaterThan(30_000);
    const findings = await provisionEngine({
      engine: { address },
      namespace: 'default',
      database: -45_000,
      log,
    });
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The clock of the database is 45 s behind that of this host\./),
      expect.stringMatching(/^The clock of the engine is \d+ s ahead of that of the database\./),
    ]);
  });
});

describe('a line that the settings do not fit', () => {
  const { key, cert } = certificate;
  const ca = Buffer.from(cert);
  const open: AsyncDisposableStack = new AsyncDisposableStack();
  let encrypted: string;
  let mutual: string;

  /** The suites' engine behind TLS. */
  async function encryptedWith(options: TlsOptions): Promise<string> {
    const [, host = '', port = ''] = /(.*):(.*)/.exec(address) ?? [];
    const lines = new Set<Socket>();
    const server = createServer({ key, cert, ALPNProtocols: ['h2'], ...options }, (line) => {
      const behind = connect(Number(port), host);
      for (const end of [line, behind]) {
        lines.add(end);
        end.on('error', () => undefined).on('close', () => [line, behind].forEach((each) => each.destroy()));
      }
      line.pipe(behind).pipe(line);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    open.defer(() => {
      for (const line of lines) line.destroy();
      server.close();
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  beforeAll(async () => {
    encrypted = await encryptedWith({});
    mutual = await encryptedWith({ requestCert: true, ca });
  });
  afterAll(() => open.disposeAsync());

  const tried = (engine: EngineAddress) =>
    openEngine(engine, { log, giveUpAfterMs: 0 }).then((line) => line.close());

  test.each<[string, () => EngineAddress, 1 | 2, RegExp]>([
    ['plain to an encrypted one', () => ({ address: encrypted }), 2, /set TEMPORAL_TLS=true/],
    ['encrypted to a plain one', () => ({ address, tls: true }), 2, /set TEMPORAL_TLS=false/],
    [
      'to a certificate nobody vouches for',
      () => ({ address: encrypted, tls: true }),
      2,
      /^TEMPORAL_TLS_SERVER_CA_CERT_PATH.*DEPTH_ZERO_SELF_SIGNED_CERT/,
    ],
    [
      'to a certificate of another name',
      () => ({ address: encrypted, tls: { serverRootCACertificate: ca, serverNameOverride: 'other' } }),
      2,
      /^TEMPORAL_TLS_SERVER_CA_CERT_PATH, TEMPORAL_TLS_SERVER_NAME.*ERR_TLS_CERT_ALTNAME_INVALID/,
    ],
    [
      'without the certificate that is asked for',
      () => ({ address: mutual, tls: { serverRootCACertificate: ca } }),
      2,
      /^TEMPORAL_TLS_CLIENT_CERT_PATH.*does not accept/,
    ],
  ])('%s is named', async (_what, engine, exitCode, message) => {
    await expect(tried(engine())).rejects.toMatchObject({
      exitCode,
      message: expect.stringMatching(message),
    });
  });

  test('is told from one where nobody listens', async () => {
    const nowhere = `127.0.0.1:${await ownPort()}`;
    await expect(tried({ address: nowhere })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/nothing answers at .*ECONNREFUSED/),
    });
  });

  test('comes about with the right certificates', async () => {
    const clientCertPair = { crt: ca, key: Buffer.from(key) };
    await tried({ address: encrypted, tls: { serverRootCACertificate: ca } });
    await tried({ address: mutual, tls: { serverRootCACertificate: ca, clientCertPair } });
  });
});

describe('a database that cannot be used', () => {
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(inject('databaseServer'));
    change(url);
    return url.href;
  };

  test.each<[string, (url: URL) => void, 1 | 2, RegExp]>([
    ['a wrong password', (url) => void (url.password = 'wrong'), 2, /password authentication failed/],
    ['a name that is not there', (url) => void (url.pathname = '/nothing'), 2, /"nothing" does not exist/],
    ['a server that is away', (url) => void (url.port = '1'), 1, /ECONNREFUSED/],
  ])('is named: %s', async (_what, change, exitCode, message) => {
    await expect(
      provisionDatabase({ url: changed(change), demoPassword: null, pools, log }),
    ).rejects.toMatchObject({
      exitCode,
      message: expect.stringMatching(message),
    });
  });
});

describe('a database with few connections left', () => {
  const few = readConfig({ PRESS_CONNECTIONS: '2', WORKER_ACTIVITIES: '2', WORKER_CONNECTIONS: '3' });
  const role = `role_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('databaseServer'));
  [url.username, url.password, url.pathname] = [role, 'secret', `/${role}`];
  beforeAll(() =>
    onDatabaseServer(`create role ${role} login password 'secret'`, `create database ${role} owner ${role}`),
  );
  afterAll(() => onDatabaseServer(`drop database ${role} with (force)`, `drop role ${role}`));

  const findings = async (connections: number) => {
    await onDatabaseServer(`alter role ${role} connection limit ${connections}`);
    return (await provisionDatabase({ url: url.href, demoPassword: null, pools: few, log })).findings;
  };

  test('is told when the pools could not grow to their size, with the settings', async () => {
    const needed = connectionsOf(few);
    expect(await findings(needed)).toEqual([]);
    const told = await findings(needed - 1); // some connections of the first look may still be ending
    expect(told).toEqual([
      {
        message: expect.stringMatching(
          new RegExp(
            `may grow to ${needed} connections to PostgreSQL, which has \\d+ left: .* max_connections.*` +
              'PRESS_CONNECTIONS \\(2\\), READING_CONNECTIONS \\(4\\) or WORKER_CONNECTIONS \\(3\\)',
          ),
        ),
      },
    ]);
  });
});

test('npm run provision is for servers of one’s own, and asks for both', async () => {
  const program = run(['provision']);
  expect(await program.ended).toBe(2);
  expect(program.err()).toBe('Configuration:\nDATABASE_URL: must be set\nTEMPORAL_ADDRESS: must be set\n');
});
