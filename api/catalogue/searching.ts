import type { Request } from 'express';
import { readHits, type ShownHit } from '../../db/catalogue/search/hits.ts';
import { readRevision } from '../../db/catalogue/revision.ts';
import { search, type Found, type Search } from '../../db/catalogue/search/search.ts';
import { suggest, type Suggestion } from '../../db/catalogue/search/suggestions.ts';
import { createDatabase } from '../../db/connect.ts';
import type { Log } from '../../process/log.ts';
import { fixedConnections } from '../connections.ts';
import type { AddressOf } from '../http/addresses.ts';
import { ProblemError } from '../http/problem.ts';
import { createBuckets } from '../limits/buckets.ts';
import { createGate } from '../limits/gate.ts';
import { createRemembered } from '../remembered.ts';

/** At once and waiting, in this process; each at once has a connection of its own. */
const searches = { atOnce: fixedConnections.searches, waiting: 30 } as const;
const suggestions = { atOnce: fixedConnections.suggestions, waiting: 30 } as const;

/** From one address, behind which a whole reading room may sit. */
const searchAllowance = { burst: 120, perSecond: 6 } as const;
const suggestionAllowance = { burst: 300, perSecond: 25 } as const;

/** Some 20 KB each. */
const mostRemembered = 300;

/** A search of tens of thousands of rows in one process of the server; matching a row's words costs what it says. */
const settings = [
  'cpu_operator_cost=0.02',
  'random_page_cost=1.1',
  'work_mem=16MB',
  'jit=off',
  'max_parallel_workers_per_gather=0',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Searches the collection on connections of its own, so that no number of searches takes those of tickets. */
export interface Searching extends AsyncDisposable {
  readonly search: (
    request: Request,
    asked: Search,
  ) => Promise<{ readonly found: Found; readonly items: readonly ShownHit[] }>;
  readonly suggest: (
    request: Request,
    asked: { readonly text: string; readonly office: string | null },
  ) => Promise<Suggestion[]>;
}

/**
 * Opens the searches of an api; `on` limits them by address. What was found is remembered until the collection
 * changes, by whichever process: each search asks for the revision first. More than can be done are refused.
 */
export function createSearching({
  url,
  on,
  addressOf,
  log,
}: {
  url: string;
  on: boolean;
  addressOf: AddressOf;
  log: Log;
}): Searching {
  const { db, pool } = createDatabase({
    name: 'searches',
    url,
    max: searches.atOnce + suggestions.atOnce,
    log,
    settings,
  });
  const throughSearches = createGate(searches);
  const throughSuggestions = createGate(suggestions);
  const searchBuckets = createBuckets(searchAllowance);
  const suggestionBuckets = createBuckets(suggestionAllowance);
  const remembered = createRemembered<Found>(mostRemembered);

  const admit = (buckets: typeof searchBuckets, request: Request): void => {
    if (on && !buckets.take(addressOf(request)))
      throw new ProblemError('too-many-requests', { retryAfterSeconds: 1 });
  };

  return {
    async search(request, asked) {
      admit(searchBuckets, request);
      return throughSearches(() =>
        db.connection().execute(async (own) => {
          const key = JSON.stringify([await readRevision(own), asked]);
          const found = await remembered.of(key, () => search(own, asked));
          return { found, items: await readHits(own, found.hits, found.highlight) };
        }),
      );
    },

    async suggest(request, asked) {
      admit(suggestionBuckets, request);
      return throughSuggestions(() => db.connection().execute((own) => suggest(own, asked)));
    },

    [Symbol.asyncDispose]: () => pool.end(),
  };
}
