import type { Database } from '../../db/connect.ts';
import { lookAtComplaint, type ComplaintMails } from '../../db/complaints/looking.ts';
import type { ComplaintEvents } from '../events.ts';
import { withHeartbeat } from '../heartbeat.ts';

/** The activity that keeps the due times of complaints. It runs on a task queue of its own. */
export function createComplaintActivities({
  db,
  mails,
  events,
}: {
  db: Database;
  mails: ComplaintMails | null;
  events: ComplaintEvents;
}) {
  return {
    /**
     * Does what is due for a complaint; answers how long nothing is, or null once it is done with. The row decides, so that
     * a complaint whose workflow was lost goes on where it was.
     */
    async lookAtComplaint(complaintId: string): Promise<number | null> {
      return withHeartbeat(async () => {
        const { done, pauseMs } = await lookAtComplaint({ db, mails }, complaintId);
        for (const one of done) events.complaintKept(complaintId, one);
        return pauseMs;
      });
    },
  };
}

export type ComplaintActivities = ReturnType<typeof createComplaintActivities>;
