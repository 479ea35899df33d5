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
  const { accounts, lead } = await provisionDatabase({ url: database.url, demoPassword, log });
  process.stdout.write(accountsText(accounts));
  const { connection: engine, namespace } = temporal;
  const findings = await provisionEngine({ engine, namespace, database: lead, log });
  process.stderr.write(findingsText(findings));
  process.stdout.write('Database and engine are ready for visits.\n');
});
