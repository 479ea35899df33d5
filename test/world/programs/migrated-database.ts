import { Client } from 'pg';
import { migrate } from '../../../db/migrate.ts';
import type { Log } from '../../../process/log.ts';

const name = 'migrated';

/** Of the sessions of all tests: a server that somebody else runs has a zone of its own, which must change nothing. */
const sessionZone = 'Asia/Jayapura';

/** Creates the database of which each suite gets a copy, with the role of the whole server; answers its name. */
export async function createMigratedDatabase(server: string, log: Log): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`alter role current_user set timezone = '${sessionZone}'`);
    await client.query(`create database ${name}`);
    await migrate(Object.assign(new URL(server), { pathname: `/${name}` }).href, log);
    await client.query(`alter database ${name} with allow_connections false`); // whoever is connected would stop a copy
  } finally {
    await client.end();
  }
  return name;
}
