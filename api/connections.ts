/** Database connections of an api that no setting changes. */
export const fixedConnections = {
  /** Searches of the collection, and what is suggested while somebody types, at the same time. */
  searches: 3,
  suggestions: 2,
  /** Files of offices and collections that are read in. */
  imports: 2,
  /** Files of a period that are made at the same time. */
  reports: 2,
  /** Of the business figures at `/metrics`. */
  figures: 1,
  /** Hears what changed. */
  listener: 1,
} as const;

/** What an installation may set of the connections of its apis. */
export interface ApiConnections {
  /** For requests: what people press and open. */
  readonly presses: number;
  /** For what screens are told. */
  readonly readings: number;
}

/** The database connections that an api may hold at the same time. */
export function apiConnectionsOf({ presses, readings }: ApiConnections): number {
  return Object.values(fixedConnections).reduce((sum, count) => sum + count, presses + readings);
}
