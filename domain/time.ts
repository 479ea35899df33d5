/** Milliseconds since 1970-01-01 UTC, of the database's clock. */
export type Instant = number;

/** A time in JSON: ISO 8601, UTC, milliseconds, `Z`. */
export type IsoTime = string;

/** An instant as it is sent; what has not happened stays null. */
export function toIso(at: Instant): IsoTime;
export function toIso(at: Instant | null): IsoTime | null;
export function toIso(at: Instant | null): IsoTime | null {
  return at === null ? null : new Date(at).toISOString();
}
