import type { Database } from '../../db/connect.ts';
import { reportDay, settleDay, surveyDay } from '../../db/supervision/days.ts';
import type { DayState, OfficeDay } from '../../domain/supervision/day.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { DayEvents } from '../events.ts';

/** The activities of a day's end. Each runs at least once and returns the same when run again. */
export function createDayActivities({ db, events }: { db: Database; events: DayEvents }) {
  return {
    /** Counts the visits that are still open, and reports the day if all have ended that should have. */
    async surveyDay(of: OfficeDay): Promise<DayState> {
      const { isOver, ...counted } = await withHeartbeat(() => surveyDay(db, of));
      if (counted.unfinished > 0) return counted;
      await report(of);
      return { ...counted, isOver };
    },

    /** Reports a day whatever its visits: they did not all end in time, or an older version surveyed it. */
    reportDay: report,

    /** True once the day's figures are final. */
    async settleDay(of: OfficeDay): Promise<boolean> {
      const settled = await withHeartbeat(() => settleDay(db, of));
      if (settled) events.daySettled(of);
      return settled;
    },
  };

  async function report(of: OfficeDay): Promise<void> {
    const { report: written, fresh } = await withHeartbeat(() => reportDay(db, of));
    if (fresh) events.dayReported(of, written);
  }
}

export type DayActivities = ReturnType<typeof createDayActivities>;
