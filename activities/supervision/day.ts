import type { Database } from '../../db/connect.ts';
import { reportDay, settleDay, surveyDay } from '../../db/supervision/days.ts';
import type { DayState, OfficeDay } from '../../domain/supervision/day.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { DayEvents } from '../events.ts';

/** The activities of a day's end. Each runs at least once and returns the same when run again. */
export function createDayActivities({ db, events }: { db: Database; events: DayEvents }) {
  return {
    surveyDay: (of: OfficeDay): Promise<DayState> => withHeartbeat(() => surveyDay(db, of)),

    async reportDay(of: OfficeDay): Promise<void> {
      const { report, fresh } = await withHeartbeat(() => reportDay(db, of));
      if (fresh) events.dayReported(of, report);
    },

    /** True once the day's figures are final. */
    async settleDay(of: OfficeDay): Promise<boolean> {
      const settled = await withHeartbeat(() => settleDay(db, of));
      if (settled) events.daySettled(of);
      return settled;
    },
  };
}

export type DayActivities = ReturnType<typeof createDayActivities>;
