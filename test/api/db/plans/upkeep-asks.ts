import { randomUUID } from 'node:crypto';
import { noteEngineClock, readEngineAheadMs } from '../../../../db/processes/clock-comparison.ts';
import { beginTry, markCarried, readDueMails, recordSent, withdrawLate } from '../../../../db/mail/outbox.ts';
import { closingsToTell, daysToClose } from '../../../../db/offices/closings.ts';
import { reportDay, settleDay, surveyDay } from '../../../../db/supervision/days.ts';
import { readFigures } from '../../../../db/supervision/figures.ts';
import { beat, liveWorkers } from '../../../../db/processes/heartbeat.ts';
import { countViolations } from '../../../../db/rules/invariants.ts';
import { removeExpired } from '../../../../db/keeping/retention.ts';
import { takeSyntheticMinute } from '../../../../db/probe/synthetic.ts';
import type { Ask } from './asker.ts';

/** What regular jobs ask of the whole database. */
export const upkeepAsks: readonly Ask[] = [
  ['the look at closings', ({ db }) => closingsToTell(db)],
  ['the look at days to close', ({ db }) => daysToClose(db)],
  [
    'the end of a day',
    async ({ db }) => {
      const { day } = await db
        .selectFrom('ticket_counter')
        .select(({ fn }) => fn.max('day').as('day'))
        .where('office', '=', '1009')
        .executeTakeFirstOrThrow();
      const asked = { office: '1009', day };
      await surveyDay(db, asked);
      await reportDay(db, asked);
      await settleDay(db, asked);
    },
  ],
  ['the figures', ({ db }) => readFigures(db)],
  ['the look at the rules', ({ db }) => countViolations(db)],
  ['what has served its time', ({ db }) => removeExpired(db)],
  [
    'the mails that are due',
    async ({ db, cipher }) => {
      await withdrawLate(db);
      const due = await readDueMails(db, 50);
      await markCarried(db, due);
      for (const { id } of due) await beginTry({ db, cipher }, id);
      for (const { id } of due) await recordSent(db, id);
    },
  ],
  [
    'signs of life',
    async ({ db }) => {
      await beat(db, 'worker', randomUUID());
      await liveWorkers(db);
      await noteEngineClock(db, 0);
      await readEngineAheadMs(db);
      await takeSyntheticMinute(db);
    },
  ],
];
