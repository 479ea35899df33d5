import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Database } from '../../db/connect.ts';
import { keepMember } from '../../db/members/keeping.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { MemberEvents } from '../events.ts';

/** The activity that keeps registrations. It runs on a task queue of its own. */
export function createMemberActivities(deps: { db: Database; cipher: Cipher | null; events: MemberEvents }) {
  const { db, cipher, events } = deps;
  return {
    /**
     * Does what is due for a registration; answers how long nothing is, or null once it has ended. The row decides, so
     * that a registration whose workflow was lost goes on where it was.
     */
    async lookAtMember(memberId: string): Promise<number | null> {
      return withHeartbeat(async () => {
        const { done, pauseMs } = await keepMember({ db, cipher }, memberId);
        if (done) events.memberKept(memberId, done);
        return pauseMs;
      });
    },
  };
}

export type MemberActivities = ReturnType<typeof createMemberActivities>;
