import { describe, expect, test } from 'vitest';
import { moved, newComplaint, type Complaint } from '../../../../domain/complaints/complaint.ts';
import { dueTimesOf, isLate, nextStep, type Noticed } from '../../../../domain/complaints/due-times.ts';
import { defaultComplaintTerms } from '../../../../domain/complaints/terms.ts';
import {
  endOfWorkingDay,
  isWorkingDay,
  workingDayAfter,
} from '../../../../domain/complaints/working-days.ts';
import type { CalendarDay } from '../../../../domain/offices/calendar.ts';

const timeZone = 'Asia/Makassar';
const weekHours = {
  monday: [['08:00', '16:00']],
  tuesday: [['08:00', '16:00']],
  wednesday: [['08:00', '16:00']],
  thursday: [['08:00', '16:00']],
  friday: [['08:00', '11:30']],
} as const;
const holiday = (day: string, kind: CalendarDay['kind'] = 'holiday'): CalendarDay => ({
  day,
  kind,
  name: 'Libur',
  hours: null,
  verified: true,
});
const week = (...days: CalendarDay[]) => ({ timeZone, hours: weekHours, days });
/** A time of the wall clock in WITA, which is eight hours ahead. */
const wita = (text: string): number => Date.parse(`${text}+08:00`);

describe('working days', () => {
  test.each([
    ['the next day', '2026-11-24T09:00:00', 1, '2026-11-25'],
    ['over a weekend', '2026-11-26T09:00:00', 2, '2026-11-30'],
    ['from a Saturday', '2026-11-28T09:00:00', 1, '2026-11-30'],
    ['before eight in the morning, when it is yesterday in UTC', '2026-11-25T07:59:59', 1, '2026-11-26'],
    ['just before midnight', '2026-11-24T23:59:59', 1, '2026-11-25'],
    ['from midnight', '2026-11-25T00:00:00', 1, '2026-11-26'],
    ['over Christmas, a collective leave and the year’s end', '2026-12-23T10:00:00', 5, '2027-01-04'],
  ])('%s', (_name, from, n, day) => {
    const days = [holiday('2026-12-24', 'collective-leave'), holiday('2026-12-25'), holiday('2027-01-01')];
    expect(workingDayAfter(week(...days), wita(from), n)).toBe(day);
  });

  test('end with the local midnight that ends their day', () => {
    expect(endOfWorkingDay(week(), wita('2026-11-24T09:00:00'), 1)).toBe(wita('2026-11-26T00:00:00'));
  });

  test('are Saturdays that the calendar opens, and no closed Mondays', () => {
    const open: CalendarDay = { ...holiday('2026-11-28', 'hours'), hours: [['08:00', '12:00']] };
    const days = [open, holiday('2026-11-30', 'closure')];
    expect(isWorkingDay(week(...days), '2026-11-28')).toBe(true);
    expect(isWorkingDay(week(...days), '2026-11-30')).toBe(false);
  });

  test('of an office that is always open, or never, are those of its staff', () => {
    for (const hours of ['always', {}] as const) {
      expect(isWorkingDay({ hours, days: [] }, '2026-11-27')).toBe(true);
      expect(isWorkingDay({ hours, days: [] }, '2026-11-28')).toBe(false);
    }
  });
});

const receivedAt = wita('2026-11-24T09:00:00');
const received = newComplaint({
  channel: 'web',
  identity: 'named',
  terms: defaultComplaintTerms,
  receivedAt,
});
const after = (
  complaint: Complaint,
  ...moves: [name: Parameters<typeof moved>[1], at: string][]
): Complaint =>
  moves.reduce((state, [move, at]) => moved(state, move, { at: wita(at), by: 'staff' }), complaint);
const dues = (complaint: Complaint, ...days: CalendarDay[]): Record<string, number> =>
  Object.fromEntries(dueTimesOf(complaint, week(...days)).map(({ due, at }) => [due, at]));

