import { instantOf } from '../../../domain/offices/calendar.ts';
import { clockText, dateWords, timeWords, type Reader } from '../../../domain/offices/clock-words.ts';
import { localeOf, numberText, type Language } from '../../../domain/language.ts';
import { language } from './language.ts';

let timeZone = 'Asia/Makassar';

/** The zone every time on the page is written in: the office's, never the device's. */
export function setTimeZone(zone: string): void {
  timeZone = zone;
}

const reader = (spoken: Language = language()): Reader => ({ timeZone, language: spoken });

/** `10.14 WITA` */
export function timeOf(at: Date | string, spoken: Language = language()): string {
  return timeWords(new Date(at), reader(spoken));
}

/** `10.14.32 WITA` */
export function preciseTimeOf(at: Date | string): string {
  return timeWords(new Date(at), reader(), true);
}

/** `10.14`, for the large clock. */
export function clockOf(at: Date | string): string {
  return clockText(new Date(at), reader(), false);
}

/** `Senin, 23 November 2026` */
export function dateOf(at: Date | string, spoken: Language = language()): string {
  return dateWords(new Date(at), reader(spoken));
}

/** `Kam, 3 Des`, with the year unless it is that of `now`. */
export function shortDateOf(at: Date | string, now: Date | string): string {
  const yearOf = (date: Date | string): string => localTimeOf(date).slice(0, 4);
  return new Intl.DateTimeFormat(localeOf(language()), {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(yearOf(at) === yearOf(now) ? {} : { year: 'numeric' }),
  }).format(new Date(at));
}

/** `28 Februari 2022` of a day `YYYY-MM-DD`. */
export function dayOf(day: string): string {
  return new Intl.DateTimeFormat(localeOf(language()), {
    timeZone: 'UTC',
    dateStyle: 'long',
  }).format(new Date(day));
}

/** `28/02/2022` of a day `YYYY-MM-DD`, where rows are narrow. */
export const shortDayOf = (day: string): string => day.split('-').toReversed().join('/');

/** `Oktober 2026` of a day `YYYY-MM-DD`. */
export function monthOf(day: string): string {
  return new Intl.DateTimeFormat(localeOf(language()), {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(new Date(day));
}

/** When the office opens: the time alone today, with its day otherwise. */
export function openingOf(at: string, now: Date, spoken: Language = language()): string {
  const day = (date: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(date);
  const date = new Date(at);
  const word = spoken === 'id' ? 'pukul' : 'at';
  const time = `${word} ${timeOf(date, spoken)}`;
  return day(date) === day(now) ? time : `${dateOf(date, spoken)} ${time}`;
}

/** The instant of a wall-clock time `YYYY-MM-DDTHH:MM` in the office's zone, in ISO 8601. */
export function instantOfTime(local: string): string {
  const [day = '', time = ''] = local.split('T');
  return new Date(instantOf(day, time, timeZone)).toISOString();
}

/** An instant as a field for wall-clock times shows it, in the office's zone. */
export function localTimeOf(at: Date | string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(new Date(at))
    .replace(' ', 'T');
}

/** `3:12`, minutes and seconds of a span; `1:03:12` from an hour on. */
export function spanOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(minutes / 60);
  return hours === 0
    ? `${minutes}:${two(seconds % 60)}`
    : `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** `1.234,5`, with so many decimals at most. */
export function numberOf(value: number, decimals: number): string {
  return numberText(value, language(), decimals);
}

/** `88,30`, with exactly so many decimals. */
export function fixedOf(value: number, decimals: number): string {
  return new Intl.NumberFormat(localeOf(language()), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** `94,4 %` of a share between 0 and 1. */
export function shareOf(share: number): string {
  return `${numberOf(share * 100, 1)} %`;
}
