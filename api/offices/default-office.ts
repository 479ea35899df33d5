import type { Database } from '../../db/connect.ts';
import { listOffices } from '../../db/offices/offices.ts';
import type { Log } from '../../process/log.ts';

/** The offices, the pages' default first: the configured one or else the oldest. */
export function defaultFirst<T extends { code: string }>(offices: readonly T[], pinned: string | null): T[] {
  const [first, rest] = [
    offices.filter(({ code }) => code === pinned),
    offices.filter(({ code }) => code !== pinned),
  ];
  return [...first, ...rest];
}

const mostListed = 10;

/** Codes for a sentence, shortened when there are many. */
export function listed(codes: readonly string[]): string {
  if (codes.length === 0) return 'none yet';
  const more = codes.length - mostListed;
  return `${codes.slice(0, mostListed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Ends the process with code 2 when `OFFICE` names an unknown office; an unreachable database is only logged. */
export async function refuseUnknownOffice(options: {
  db: Database;
  office: string | null;
  log: Log;
}): Promise<void> {
  const { db, office, log } = options;
  if (office === null) return;
  try {
    const known = (await listOffices(db)).map(({ code }) => code);
    if (known.includes(office)) return;
    process.stderr.write(
      `OFFICE: there is no office ${office}. Known: ${listed(known)}. Import it first: npm run office -- import file\n`,
    );
  } catch (err) {
    log.warn({ err }, 'OFFICE check failed');
    return;
  }
  process.exit(2);
}
