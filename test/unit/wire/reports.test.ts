import { expect, test } from 'vitest';
import { reportColumns, reports } from '../../../wire/supervision/report-tables.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';

const durations = { n: 0, p50: null, p90: null, max: null };

/** A supervised period in which nothing happened. */
const nothing: Supervision = {
  office: '6500',
  timeZone: 'Asia/Makassar',
  from: '2026-11-23',
  to: '2026-11-23',
  at: '2026-11-23T00:00:00.000Z',
  now: {
    open: true,
    slaSeconds: 300,
    met: 0,
    breached: 0,
    waiting: 0,
    waitingSince: null,
    unserved: [],
    inLibrary: 0,
    alarms: [],
    held: [],
    lost: [],
  },
  sla: {
    n: 0,
    met: 0,
    breached: 0,
    running: 0,
    excluded: {},
    seconds: { p50: null, p90: null, max: null },
    breaches: [],
  },
  escalations: { warned: 0, saved: 0, raised: [] },
  corrected: [],
  outcomes: { done: 0, 'no-show': 0, cancelled: 0, expired: 0, open: 0, 'on-paper': 0 },
  waits: { queue: durations, service: durations },
  steps: [],
  hours: [],
  days: [],
  ratings: {
    counts: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
    sources: [],
    skm: { elements: [], n: 0, respondents: 0, index: null, grade: null },
  },
  library: { days: [], titles: [], emptyQueries: [] },
};

test('every column stands in a report', () => {
  const used = Object.values(reports).flatMap((report) => report(nothing).columns);
  expect(new Set(used)).toEqual(new Set(Object.keys(reportColumns)));
});

test('a row has a cell for each column, and leads to its visit where it is of one', () => {
  const day = { day: '2026-11-23', taken: 4, met: 2, breached: 1, p50: 60, p90: 400 };
  expect(reports.days({ ...nothing, days: [day] })).toEqual({
    columns: ['day', 'taken', 'n', 'met', 'breached', 'onTime', 'p50', 'p90'],
    rows: [{ cells: ['2026-11-23', 4, 3, 2, 1, 2 / 3, 60, 400], visitId: undefined }],
  });
  const breach = {
    visitId: 'v',
    label: 'P-001',
    day: '2026-11-23',
    dueAt: '2026-11-23T01:05:00.000Z',
    servedAt: null,
    seconds: null,
  };
  expect(reports.breaches({ ...nothing, sla: { ...nothing.sla, breaches: [breach] } }).rows).toEqual([
    { cells: ['P-001', '2026-11-23', '2026-11-23T01:05:00.000Z', null, null], visitId: 'v' },
  ]);
});
