import type { ColumnType } from 'kysely';
import type { Instant } from '../domain/time.ts';

/** A time column: read as milliseconds, written as a Date. */
export type Time = ColumnType<Instant, Date, Date>;
/** One that may be empty. */
export type NullableTime = ColumnType<Instant | null, Date | null | undefined, Date | null>;
/** One that the database fills in. */
export type GeneratedTime = ColumnType<Instant, Date | undefined, Date>;
