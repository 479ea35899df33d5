/** Milliseconds since 1970-01-01 UTC, of the database's clock. */
export type Instant = number;

/** A time in JSON: ISO 8601, UTC, milliseconds, `Z`. */
export type IsoTime = string;

/** An instant as it is sent. */
export function toIso(at: Instant): IsoTime {
  return new Date(at).toISOString();
}
