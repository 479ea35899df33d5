import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createCipher, readSecret, reporting } from '../../db/sealing/cipher.ts';
import { createDatabase, isDatabaseOutage } from '../../db/connect.ts';
import { stopSignals } from '../../process/lifecycle.ts';
import { createLog } from '../../process/log.ts';
import { makeFile } from './make-file.ts';
import { fileOfReport, type ReportAnswer, type ReportSetup } from './report-task.ts';

/**
 * The process that makes one file: it reads, opens what is sealed, formats and packs, all of which would hold up the
 * requests of everybody else. The process that asked ends it. A signal to all of the service's processes does not: one that stops
 * first answers the requests it has.
 */
for (const signal of stopSignals) process.on(signal, () => undefined);
process.once('disconnect', () => process.exit());
if (!process.connected) process.exit(); // that was while this was loaded
const [{ url, keyFile, logLevel, asked, patienceMs }] = (await once(process, 'message')) as [ReportSetup];
const log = createLog({ level: logLevel, part: 'api' });
const { db, pool } = createDatabase({ name: 'reports', url, max: 1, log, patienceMs });
const hash = createHash('sha256');
let bytes = 0;

function write(some: Uint8Array): void {
  hash.update(some);
  bytes += some.length;
  for (let at = 0; at < some.length;) at += writeSync(fileOfReport, some, at);
}

async function answer(): Promise<ReportAnswer> {
  const secret = await readSecret(keyFile);
  if (!secret) throw new Error('the key file is gone');
  const cipher = reporting(createCipher(secret), (place) => log.error(place, 'value cannot be opened'));
  try {
    const rows = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((trx) => makeFile({ trx, cipher, asked, sink: { write } }));
    return rows === null ? 'unknown' : { rows, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    log.warn({ err: error }, 'database failed while a report was made');
    return 'no-database';
  } finally {
    await pool.end();
  }
}

try {
  const told = await answer();
  flushCompileCache(); // a process that is ended keeps nothing of what it compiled
  process.send?.(told, undefined, undefined, (gone) => {
    if (gone) process.exit();
  });
} catch (error) {
  log.error({ err: error, document: asked.document }, 'a report could not be made');
  process.exit(1);
}
