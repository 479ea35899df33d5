import type { ComplaintLook } from '../db/complaints/looking.ts';
import { toIso } from '../domain/time.ts';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { TriedMail } from '../db/mail/outbox.ts';
import type { Notice } from '../db/visits/notices.ts';
import type { Comparison } from '../db/visits/stores/write-back.ts';
import { mailKinds } from '../domain/mail/mail.ts';
import {
  deliveryResults,
  mendResults,
  metrics,
  moveResults,
  softcopyResults,
  type MoveResult,
} from '../domain/metrics.ts';
import type { Closing, RecordedMove, VisitInput, VisitKey } from '../domain/visits/messages.ts';
import { visitFaults, type IssuedTicket, type VisitFault } from '../domain/visits/record.ts';
import type { RunFault } from '../domain/catalogue/import-runs.ts';
import type { OfficeDay } from '../domain/supervision/day.ts';
import type { DayReport } from '../wire/supervision/supervision.ts';
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

/** The events of registrations. */
export function createMemberEvents({ log }: { log: Log }) {
  return {
    memberKept(memberId: string, done: 'ended' | 'reminded'): void {
      log.info(
        { memberId },
        done === 'ended' ? 'unused registration ended' : 'unused registration: owner reminded',
      );
    },
  };
}

export type MemberEvents = ReturnType<typeof createMemberEvents>;

/** The events of complaints: never a text, never a person. */
export function createComplaintEvents({ log }: { log: Log }) {
  return {
    complaintKept(complaintId: string, done: ComplaintLook['done'][number]): void {
      if (typeof done === 'string') {
        log.info(
          { complaintId },
          done === 'moved-due' ? 'due times of a complaint moved' : 'answered complaint closed by silence',
        );
        return;
      }
      const { due, kind, dueAt } = done;
      const told = { complaintId, due, dueAt: toIso(dueAt) };
      if (kind === 'overdue') log.warn(told, 'complaint is overdue');
      else log.info(told, 'complaint falls due soon');
    },
  };
}

export type ComplaintEvents = ReturnType<typeof createComplaintEvents>;

/** The logged part of an import of a collection. */
interface ImportTold {
  readonly run: string;
  readonly office: string;
}

/** What the source of an import did: a code of ours and its status. Never an address, which has the key in it. */
interface SourceFault {
  readonly fault: RunFault;
  readonly code: number | null;
}

/** The outcomes of imports of a collection from the source. */
export function createImportEvents({ registry, log, isOn }: { registry: Registry; log: Log; isOn: boolean }) {
  const { name, help } = metrics.importsOn;
  new Gauge({ name, help, registers: [registry] }).set(isOn ? 1 : 0);

  return {
    importDone(told: ImportTold): void {
      log.info(told, 'collection imported');
    },

    importPutOff(told: ImportTold, fault: SourceFault): void {
      log.warn(
        { ...told, ...fault },
        'source of the collection did not answer as it should, tried again later',
      );
    },

    importFailed(told: ImportTold, fault: SourceFault): void {
      log.warn({ ...told, ...fault }, 'import of the collection failed');
    },
  };
}

export type ImportEvents = ReturnType<typeof createImportEvents>;

/** The outcomes of copies. Never who asked, nor for what. */
export function createSoftcopyEvents({ registry, log }: { registry: Registry; log: Log }) {
  const { name, help, labelNames } = metrics.softcopyTries;
  const tries = new Counter({ name, help, labelNames, registers: [registry] });
  for (const result of softcopyResults) tries.inc({ result }, 0);

  return {
    copyMade(requestId: string, told: { seconds: number; bytes: number; memoryBytes: number }): void {
      tries.inc({ result: 'made' });
      log.info({ requestId, ...told }, 'softcopy made');
    },

    /** At every try; `isOver` when there is no other. */
    copyFailed(
      requestId: string,
      { err, attempt, isOver }: { err: unknown; attempt: number; isOver: boolean },
    ) {
      tries.inc({ result: isOver ? 'given-up' : 'failed' });
      log.warn({ err, requestId, attempt }, isOver ? 'softcopy given up' : 'softcopy failed, tried again');
    },

    progressLost(err: unknown): void {
      log.warn({ err }, 'progress of a softcopy was not noted');
    },
  };
}

export type SoftcopyEvents = ReturnType<typeof createSoftcopyEvents>;

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
