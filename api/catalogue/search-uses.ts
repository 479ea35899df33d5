import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Database } from '../../db/connect.ts';
import { countUses, noteEmptyQuery } from '../../db/supervision/library-uses.ts';
import { keptQuery } from '../../domain/supervision/library-uses.ts';
import { every } from '../../process/every.ts';
import type { Log } from '../../process/log.ts';

/** A search of an office's collection. */
export interface Searched {
  readonly office: string;
  readonly text: string;
  /** Whether anything has enough of what was asked. */
  readonly found: boolean;
  /** Who asked, as an address; only ever compared, never kept. */
  readonly asker: string;
}

/** Counts searches and writes them down every few seconds, so that a flood of them costs a statement an office. */
export interface SearchUses extends AsyncDisposable {
  searched(search: Searched): void;
}

const writeEveryMs = 2_000;
/** Queries that found nothing, remembered until the next writing; more are counted only. */
const mostEmpty = 500;
/** Askers remembered, so that one who asks again counts once for a query. */
const mostAskers = 10_000;

interface Counts {
  search: number;
  'empty-search': number;
}

/** The counts of one process; what is not written yet when it is killed is lost, what cannot be written waits. */
export function createSearchUses({
  db,
  cipher,
  log,
}: {
  db: Database;
  cipher: Cipher;
  log: Log;
}): SearchUses {
  const counts = new Map<string, Counts>();
  const empty = new Map<string, { office: string; words: string; n: number }>();
  const asked = new Set<string>();

  const isNew = (text: string): boolean => {
    const digest = cipher.mac(text).toString('base64');
    if (asked.has(digest)) return false;
    if (asked.size >= mostAskers) asked.clear();
    asked.add(digest);
    return true;
  };
  const noteEmpty = ({ office, text, asker }: Searched): void => {
    const words = keptQuery(text);
    const key = `${office} ${words}`;
    if (words === null || (empty.size >= mostEmpty && !empty.has(key))) return;
    if (!isNew(`empty query|${key}|${asker}`)) return;
    const query = empty.get(key) ?? { office, words, n: 0 };
    empty.set(key, query);
    query.n += 1;
  };
  const write = async (): Promise<void> => {
    for (const [office, pending] of counts) {
      for (const use of ['search', 'empty-search'] as const) {
        const n = pending[use];
        if (n === 0) continue;
        await countUses(db, { office, use, n });
        pending[use] -= n;
      }
      if (pending.search === 0 && pending['empty-search'] === 0) counts.delete(office);
    }
    for (const [key, query] of empty) {
      const { office, words, n } = query;
      await noteEmptyQuery(db, { office, digest: cipher.mac(`empty query|${key}`), words, n });
      query.n -= n;
      if (query.n === 0) empty.delete(key);
    }
  };
  const writing = every(writeEveryMs, { name: 'search-uses', work: write, log });

  return {
    searched(search) {
      const pending = counts.get(search.office) ?? { search: 0, 'empty-search': 0 };
      counts.set(search.office, pending);
      pending.search += 1;
      if (search.found) return;
      pending['empty-search'] += 1;
      noteEmpty(search);
    },
    async [Symbol.asyncDispose]() {
      await writing[Symbol.asyncDispose]();
      await write().catch((err: unknown) => log.warn({ err }, 'search counts were lost at the end'));
    },
  };
}
