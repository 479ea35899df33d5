import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { readBoard } from '../../../../db/boards/boards.ts';
import { readCallTimes } from '../../../../db/visits/calls.ts';
import { listDays } from '../../../../db/supervision/days.ts';
import { readDesk } from '../../../../db/visits/desk.ts';
import { readPastWaits } from '../../../../db/visitors/estimates.ts';
import { listIncidents } from '../../../../db/custody/incidents.ts';
import { readOfficeFor, readOfficeView, readMarks } from '../../../../db/offices/offices.ts';
import { listPaperVisits } from '../../../../db/supervision/paper-visits.ts';
import { readSkm } from '../../../../db/ratings/skm.ts';
import { changeSettings, readSettings } from '../../../../db/offices/settings.ts';
import { endSession, findSession, readAdmission, startSession } from '../../../../db/staff/sessions.ts';
import { readSupervision } from '../../../../db/supervision/supervision.ts';
import { readVisitViews } from '../../../../db/visitors/visitors.ts';
import { daysBefore, today, type Ask } from './asker.ts';
import { takeNumber } from './walks.ts';

/** What screens, phones and reports ask of an office. */
export const officeAsks: readonly Ask[] = [
  [
    'the sum of what was read, by title, in a month',
    async (asker) => {
      const { db, office } = asker;
      const to = await today(asker);
      await sql`select publication_id, count(*) from in_room_use where office = ${office}
          and day between ${to}::date - 10 and ${to}::date and removed_at is null group by 1`.execute(db);
    },
  ],
  [
    'a sign-in',
    async ({ db, office, staff }) => {
      const secret = await startSession(db, staff, { requestId: randomUUID(), from: Buffer.alloc(32) });
      await findSession(db, secret, { from: Buffer.alloc(32) });
      await readAdmission(db, { secret, from: Buffer.alloc(32), office, visitId: randomUUID() });
      await endSession(db, secret);
      const settings = await readSettings(db, office);
      const { counters } = settings ?? { counters: [] };
      await db.transaction().execute((trx) =>
        changeSettings(trx, {
          office,
          expectedVersion: null,
          sections: { counters, lockers: ['01', '02', '03', '05'] },
          by: { staffId: staff.id, commandId: null },
        }),
      );
    },
  ],
  ['the desk list', ({ db, cipher, office }) => readDesk({ db, cipher }, office)],
  [
    'the list of a day',
    async (asker) => {
      const { db, cipher, office } = asker;
      return readDesk({ db, cipher }, office, { state: 'all', day: await today(asker) });
    },
  ],
  ['the board', ({ db, office }) => readBoard(db, office)],
  [
    'what a board has painted',
    ({ db, office }) => readCallTimes(db, { office, after: Date.now() - 60_000, until: Date.now() }),
  ],
  [
    'the phone',
    async (asker) => {
      const { db, office } = asker;
      const { id } = await takeNumber(asker);
      const estimates = () => Promise.resolve(() => null);
      expect((await readVisitViews({ db, estimates }, office, [id]))?.views.size).toBe(1);
    },
  ],
  ['earlier waits', ({ db, office }) => readPastWaits(db, office)],
  [
    'the office',
    ({ db, office }) =>
      Promise.all([
        readOfficeView(db, office),
        readOfficeFor(db, { office, service: 'P' }),
        readMarks(db, [office]),
      ]),
  ],
  ['supervision of today', ({ db, office }) => readSupervision(db, { office })],
  [
    'reports of a week',
    async (asker) => {
      const { db, cipher, office } = asker;
      const to = await today(asker);
      const from = daysBefore(to, 7);
      await readSupervision(db, { office, from, to });
      await listIncidents({ db, cipher }, { office, from, to });
      await listPaperVisits(db, { office, day: from });
      await listDays(db, { office, from, to });
    },
  ],
  [
    'the survey of a quarter',
    async (asker) => {
      const { db, office } = asker;
      const to = await today(asker);
      const from = daysBefore(to, 90);
      const report = await readSkm(db, { office, from, to });
      expect(report?.respondents).toBeGreaterThan(1_000);
    },
  ],
];
