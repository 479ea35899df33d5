import { describe, expect, test } from 'vitest';
import {
  endOfDay,
  instantOf,
  localDayOf,
  openingOf,
  type CalendarDay,
  type Schedule,
} from '../../../domain/offices/calendar.ts';
import { dateWords } from '../../../domain/offices/clock-words.ts';

const wita = 'Asia/Makassar';
const at = (iso: string): number => Date.parse(iso);
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const office: Schedule = {
  days: [],
  closure: null,
  hours: Object.fromEntries(
    weekdays.map((day) => [
      day,
      [
        ['08:00', '12:00'],
        ['13:00', '16:00'],
      ],
    ]),
  ),
  lastTicketMinutesBeforeClose: 15,
};

describe('a date in words', () => {
  test.each([
    ['id', 'Selasa, 1 Desember 2026'],
    ['en', 'Tuesday, 1 December 2026'],
  ] as const)('begins with no zero: %s', (language, words) => {
    expect(dateWords(new Date('2026-11-30T16:00:00Z'), { timeZone: wita, language })).toBe(words);
  });
});

describe('the local day in WITA', () => {
  test.each([
    ['2026-11-23T15:59:59.999Z', '2026-11-23'],
    ['2026-11-23T16:00:00.000Z', '2026-11-24'],
    ['2026-11-23T23:59:00.000Z', '2026-11-24'],
  ])('at %s is %s', (iso, day) => {
    expect(localDayOf(at(iso), wita)).toBe(day);
  });

  test('ends at 16.00 UTC', () => {
    expect(endOfDay('2026-11-23', wita)).toBe(at('2026-11-23T16:00:00Z'));
  });
});

describe('a wall clock with summer time', () => {
  test.each([
    ['2026-03-29', '01:30', '2026-03-29T00:30:00Z'],
    ['2026-03-29', '03:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25', '04:00', '2026-10-25T03:00:00Z'],
    ['2026-07-01', '24:00', '2026-07-01T22:00:00Z'],
    ['2026-07-01', '09:30:15', '2026-07-01T07:30:15Z'],
  ])('%s %s in Berlin is %s', (day, time, iso) => {
    expect(instantOf(day, time, 'Europe/Berlin')).toBe(at(iso));
  });
});

describe('an office with a lunch break', () => {
  test.each<[string, object]>([
    [
      '2026-11-23T07:59+08:00',
      { open: false, closedBecause: 'hours', opensAt: at('2026-11-23T08:00+08:00'), part: 0 },
    ],
    [
      '2026-11-23T08:00+08:00',
      { open: true, ticketsOpen: true, closedBecause: null, opensAt: null, part: 1 },
    ],
    [
      '2026-11-23T12:00+08:00',
      { open: false, closedBecause: 'break', opensAt: at('2026-11-23T13:00+08:00'), part: 2 },
    ],
    ['2026-11-23T15:44+08:00', { open: true, ticketsOpen: true, part: 3 }],
    ['2026-11-23T15:45+08:00', { open: true, ticketsOpen: false, opensAt: at('2026-11-24T08:00+08:00') }],
    [
      '2026-11-23T16:00+08:00',
      { open: false, closedBecause: 'hours', opensAt: at('2026-11-24T08:00+08:00'), part: 4 },
    ],
    ['2026-11-27T17:00+08:00', { open: false, opensAt: at('2026-11-30T08:00+08:00') }],
    [
      '2026-11-28T10:00+08:00',
      { open: false, closedBecause: 'hours', opensAt: at('2026-11-30T08:00+08:00') },
    ],
  ])('at %s', (iso, expected) => {
    expect(openingOf(office, wita, at(iso))).toMatchObject(expected);
  });

  test('closes with its last interval: a break is no closing', () => {
    expect(openingOf(office, wita, at('2026-11-23T09:00+08:00')).closesAt).toBe(at('2026-11-23T16:00+08:00'));
  });
});

describe('an office that never closes', () => {
  test('gives tickets until local midnight', () => {
    const opening = openingOf({ ...office, hours: 'always' }, wita, at('2026-11-23T23:59:59+08:00'));
    expect(opening).toMatchObject({
      day: '2026-11-23',
      ticketsOpen: true,
      closesAt: at('2026-11-24T00:00+08:00'),
    });
  });
});

describe('a date that differs from the week', () => {
  const entry = (changes: Partial<CalendarDay>): CalendarDay => ({
    day: '2026-12-25',
    kind: 'holiday',
    name: 'Hari Raya Natal',
    hours: null,
    verified: true,
    ...changes,
  });
  const noon = at('2026-12-25T10:00+08:00');

  test.each([
    ['holiday', 'holiday'],
    ['collective-leave', 'holiday'],
    ['closure', 'notice'],
  ] as const)('of kind %s closes the day, because of %s, until the next working day', (kind, because) => {
    expect(openingOf({ ...office, days: [entry({ kind })] }, wita, noon)).toMatchObject({
      open: false,
      ticketsOpen: false,
      closedBecause: because,
      holiday: 'Hari Raya Natal',
      closesAt: null,
      opensAt: at('2026-12-28T08:00+08:00'),
    });
  });

  test('closes an office that is always open as well', () => {
    expect(openingOf({ ...office, hours: 'always', days: [entry({})] }, wita, noon)).toMatchObject({
      open: false,
      opensAt: at('2026-12-26T00:00+08:00'),
    });
  });

  test('with hours of its own has those, as in Ramadan', () => {
    const ramadan = entry({ kind: 'hours', name: 'Ramadan', hours: [['08:00', '14:30']] });
    expect(openingOf({ ...office, days: [ramadan] }, wita, noon)).toMatchObject({
      open: true,
      holiday: null,
      closesAt: at('2026-12-25T14:30+08:00'),
    });
  });
});

describe('an office closed out of turn', () => {
  const closed = (until: string | null) => ({
    ...office,
    closure: { until: until === null ? null : at(until) },
  });
  const morning = at('2026-11-23T09:00+08:00');

  test.each([
    ['until later in the interval', '2026-11-23T10:30+08:00', '2026-11-23T10:30+08:00'],
    ['until the break', '2026-11-23T12:15+08:00', '2026-11-23T13:00+08:00'],
    ['until the evening', '2026-11-23T18:00+08:00', '2026-11-24T08:00+08:00'],
  ])('%s says when numbers can be taken again', (_words, until, opensAt) => {
    expect(openingOf(closed(until), wita, morning)).toMatchObject({
      open: false,
      closedBecause: 'notice',
      opensAt: at(opensAt),
      closesAt: at('2026-11-23T16:00+08:00'),
    });
  });

  test('without an end says nothing about it', () => {
    expect(openingOf(closed(null), wita, morning)).toMatchObject({ open: false, opensAt: null });
  });

  test('is open again when the time has come', () => {
    const until = '2026-11-23T08:30+08:00';
    expect(openingOf(closed(until), wita, morning)).toMatchObject({ open: true, closedBecause: null });
  });
});

test('an office without any hours opens at no time', () => {
  expect(openingOf({ ...office, hours: {} }, wita, 0)).toMatchObject({ open: false, opensAt: null });
});
