import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { addOffices } from '../test/world/past/many-offices.ts';
import { BenchClient } from './client.ts';
import type { BenchStack } from './stack.ts';

/** The name of an officer of all offices. */
export const nationalOfficer = 'nasional';

/** Adds an officer of all offices, with the password of benches; answers their id. */
export async function addNationalOfficer(client: Client): Promise<string> {
  const id = randomUUID();
  await client.query(
    `insert into staff (id, username, name, role, office, password_hash)
     select $1, $2, 'Petugas nasional', 'staff', null, password_hash from staff where username = 'petugas'`,
    [id, nationalOfficer],
  );
  return id;
}

/** Adds offices like the first one, and signs in an officer who may act in all of them. */
export async function openOffices(
  { base, databaseUrl }: Pick<BenchStack, 'base' | 'databaseUrl'>,
  codes: readonly string[],
): Promise<{ staff: BenchClient; staffId: string }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await addOffices(client, codes);
    const staffId = await addNationalOfficer(client);
    return { staff: await new BenchClient(base).signIn(nationalOfficer), staffId };
  } finally {
    await client.end();
  }
}
