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
    expect(carriedOver(from, { from, to: [{ ...june }, july] })).toEqual([june, july]);
  });

  test('keep what was added, beside what somebody else added and without what they removed', () => {
    expect(carriedOver([...from, july], { from, to: [{ ...june }, entry('2031-08-01', 'Agustus')] })).toEqual(
      [june, july, entry('2031-08-01', 'Agustus')],
    );
  });

  test('do not bring back what was removed', () => {
    expect(carriedOver([june], { from, to: [{ ...may }, { ...june }] })).toEqual([june]);
  });

  test('keep what was changed, also where somebody else changed the same date', () => {
    const mine = entry(may.day, 'Hari Buruh');
    expect(carriedOver([mine, june], { from, to: [entry(may.day, 'Lain'), { ...june }] })).toEqual([
      mine,
      june,
    ]);
  });
});
