import type { Count, Distribution, Figures } from '../../db/supervision/figures.ts';
import {
  answerResults,
  attachmentRooms,
  escalationCounts,
  measuredSteps,
  metrics,
  outcomes,
  type Metric,
} from '../../domain/metrics.ts';
import { attachmentRoomBytes } from '../../domain/complaints/attachments.ts';
import { owed } from '../../domain/complaints/due-times.ts';
import { channels, complaintKinds, openStages } from '../../domain/complaints/steps.ts';
import { mailFaults, mailKinds, pendingStages } from '../../domain/mail/mail.ts';
import { softcopyTerms } from '../../domain/softcopies/request.ts';
import { libraryUses } from '../../domain/supervision/library-uses.ts';
import { overallScores } from '../../domain/ratings/rating.ts';
import { visitFaults } from '../../domain/visits/record.ts';
import { settledVerdicts } from '../../domain/visits/sla.ts';

/** The business figures in Prometheus' text format; every possible series is present, at 0 if need be. */
export function businessText(figures: Figures): string {
  const { offices } = figures;
  const scores = overallScores.map(String);
  const counts = (metric: Metric, found: readonly Count[], labels: readonly string[] = ['']): string[] =>
    countLines(metric, { offices, labels, counts: found });
  const histograms = (
    metric: Metric & { readonly buckets: readonly number[] },
    distributions: readonly Distribution[],
    labels: readonly string[] = [''],
  ): string[] => histogramLines(metric, { offices, labels, distributions });
  return [
    ...counts(metrics.visits, figures.outcomes, outcomes),
    ...counts(metrics.slaVisits, figures.verdicts, settledVerdicts),
    ...counts(metrics.ratings, figures.ratings, scores),
    ...counts(metrics.libraryUses, figures.libraryUses, libraryUses),
    ...counts(metrics.complaintsReceived, figures.complaintsReceived, channels),
    ...counts(metrics.complaintsClassified, figures.complaintsClassified, complaintKinds),
    ...counts(metrics.complaintAnswers, figures.complaintAnswers, answerResults),
    ...counts(metrics.complaintsOpen, figures.complaintsOpen, openStages),
    ...counts(metrics.complaintsOverdue, figures.complaintsOverdue, owed),
    ...headOf(metrics.attachmentBytes),
    ...figures.attachmentBytes.map(
      ({ room, bytes }) => `${metrics.attachmentBytes.name}{room="${room}"} ${bytes}`,
    ),
    ...headOf(metrics.attachmentMostBytes),
    ...attachmentRooms.map(
      (room) => `${metrics.attachmentMostBytes.name}{room="${room}"} ${attachmentRoomBytes[room]}`,
    ),
    ...counts(metrics.visitsOpen, figures.open, measuredSteps),
    ...counts(metrics.oldestUnserved, figures.oldestUnserved),
    ...counts(metrics.slaLimit, figures.slaLimit),
    ...counts(metrics.officeOpen, figures.officeOpen),
    ...counts(metrics.idsHeld, figures.idsHeld),
    ...counts(metrics.idsHeldAfterClose, figures.idsHeldAfterClose),
    ...counts(metrics.escalations, figures.escalations, escalationCounts),
    ...counts(metrics.escalationsWaiting, figures.escalationsWaiting),
    ...histograms(metrics.acknowledgeTime, figures.acknowledgeTime),
    ...histograms(metrics.slaWait, figures.slaWait),
    ...histograms(metrics.queueWait, figures.queueWait),
    ...histograms(metrics.stepDuration, figures.stepDuration, measuredSteps),
    ...headOf(metrics.invariantViolations),
    ...figures.invariants.map(
      ({ invariant, violations }) =>
        `${metrics.invariantViolations.name}{invariant="${invariant}"} ${violations}`,
    ),
    ...headOf(metrics.visitsUnmatched),
    ...visitFaults.map((fault) => {
      const { visits = 0 } = figures.unmatched.find((found) => found.fault === fault) ?? {};
      return `${metrics.visitsUnmatched.name}{fault="${fault}"} ${visits}`;
    }),
    ...headOf(metrics.storesCompared),
    `${metrics.storesCompared.name} ${figures.storesComparedAt}`,
    ...headOf(metrics.mails),
    ...mailKinds.flatMap((kind) =>
      pendingStages.map((stage) => {
        const isThis = (found: Figures['mails'][number]) => found.kind === kind && found.stage === stage;
        const { mails = 0 } = figures.mails.find(isThis) ?? {};
        return `${metrics.mails.name}{kind="${kind}",stage="${stage}"} ${mails}`;
      }),
    ),
    ...headOf(metrics.mailsDead),
    ...mailFaults.map((fault) => {
      const { mails = 0 } = figures.mailsDead.find((found) => found.fault === fault) ?? {};
      return `${metrics.mailsDead.name}{fault="${fault}"} ${mails}`;
    }),
    ...headOf(metrics.mailOldestQueued),
    `${metrics.mailOldestQueued.name} ${figures.mailOldestQueuedAt}`,
    ...headOf(metrics.softcopiesWaiting),
    `${metrics.softcopiesWaiting.name} ${figures.softcopiesWaiting}`,
    ...headOf(metrics.softcopyOldestWaiting),
    `${metrics.softcopyOldestWaiting.name} ${figures.softcopyOldestWaitingAt}`,
    ...headOf(metrics.softcopyBytes),
    `${metrics.softcopyBytes.name} ${figures.softcopyBytes}`,
    ...headOf(metrics.softcopyMostBytes),
    `${metrics.softcopyMostBytes.name} ${softcopyTerms.mostBytes}`,
    ...counts(metrics.importedAt, figures.importedAt),
    '',
  ].join('\n');
}

function countLines(
  metric: Metric,
  of: { offices: readonly string[]; labels: readonly string[]; counts: readonly Count[] },
): string[] {
  const values = new Map(of.counts.map(({ office, label, value }) => [`${office} ${label}`, value]));
  return [
    ...headOf(metric),
    ...of.offices.flatMap((office) =>
      of.labels.map(
        (label) =>
          `${metric.name}{${labelsOf(metric, office, label)}} ${values.get(`${office} ${label}`) ?? 0}`,
      ),
    ),
  ];
}

function histogramLines(
  metric: Metric & { readonly buckets: readonly number[] },
  of: { offices: readonly string[]; labels: readonly string[]; distributions: readonly Distribution[] },
): string[] {
  const found = new Map(of.distributions.map((row) => [`${row.office} ${row.label}`, row]));
  const series = (office: string, label: string): string[] => {
    const { counts = [], sum = 0 } = found.get(`${office} ${label}`) ?? {};
    const labels = labelsOf(metric, office, label);
    let total = 0;
    const lines = [...metric.buckets, '+Inf'].map((edge, index) => {
      total += counts[index] ?? 0;
      return `${metric.name}_bucket{${labels},le="${edge}"} ${total}`;
    });
    return [...lines, `${metric.name}_sum{${labels}} ${sum}`, `${metric.name}_count{${labels}} ${total}`];
  };
  return [
    ...headOf(metric),
    ...of.offices.flatMap((office) => of.labels.flatMap((label) => series(office, label))),
  ];
}

function headOf({ name, help, type }: Metric): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

/** Labels need no escaping: they are office codes and constants. */
function labelsOf({ labelNames }: Metric, office: string, label: string): string {
  const second = labelNames[1];
  return second === undefined ? `office="${office}"` : `office="${office}",${second}="${label}"`;
}
