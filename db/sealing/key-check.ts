import { createCipher, readSecret, type Cipher } from './cipher.ts';
import type { Database } from '../connect.ts';
import { keyRefusalOf, openSealingKey } from './sealing-key.ts';
import { every } from '../../process/every.ts';
import type { Log } from '../../process/log.ts';

const askAgainMs = 5_000;

/**
 * The cipher of the key file. Ends the process with code 2 when the key is missing or not the database's; a database
 * that cannot be asked now is asked again until it answers, while the process runs.
 */
export async function openCipherOrExit(
  stack: AsyncDisposableStack,
  { db, keyFile, log }: { db: Database; keyFile: string; log: Log },
): Promise<Cipher> {
  const refuse = (error: unknown): void => {
    const refusal = keyRefusalOf(error, keyFile);
    if (refusal === null) return;
    process.stderr.write(`${refusal}\n`);
    process.exit(2);
  };
  let secret: Buffer | null = null;
  try {
    secret = await readSecret(keyFile);
    return await openSealingKey(db, { find: async () => secret });
  } catch (err) {
    refuse(err);
    if (secret === null) throw err;
    log.warn({ err }, 'key check failed');
  }
  const known = secret;
  let isChecked = false;
  const check = async (): Promise<void> => {
    if (isChecked) return;
    await openSealingKey(db, { find: async () => known }).catch((error: unknown) => {
      refuse(error);
      throw error;
    });
    isChecked = true;
  };
  stack.use(every(askAgainMs, { name: 'key check', work: check, log }));
  return createCipher(known);
}
