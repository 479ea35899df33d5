import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { createCipher, readSecret } from '../db/sealing/cipher.ts';
import { createDatabase, type Database } from '../db/connect.ts';
import { fillDemo, type Filling, type NotFilled } from '../db/demo/fill.ts';
import { listOffices } from '../db/offices/offices.ts';
import { isCompared } from '../db/visits/stores/comparisons.ts';
import type { Log } from '../process/log.ts';

/** The same month wherever it is made. */
const seed = 6500;

const nothingMade = (reason: string): string => `\nNo invented month was made: ${reason}\n\n`;

const patienceMs = 60_000;
const lookEveryMs = 200;

const reasons: Readonly<Record<NotFilled | 'uncompared', string>> = {
  'in-use': 'there are visits or complaints in this database already.',
  'no-staff': 'the office has no account of an officer.',
  'no-office': 'there is no such office.',
  uncompared: 'the engine was not asked in time which visits it knows. The next start tries again.',
};

/**
 * Fills the office that pages show first with an invented month, when nobody was served yet; answers what to tell about it.
 * Before the pages are served, so that what is counted begins with it; and after the worker has compared the database with
 * the engine, which may know of visits that a lost database had.
 */
export async function addDemoMonth(options: {
  config: Pick<Config, 'office'>;
  databaseUrl: string;
  keyFile: string;
  log: Log;
}): Promise<string> {
  const { config, databaseUrl: url, keyFile, log } = options;
  const secret = await readSecret(keyFile);
  if (secret === null) throw new Error(`the key ${keyFile} is gone`);
  const { db } = createDatabase({ url, max: 2, log, patienceMs });
  try {
    if (!(await isComparedSoon(db))) return nothingMade(reasons.uncompared);
    const office = config.office ?? (await listOffices(db))[0]?.code ?? '';
    return textOf(office, await fillDemo({ db, cipher: createCipher(secret) }, { office, seed }));
  } finally {
    await db.destroy();
  }
}

/** False when that takes too long: visitors come first. */
async function isComparedSoon(db: Database): Promise<boolean> {
  const until = performance.now() + patienceMs;
  while (!(await isCompared(db))) {
    if (performance.now() > until) return false;
    await pause(lookEveryMs);
  }
  return true;
}

function textOf(office: string, filling: Filling): string {
  const remove = 'Remove it with: npm run demo -- remove\n\n';
  switch (filling.kind) {
    case 'filled': {
      const { demo, made } = filling;
      return `\nOffice ${office} has an invented month now, ${demo.from} to ${demo.to}: ${made.visits} visits, ${made.complaints} complaints. ${remove}`;
    }
    case 'there':
      return `\nOffice ${office} has its invented month already, ${filling.demo.from} to ${filling.demo.to}. ${remove}`;
    case 'refused':
      return nothingMade(reasons[filling.because]);
  }
}