describe('what is owed', () => {
  test('of a new complaint is its verification, a first step and an answer', () => {
    expect(dues(received)).toEqual({
      verification: wita('2026-11-28T00:00:00'),
      'first-follow-up': wita('2026-12-02T00:00:00'),
      answer: wita('2026-12-15T00:00:00'),
    });
  });

  test('depends on its kind, and the verification is done', () => {
    const verified = after(received, [{ name: 'verify', kind: 'information' }, '2026-11-25T10:00:00']);
    expect(dues(verified)).toEqual({
      'first-follow-up': wita('2026-12-02T00:00:00'),
      answer: wita('2026-12-02T00:00:00'),
    });
  });

  test('is moved by a holiday that is added later', () => {
    expect(dues(received, holiday('2026-11-26'))['verification']).toBe(wita('2026-12-01T00:00:00'));
  });

  test('after an answer is nothing, but silence ends it; a word of the complainant puts that off', () => {
    const answered = after(
      received,
      [{ name: 'verify', kind: 'ordinary' }, '2026-11-25T10:00:00'],
      [{ name: 'answer' }, '2026-11-26T10:00:00'],
    );
    expect(dues(answered)).toEqual({ silence: wita('2026-12-11T00:00:00') });
    const heard = moved(
      answered,
      { name: 'message' },
      { at: wita('2026-12-01T10:00:00'), by: 'complainant' },
    );
    expect(dues(heard)).toEqual({ silence: wita('2026-12-16T00:00:00') });
  });

  test('of a reopened one is another answer, counted from the reopening', () => {
    const reopened = after(
      received,
      [{ name: 'verify', kind: 'normative' }, '2026-11-25T10:00:00'],
      [{ name: 'answer' }, '2026-11-26T10:00:00'],
      [{ name: 'close' }, '2026-11-27T10:00:00'],
      [{ name: 'reopen' }, '2026-11-30T10:00:00'],
    );
    expect(dues(reopened)).toEqual({ answer: wita('2026-12-08T00:00:00') });
  });

  test('is in time until the last moment of its day, and late from midnight on', () => {
    const at = wita('2026-12-15T00:00:00');
    expect(isLate({ at, doneAt: at - 1, now: at + 9 })).toBe(false);
    expect(isLate({ at, doneAt: at, now: at })).toBe(true);
    expect(isLate({ at, doneAt: null, now: at - 1 })).toBe(false);
  });
});

describe('the next step', () => {
  const times = dueTimesOf(received, week());

  /** All that happens until `to`, as a worker that is awake at `wakes` does it. */
  const play = (wakes: readonly number[]): Noticed[] => {
    const noticed: Noticed[] = [];
    for (const now of wakes) {
      for (;;) {
        const step = nextStep(times, noticed, now);
        if (step?.kind !== 'notice') break;
        noticed.push(step.notice);
      }
    }
    return noticed;
  };

  test('waits for the earliest of all that will be due', () => {
    expect(nextStep(times, [], receivedAt)).toEqual({ kind: 'wait', until: wita('2026-11-27T00:00:00') });
  });

  test('is a reminder on the last day, then the alarm, each once', () => {
    const told = play([
      wita('2026-11-27T08:00:00'),
      wita('2026-11-27T09:00:00'),
      wita('2026-11-28T00:00:00'),
    ]);
    const dueAt = wita('2026-11-28T00:00:00');
    expect(told).toEqual([
      { due: 'verification', kind: 'reminder', dueAt },
      { due: 'verification', kind: 'overdue', dueAt },
    ]);
  });

  test('after a week without a worker tells each alarm with its own time, and no reminder that came too late', () => {
    expect(play([wita('2026-12-05T10:00:00')])).toEqual([
      { due: 'verification', kind: 'overdue', dueAt: wita('2026-11-28T00:00:00') },
      { due: 'first-follow-up', kind: 'overdue', dueAt: wita('2026-12-02T00:00:00') },
    ]);
  });
});
