import { Client } from 'pg';

/**
 * What a connection that copies whole tables needs: values written the same whatever the server prefers, and all
 * the time it takes.
 */
const plainSession = `
  set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC';
  set extra_float_digits = 3; set bytea_output = 'hex'; set search_path = public;
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
`;

/** A connection that copies whole tables; disposing closes it, also in the middle of a table. */
export async function openSession(
  databaseUrl: string,
): Promise<AsyncDisposable & { readonly client: Client }> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // the statement under way, or the next one, fails with it
  await client.connect();
  await client.query(plainSession);
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
