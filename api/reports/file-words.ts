import { localDayOf } from '../../domain/offices/calendar.ts';
import { dateWords, timeWords } from '../../domain/offices/clock-words.ts';
import { unreadable } from '../../domain/unreadable.ts';
import type { Cell } from '../../wire/supervision/report-tables.ts';
import { instantIn, wordIn, type FileColumn, type Origin } from './sheet.ts';
import { WallClock } from './wall-clock.ts';

const days = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', dateStyle: 'long' });

/** `1 Oktober 2026` of a local day. */
export const dayText = (day: string): string => days.format(new Date(day));

/** `01/10/2026` of a local day. */
const shortDayText = (day: string): string => day.split('-').toReversed().join('/');

/** `1 Oktober 2026`, or `1 Oktober 2026 sampai 31 Oktober 2026`. */
export function periodText({ from, to }: Pick<Origin, 'from' | 'to'>): string {
  return from === to ? dayText(from) : `${dayText(from)} sampai ${dayText(to)}`;
}

/** `Minggu, 29 November 2026` of a local day. */
export const longDayText = (day: string): string =>
  dateWords(new Date(day), { timeZone: 'UTC', language: 'id' });

/** `29 November 2026 pukul 09.41 WITA oleh Rina` */
export function madeText({ madeAt, madeBy, timeZone }: Origin): string {
  const time = timeWords(new Date(madeAt), { timeZone, language: 'id' });
  return `${dayText(localDayOf(madeAt, timeZone))} pukul ${time} oleh ${madeBy}`;
}

const numbers = [0, 1, 2, 3, 4].map(
  (decimals) =>
    new Intl.NumberFormat('id-ID', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
);

/** `1.234,5` with exactly so many decimals. */
export const numberText = (value: number, decimals = 0): string => numbers[decimals]?.format(value) ?? '';

/** `94,4 %` of a share from 0 to 1. */
export const shareText = (share: number): string => `${numberText(share * 100, 1)} %`;

/** `3:12`, or `1:03:12` from an hour on, of seconds. */
export function spanText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** A text for paper: the printed letters have no such sign, and the words are what it means. */
export const printable = (text: string): string => text.replaceAll('≤', 's.d.');

/** Cells as people in Indonesia read them on paper. */
export function createCellText({ timeZone }: Pick<Origin, 'timeZone'>) {
  const clock = new WallClock(timeZone);
  return (column: FileColumn, cell: Cell): string => {
    if (cell === null) return '–';
    if (column.words !== undefined) return printable(wordIn(column, cell));
    switch (column.kind) {
      case 'seconds':
        return spanText(Number(cell));
      case 'share':
        return shareText(Number(cell));
      case 'score':
        return numberText(Number(cell), 4);
      case 'index':
        return numberText(Number(cell), 2);
      case 'count':
        return numberText(Number(cell));
      case 'time':
        return clock.timeText(instantIn(cell), '.');
      case 'moment': {
        const at = instantIn(cell);
        return `${shortDayText(clock.dayText(at))} ${clock.timeText(at, '.')}`;
      }
      case 'day':
        return shortDayText(String(cell));
      case 'word':
      case 'text':
        return cell === unreadable ? 'tidak terbaca' : printable(String(cell));
    }
  };
}
