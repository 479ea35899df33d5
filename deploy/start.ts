import { configOrExit, engineOptionsOf } from '../config.ts';
import { collectGarbage, stopSignal, untilStopped } from '../process/lifecycle.ts';
import { createLog } from '../process/log.ts';
import { portFaults } from '../process/ports.ts';
import { openDataDir } from './data-dir.ts';
import { addDemoMonth } from './demo-month.ts';
import { openKeyFile } from './key-file.ts';
import { startNode } from './embedded/node-part.ts';
import { PartError, stopOnPartError } from './embedded/part.ts';
import { startPostgres } from './embedded/postgres.ts';
import { connectionsOf } from './provision/connections.ts';
import { provisionDatabase } from './provision/database.ts';
import { provisionEngine } from './provision/engine.ts';
import { findingsText } from './provision/finding.ts';
import { startTemporal } from './embedded/temporal.ts';
import { addSampleSoftcopies } from './sample-softcopies.ts';
import { accountsText, welcome } from './welcome.ts';

const config = configOrExit();
const stopped = stopSignal();
const log = createLog({ level: config.logLevel, part: 'launcher' });
const { dataDir, demoPassword, http, metrics } = config;

await stopOnPartError(runEverything);

async function runEverything(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const pids = await openDataDir(config);
  stack.defer(() => pids.forget('launcher'));
  await refuseTakenPorts();
  const databaseUrl =
    config.database.url ??
    stack.use(await startPostgres({ dataDir, connections: connectionsOf(config), log, pids })).url;
  const address = config.temporal.address ?? stack.use(await startTemporal({ dataDir, log, pids })).address;

  const { accounts, lead, findings } = await provisionDatabase({
    url: databaseUrl,
    demoPassword,
    pools: config,
    log,
  });
  process.stdout.write(accountsText(accounts)); // now, so that no later failure can keep it from being shown
  const keyFile = await openKeyFile({ config, databaseUrl, log });
  const { namespace } = config.temporal;
  const engine = engineOptionsOf(address);
  const found = await provisionEngine({ engine, namespace, database: lead, log });
  process.stderr.write(findingsText([...findings, ...found]));

  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: address,
    KEY_FILE: keyFile,
    ...(config.mail && { MAIL_URL: config.mail.url }),
  };
  stack.use(await startNode('activities/worker.ts', { env, log, pids }));
  if (config.demoData) process.stdout.write(await addDemoMonth({ config, databaseUrl, keyFile, log }));
  stack.use(await startNode('api/server.ts', { env, log, pids }));
  process.stdout.write(welcome(config));
  await addSampleSoftcopies({ databaseUrl, softcopyDir: config.softcopyDir, log });

  collectGarbage();
  await untilStopped(stopped);
  log.info('stopping');
}

/** Checked after the data folder, when leftovers of a crash no longer listen. */
async function refuseTakenPorts(): Promise<void> {
  const faults = await portFaults([
    { variable: 'PORT', ...http },
    { variable: 'METRICS_PORT', host: '127.0.0.1', port: metrics.port },
    { variable: 'WORKER_METRICS_PORT', host: '127.0.0.1', port: metrics.workerPort },
  ]);
  if (faults.length > 0) throw new PartError(faults.join('\n'), { exitCode: 2 });
}
