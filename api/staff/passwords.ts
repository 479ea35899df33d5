import { hash, verify } from '@node-rs/argon2';
import { passwordCosts } from '../../db/seed/seed.ts';
import { createGate } from '../limits/gate.ts';

/** Passwords are compared four at a time, the size of Node's thread pool; a few more may wait. */
const comparing = { atOnce: 4, waiting: 64 } as const;

/** Compares and hashes passwords. An unknown account costs as much time as a wrong password. */
export function createPasswords() {
  const nobodysHash = hash('nobody', passwordCosts);
  const through = createGate(comparing);
  return {
    matches: async (known: string | undefined, password: string): Promise<boolean> => {
      const compared = known ?? (await nobodysHash);
      return through(() => verify(compared, password));
    },
    hash: (password: string): Promise<string> => through(() => hash(password, passwordCosts)),
  };
}

export type Passwords = ReturnType<typeof createPasswords>;
