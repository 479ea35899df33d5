import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { createCipher, readSecret, reporting } from '../../db/sealing/cipher.ts';
import { createDatabase, isDatabaseOutage } from '../../db/connect.ts';
import { createLog } from '../../process/log.ts';
import { makeFile } from './make-file.ts';
import type { ReportAnswer, ReportSetup } from './report-maker.ts';

/**
 * The thread that makes one file: it reads, opens what is sealed, formats and packs, all of which would hold up the
 * requests of everybody else.
 */
const { url, keyFile, logLevel, fd, asked, patienceMs } = workerData as ReportSetup;
const log = createLog({ level: logLevel, part: 'api' });
const { db, pool } = createDatabase({ name: 'reports', url, max: 1, log, patienceMs });
const hash = createHash('sha256');
let bytes = 0;

function write(some: Uint8Array): void {
  hash.update(some);
  bytes += some.length;
  for (let at = 0; at < some.length;) at += writeSync(fd, some, at);
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

parentPort?.postMessage(await answer());
