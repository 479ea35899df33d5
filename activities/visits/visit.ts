import type { Database } from '../../db/connect.ts';
import { recordMove } from '../../db/visits/moves.ts';
import { recordClosing } from '../../db/offices/closings.ts';
import { recordNotice, type Notice } from '../../db/visits/notices.ts';
import { issueTicket } from '../../db/visits/tickets.ts';
import { compareVisit } from '../../db/visits/stores/write-back.ts';
import type {
  CheckIn,
  Closing,
  KnownVisit,
  RecordedMove,
  RecordOutcome,
  VisitInput,
} from '../../domain/visits/messages.ts';
import type { IssuedTicket, ResumedVisit } from '../../domain/visits/record.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { VisitEvents } from '../events.ts';

/** The activities of a visit. Each runs at least once and returns the same when run again. */
export function createVisitActivities({ db, events }: { db: Database; events: VisitEvents }) {
  return {
    async issueTicket(request: { input: VisitInput; checkIn: CheckIn }): Promise<IssuedTicket | null> {
      const ticket = await withHeartbeat(() => issueTicket(db, request));
      events.ticketIssued(request.input, ticket);
      return ticket;
    },

    async recordMove(recorded: RecordedMove): Promise<RecordOutcome> {
      try {
        const { repeated, ...outcome } = await withHeartbeat(() => recordMove(db, recorded));
        if (outcome.heldForMs === undefined) {
          events.moveTried(recorded, outcome.refusal ? 'refused' : repeated ? 'repeated' : 'written');
        }
        return outcome;
      } catch (error) {
        events.moveTried(recorded, 'failed');
        throw error;
      }
    },

    async recordClosing(closing: Closing & { visitId: string }): Promise<void> {
      await withHeartbeat(() => recordClosing(db, closing));
      events.closingChanged(closing);
    },

    /** Makes the row agree with what a workflow knows, or answers what the workflow has to go on from. */
    async compareVisit(known: KnownVisit): Promise<ResumedVisit | null> {
      const comparison = await withHeartbeat(() => compareVisit(db, known));
      events.visitCompared(known.input.visitId, comparison);
      return comparison.kind === 'behind' ? comparison.resumed : null;
    },

    async recordNotice(notice: Notice): Promise<void> {
      await withHeartbeat(() => recordNotice(db, notice));
      events.noticeGiven(notice);
    },
  };
}

export type VisitActivities = ReturnType<typeof createVisitActivities>;
