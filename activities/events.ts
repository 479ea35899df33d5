import { Counter, type Registry } from 'prom-client';
import type { TriedMail } from '../db/mail/outbox.ts';
import type { Notice } from '../db/visits/notices.ts';
import type { Comparison } from '../db/visits/write-back.ts';
import { mailKinds } from '../domain/mail/mail.ts';
import { deliveryResults, mendResults, metrics, moveResults, type MoveResult } from '../domain/metrics.ts';
import type { Closing, RecordedMove, VisitInput, VisitKey } from '../domain/visits/messages.ts';
import { visitFaults, type IssuedTicket, type VisitFault } from '../domain/visits/record.ts';
import type { OfficeDay } from '../domain/supervision/day.ts';
import type { DayReport } from '../wire/supervision.ts';
import {
  escalationChannels,
  type EscalationChannel,
  type EscalationEvent,
  type Telling,
} from '../domain/supervision/escalation.ts';
import { moveNames } from '../domain/visits/steps.ts';
import type { MetFault } from '../mail/faults.ts';
import type { Log } from '../process/log.ts';

/** From then on a visit without an agreeing workflow breaks a rule (`invariant_visit_matched`). */
const unmatchedTooLongMs = 30_000;

/** One function per business event, for its log line and its counter. No personal data. */
export function createVisitEvents({ registry, log }: { registry: Registry; log: Log }) {
  const { name, help } = metrics.moves;
  const moves = new Counter({ name, help, labelNames: metrics.moves.labelNames, registers: [registry] });
  for (const move of moveNames) for (const result of moveResults) moves.inc({ move, result }, 0);

  const { name: mendedName, help: mendedHelp, labelNames } = metrics.visitsMended;
  const mended = new Counter({ name: mendedName, help: mendedHelp, labelNames, registers: [registry] });
  for (const fault of visitFaults) for (const result of mendResults) mended.inc({ fault, result }, 0);

  return {
    ticketIssued({ visitId, office, day }: VisitInput, ticket: IssuedTicket | null): void {
      if (ticket) log.info({ visitId, office, day }, 'ticket issued');
      else log.info({ visitId, office, day }, 'check-in refused as too late');
    },

    /** At every try, so the counter counts retries; visits are counted in PostgreSQL. */
    moveTried({ visit, move }: RecordedMove, result: MoveResult): void {
      moves.inc({ move: move.name, result });
      if (result === 'written') {
        log.info({ visitId: visit.id, move: move.name, revision: visit.revision }, 'move recorded');
      }
    },

    closingChanged({ visitId, closesAt }: Closing & { visitId: string }): void {
      log.info({ visitId, closesAt }, 'closing time changed');
    },

    visitCompared(visitId: string, comparison: Comparison): void {
      const { kind } = comparison;
      if (kind === 'behind') log.warn({ visitId }, 'workflow took over what the database knows of its visit');
      if (kind === 'written') {
        log.warn(
          { visitId, events: comparison.events },
          'events that only the engine knew were written back',
        );
      }
    },

    visitMended(visitId: string, fault: VisitFault): void {
      mended.inc({ fault, result: 'mended' });
      log.warn({ visitId, fault }, 'visit and workflow agree again');
    },

    /** It is tried again at the next look; an error once that has not helped for long. */
    visitNotMended(
      { visitId }: VisitKey,
      { fault, forMs, err }: { fault: VisitFault; forMs: number; err: unknown },
    ) {
      mended.inc({ fault, result: 'failed' });
      const level = forMs > unmatchedTooLongMs ? 'error' : 'warn';
      log[level]({ err, visitId, fault }, 'visit and workflow could not be made to agree');
    },

    storesCompared(counts: { writtenBack: number; failed: number }): void {
      log.info(counts, 'database compared with the engine');
    },

    noticeGiven({ visitId, office, kind }: Notice): void {
      log.info({ visitId, office, kind }, 'notice recorded');
    },
  };
}

/** The logged part of a notification: ids and codes, never its content. */
interface DeliveryTold extends Telling {
  readonly channel: EscalationChannel;
  readonly event: EscalationEvent;
}

/** The outcomes of breach notifications. */
export function createEscalationEvents({ registry, log }: { registry: Registry; log: Log }) {
  const { name, help, labelNames } = metrics.escalationDeliveries;
  const deliveries = new Counter({ name, help, labelNames, registers: [registry] });
  for (const channel of escalationChannels) {
    for (const result of deliveryResults) deliveries.inc({ channel, result }, 0);
  }

  return {
    deliverySent({ visitId, number, channel, event }: DeliveryTold): void {
      deliveries.inc({ channel, result: 'sent' });
      log.info({ visitId, number, channel, event }, 'breach notification sent');
    },

    /** At every try; it is retried while it is needed. */
    deliveryFailed({ visitId, number, channel, event }: DeliveryTold, fault: object): void {
      deliveries.inc({ channel, result: 'failed' });
      log.warn({ visitId, number, channel, event, ...fault }, 'breach notification failed');
    },
  };
}

export type EscalationEvents = ReturnType<typeof createEscalationEvents>;

/** The outcomes of mails. Never an address, and nothing of what a mail says. */
export function createMailEvents({ registry, log }: { registry: Registry; log: Log }) {
  const { name, help, labelNames } = metrics.mailTries;
  const tries = new Counter({ name, help, labelNames, registers: [registry] });
  for (const kind of mailKinds) for (const result of deliveryResults) tries.inc({ kind, result }, 0);

  return {
    mailSent({ id, kind, attempt }: TriedMail): void {
      tries.inc({ kind, result: 'sent' });
      log.info({ mailId: id, kind, attempt }, 'mail sent');
    },

    /** At every try; `isOver` when there is no other. */
    mailFailed(
      { id, kind, attempt }: TriedMail,
      { fault, code, isOver }: MetFault & { isOver: boolean },
    ): void {
      tries.inc({ kind, result: 'failed' });
      const told = { mailId: id, kind, attempt, fault, code };
      log.warn(told, isOver ? 'mail given up' : 'mail not taken, tried again later');
    },

    mailsTooLate(count: number): void {
      log.warn({ count }, 'mails taken back that came too late');
    },
  };
}

export type MailEvents = ReturnType<typeof createMailEvents>;

/** The events of a day's end. */
export function createDayEvents({ log }: { log: Log }) {
  return {
    dayReported({ office, day }: OfficeDay, { unfinished, held }: DayReport): void {
      const counts = { unfinished: unfinished.length, held: held.length };
      if (unfinished.length > 0)
        log.error({ office, day, ...counts }, 'visits still open after the day closed');
      else log.info({ office, day, ...counts }, 'day closed');
    },

    daySettled({ office, day }: OfficeDay): void {
      log.info({ office, day }, 'day settled');
    },
  };
}

export type DayEvents = ReturnType<typeof createDayEvents>;
export type VisitEvents = ReturnType<typeof createVisitEvents>;
