import { partConfigOrExit } from '../../config.ts';
import { stopOnPartError } from '../embedded/part.ts';
import { createLog } from '../../process/log.ts';
import { accountsText } from '../welcome.ts';
import { provisionDatabase } from './database.ts';
import { provisionEngine } from './engine.ts';
import { findingsText } from './finding.ts';

const config = partConfigOrExit();
const { database, temporal, demoPassword } = config;
const log = createLog({ level: config.logLevel, part: 'provision' });

await stopOnPartError(async () => {
  const { url } = database;
  const { accounts, lead, findings } = await provisionDatabase({ url, demoPassword, pools: config, log });
  process.stdout.write(accountsText(accounts));
  const { connection: engine, namespace } = temporal;
  const found = await provisionEngine({ engine, namespace, database: lead, log });
  process.stderr.write(findingsText([...findings, ...found]));
  process.stdout.write('Database and engine are ready for visits.\n');
});
