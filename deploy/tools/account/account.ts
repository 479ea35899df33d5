import { hash } from '@node-rs/argon2';
import { listed } from '../../../api/offices/default-office.ts';
import { configOrExit } from '../../../config.ts';
import { changeAccount, createAccount, listAllAccounts } from '../../../db/staff/accounts.ts';
import type { Database } from '../../../db/connect.ts';
import { listOffices } from '../../../db/offices/offices.ts';
import { passwordCosts } from '../../../db/seed/seed.ts';
import { createLog } from '../../../process/log.ts';
import { readAccountCommand, usage, type AccountCommand } from './account-command.ts';
import { askPassword, randomPassword } from './ask-password.ts';
import { RefusedError } from '../refused.ts';
import { openToolDatabase } from '../tool-database.ts';

/** The actor is this tool, not a signed-in person. */
const by = { staffId: null, commandId: null } as const;

try {
  const command = readAccountCommand(process.argv.slice(2));
  if (command.kind === 'help') process.stdout.write(usage);
  else await run(command);
} catch (error) {
  if (!(error instanceof RefusedError)) throw error;
  process.stderr.write(`${error.message}\nTry: npm run account -- --help\n`);
  process.exitCode = 2;
}

async function run(command: Exclude<AccountCommand, { kind: 'help' }>): Promise<void> {
  const config = configOrExit();
  const log = createLog({ level: 'warn', part: 'account' });
  await using stack = new AsyncDisposableStack();
  const db = await openToolDatabase(stack, { config, log });
  switch (command.kind) {
    case 'list':
      process.stdout.write(await listText(db, command.office));
      return;
    case 'add':
      await add(db, command);
      return;
    case 'password': {
      await requireAccount(db, command.username);
      const { passwordHash, told } = await newPasswordOf(command);
      await change(db, command.username, { passwordHash });
      process.stdout.write(`The password of ${command.username} is changed.${told}\n`);
      return;
    }
    case 'disable':
    case 'enable': {
      const disabled = command.kind === 'disable';
      await change(db, command.username, { disabled });
      process.stdout.write(`${command.username} is ${disabled ? 'disabled' : 'enabled'}.\n`);
    }
  }
}

async function add(db: Database, command: Extract<AccountCommand, { kind: 'add' }>): Promise<void> {
  const { username, name, role, office } = command;
  if (office !== null) await requireOffice(db, office);
  if (await hasAccount(db, username)) throw new RefusedError(`There is a user ${username} already.`);
  const { passwordHash, told } = await newPasswordOf(command);
  const account = { username, name, role, passwordHash };
  if (!(await db.transaction().execute((trx) => createAccount(trx, { office, by, account })))) {
    throw new RefusedError(`There is a user ${username} already.`);
  }
  process.stdout.write(`${username} is added: ${role} of ${office ?? 'all offices'}.${told}\n`);
}

async function change(db: Database, username: string, to: Parameters<typeof changeAccount>[1]['change']) {
  const changed = await db.transaction().execute((trx) => changeAccount(trx, { by, username, change: to }));
  if (!changed) await requireAccount(db, username);
}

/** The hash of an entered or generated password, and the message about a generated one. */
async function newPasswordOf({ username, random }: { username: string; random: boolean }) {
  const password = random ? randomPassword() : await askPassword(username);
  return {
    passwordHash: await hash(password, passwordCosts),
    told: random ? `\nPassword, shown this once: ${password}` : '',
  };
}

async function hasAccount(db: Database, username: string): Promise<boolean> {
  return (await listAllAccounts(db)).some((account) => account.username === username);
}

async function requireAccount(db: Database, username: string): Promise<void> {
  if (!(await hasAccount(db, username))) throw new RefusedError(`There is no user ${username}.`);
}

async function requireOffice(db: Database, office: string): Promise<void> {
  const known = (await listOffices(db)).map(({ code }) => code);
  if (known.includes(office)) return;
  throw new RefusedError(`There is no office ${office}. Known: ${listed(known)}.`);
}

async function listText(db: Database, office: string | null): Promise<string> {
  if (office !== null) await requireOffice(db, office);
  const accounts = await listAllAccounts(db);
  const rows = [
    ['USER', 'NAME', 'ROLE', 'OFFICE', 'STATE'],
    ...accounts
      .filter((account) => office === null || account.office === office)
      .map((account) => [
        account.username,
        account.name,
        account.role,
        account.office ?? 'all',
        account.disabled ? 'disabled' : 'active',
      ]),
  ];
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(width(column)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
