import { username as usernameSchema, officeCode } from '../../../wire/fields.ts';
import { roles, type Role } from '../../../domain/staff/roles.ts';
import { readArguments } from '../arguments.ts';
import { RefusedError } from '../refused.ts';

/** A command of `npm run account`. */
export type AccountCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly office: string | null }
  | {
      readonly kind: 'add';
      readonly username: string;
      readonly name: string;
      readonly role: Role;
      /** Null is a national account. */
      readonly office: string | null;
      readonly random: boolean;
    }
  | { readonly kind: 'password'; readonly username: string; readonly random: boolean }
  | { readonly kind: 'disable' | 'enable'; readonly username: string };

export const usage = `Usage:
  npm run account -- list [--office 6500]
  npm run account -- add USER --name "Full Name" --role ROLE --office 6500   (or --national)
  npm run account -- password USER
  npm run account -- disable USER
  npm run account -- enable USER

ROLE is staff, supervisor or admin. A national account sees every office.
The password is asked for on a terminal, or read as one line from stdin; with --random one is made and printed
once. Changing or disabling an account signs it out everywhere at once. All of it also works while Kunjung runs,
and each change is recorded. DATA_DIR or DATABASE_URL say which Kunjung is meant.
`;

const optionTypes = {
  name: { type: 'string' },
  role: { type: 'string' },
  office: { type: 'string' },
  national: { type: 'boolean', default: false },
  random: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Which options each command takes. */
const takes = {
  list: ['office'],
  add: ['name', 'role', 'office', 'national', 'random'],
  password: ['random'],
  disable: [],
  enable: [],
} as const satisfies Record<string, readonly (keyof typeof optionTypes)[]>;

/** Reads the arguments after `npm run account --`. Throws a RefusedError for what it does not understand. */
export function readAccountCommand(args: readonly string[]): AccountCommand {
  const { values, positionals } = readArguments(args, optionTypes);
  if (values.help) return { kind: 'help' };
  const [kind = '', user, ...more] = positionals;
  if (!isKind(kind)) {
    throw new RefusedError(kind === '' ? 'Say what to do.' : `There is no command "${kind}".`);
  }
  const unknown = more[0] ?? (kind === 'list' ? user : undefined);
  if (unknown !== undefined) throw new RefusedError(`"${unknown}" is one word too many.`);
  for (const [option, value] of Object.entries(values)) {
    const known = (takes[kind] as readonly string[]).includes(option);
    if (!known && value !== false) throw new RefusedError(`"${kind}" takes no --${option}.`);
  }
  const { random, national } = values;
  if (kind === 'list') return { kind, office: values.office === undefined ? null : officeOf(values.office) };
  const username = usernameOf(user);
  if (kind === 'disable' || kind === 'enable') return { kind, username };
  if (kind === 'password') return { kind, username, random };
  if ((values.office === undefined) === !national) {
    throw new RefusedError('Say either --office with a code, or --national for an account of all offices.');
  }
  const office = values.office === undefined ? null : officeOf(values.office);
  return { kind, username, name: nameOf(values.name), role: roleOf(values.role), office, random };
}

function isKind(word: string): word is keyof typeof takes {
  return Object.hasOwn(takes, word);
}

function usernameOf(word: string | undefined): string {
  if (word === undefined) throw new RefusedError('Say which user.');
  if (usernameSchema.safeParse(word).success) return word;
  throw new RefusedError(
    'A user name has 2 to 32 of a-z, 0-9, dot, dash and underscore, the first a letter or digit.',
  );
}

function officeOf(word: string): string {
  if (officeCode.safeParse(word).success) return word;
  throw new RefusedError('An office is named by its code of four digits, such as 6500.');
}

function nameOf(word = ''): string {
  const name = word.trim();
  if (name !== '' && name.length <= 100 && !/\p{Cc}/u.test(name)) return name;
  throw new RefusedError('Say --name with the full name, at most 100 characters.');
}

function roleOf(word: string | undefined): Role {
  const role = roles.find((known) => known === word);
  if (role) return role;
  throw new RefusedError(`Say --role with one of ${roles.join(', ')}.`);
}
