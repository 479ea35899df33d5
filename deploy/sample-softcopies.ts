import { fileURLToPath } from 'node:url';
import { createDatabase } from '../db/connect.ts';
import { sampleSoftcopies } from '../db/seed/sample-softcopies.ts';
import { attachOriginals, readOriginal, samplesWithoutOriginal } from '../db/softcopies/originals.ts';
import { createSoftcopyStore } from '../pdf/store.ts';
import type { Log } from '../process/log.ts';

/**
 * Gives publications of the sample collection their PDFs, as far as they have none: once, while visitors are served
 * already. What fails is tried at the next start.
 */
export async function addSampleSoftcopies(options: {
  databaseUrl: string;
  softcopyDir: string;
  log: Log;
}): Promise<void> {
  const { databaseUrl: url, softcopyDir, log } = options;
  const { db } = createDatabase({ url, max: 1, log });
  const store = createSoftcopyStore(softcopyDir);
  try {
    for (const { office, key, number } of await samplesWithoutOriginal(db, [...sampleSoftcopies.keys()])) {
      const file = sampleSoftcopies.get(number);
      if (!file) continue;
      const isKnown = (sha256: string) => readOriginal(db, sha256);
      const taken = await store.takeIn(fileURLToPath(file), { isKnown, keeps: true });
      if (!('original' in taken)) throw new Error(`the sample ${number} is refused: ${taken.refused}`);
      const originals = new Map([[key, taken.original]]);
      await db.transaction().execute((trx) => attachOriginals(trx, office, originals));
    }
  } catch (err) {
    log.warn({ err }, 'samples of softcopies could not be added');
  } finally {
    await db.destroy();
  }
}
