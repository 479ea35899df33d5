import { localeOf, type Language } from '../language.ts';

/** The zone and language of a displayed time. */
export interface Reader {
  readonly timeZone: string;
  readonly language: Language;
}

/** `10.14`, or `10.14.32` to the second. */
export function clockText(at: Date, { timeZone, language }: Reader, toTheSecond: boolean): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(toTheSecond ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(at);
}

/** `10.14 WITA`, or `10.14.32 WITA`. */
export function timeWords(at: Date, reader: Reader, toTheSecond = false): string {
  return `${clockText(at, reader, toTheSecond)} ${zoneWord(at, reader.timeZone)}`;
}

/** `Selasa, 1 Desember 2026`; the full style of `id-ID` would write `01`. */
export function dateWords(at: Date, { timeZone, language }: Reader): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
}

/** `WITA`. English `Intl` prints GMT+8, so the zone's word always comes from `id-ID`. */
export function zoneWord(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('id-ID', { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
