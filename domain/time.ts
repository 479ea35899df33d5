/** Milliseconds since 1970-01-01 UTC, of the database's clock. */
export type Instant = number;

/** A time as it travels: ISO 8601, UTC, milliseconds, `Z`. */
export type IsoTime = string;

/** An instant as it travels. */
export function toIso(at: Instant): IsoTime {
  return new Date(at).toISOString();
}
