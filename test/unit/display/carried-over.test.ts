import { describe, expect, test } from 'vitest';
import { carriedOver } from '../../../display/admin/settings.ts';
import type { CalendarDay } from '../../../domain/offices/calendar.ts';

const entry = (day: string, name: string): CalendarDay => ({
  day,
  kind: 'holiday',
  name,
  hours: null,
  verified: true,
});

const [may, june, july] = [
  entry('2031-05-01', 'Mei'),
  entry('2031-06-01', 'Juni'),
  entry('2031-07-01', 'Juli'),
];
const from = [may, june];

describe('dates that were read again', () => {
  test('are as they were read when nobody had touched them', () => {
    expect(carriedOver(from, { from, to: [{ ...june }, july] })).toEqual({ days: [june, july], clashes: [] });
  });

  test('keep what was added, beside what somebody else added and without what they removed', () => {
    const august = entry('2031-08-01', 'Agustus');
    expect(carriedOver([...from, july], { from, to: [{ ...june }, august] })).toEqual({
      days: [june, july, august],
      clashes: [],
    });
  });

  test('do not bring back what was removed', () => {
    expect(carriedOver([june], { from, to: [{ ...may }, { ...june }] })).toEqual({
      days: [june],
      clashes: [],
    });
  });

  test('keep what was changed, and name it where somebody else changed or removed the same date', () => {
    const mine = entry(may.day, 'Hari Buruh');
    const theirs = entry(may.day, 'Lain');
    expect(carriedOver([mine, june], { from, to: [theirs, { ...june }] })).toEqual({
      days: [mine, june],
      clashes: [{ day: may.day, theirs }],
    });
    expect(carriedOver([mine, june], { from, to: [{ ...june }] })).toEqual({
      days: [mine, june],
      clashes: [{ day: may.day, theirs: null }],
    });
  });

  test('name what was removed where somebody else changed it, and what both added', () => {
    const theirs = [entry(may.day, 'Lain'), { ...june }, { ...july, hours: [['08:00', '12:00']] as const }];
    const { days, clashes } = carriedOver([june, july], { from, to: theirs });
    expect(days).toEqual([june, july]);
    expect(clashes).toEqual([
      { day: may.day, theirs: theirs[0] },
      { day: july.day, theirs: theirs[2] },
    ]);
  });

  test('name nothing where both did the same', () => {
    const mine = entry(may.day, 'Hari Buruh');
    const both = carriedOver([mine, july], { from, to: [{ ...mine }, { ...july }] });
    expect(both).toEqual({ days: [mine, july], clashes: [] });
  });
});
