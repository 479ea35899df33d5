import type { Count, Distribution, Figures } from '../db/figures.ts';
import { measuredSteps, metrics, outcomes } from '../domain/metrics.ts';
import { overallScores } from '../domain/survey/rating.ts';
import { settledVerdicts } from '../domain/visit/promise.ts';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/** The business figures in Prometheus' text format; every series that can exist is there, at 0 if need be. */
export function businessText(figures: Figures): string {
  const { offices } = figures;
  const scores = overallScores.map(String);
  return [
    ...countLines(metrics.visits, 'counter', { offices, labels: outcomes, counts: figures.outcomes }),
    ...countLines(metrics.slaVisits, 'counter', {
      offices,
      labels: settledVerdicts,
      counts: figures.verdicts,
    }),
    ...countLines(metrics.ratings, 'counter', { offices, labels: scores, counts: figures.ratings }),
    ...countLines(metrics.visitsOpen, 'gauge', { offices, labels: measuredSteps, counts: figures.open }),
    ...countLines(metrics.oldestUnserved, 'gauge', { offices, labels: [''], counts: figures.oldestUnserved }),
    ...countLines(metrics.idsHeld, 'gauge', { offices, labels: [''], counts: figures.idsHeld }),
    ...histogramLines(metrics.slaWait, { offices, labels: [''], distributions: figures.slaWait }),
    ...histogramLines(metrics.queueWait, { offices, labels: [''], distributions: figures.queueWait }),
    ...histogramLines(metrics.stepDuration, {
      offices,
      labels: measuredSteps,
      distributions: figures.stepDuration,
    }),
    '',
  ].join('\n');
}

function countLines(
  metric: Metric,
  type: 'counter' | 'gauge',
  of: { offices: readonly string[]; labels: readonly string[]; counts: readonly Count[] },
): string[] {
  const values = new Map(of.counts.map(({ office, label, value }) => [`${office} ${label}`, value]));
  return [
    ...headOf(metric, type),
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
    ...headOf(metric, 'histogram'),
    ...of.offices.flatMap((office) => of.labels.flatMap((label) => series(office, label))),
  ];
}

function headOf({ name, help }: Metric, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

/** Labels need no escaping: office codes and words of our own tables. */
function labelsOf({ labelNames }: Metric, office: string, label: string): string {
  const second = labelNames[1];
  return second === undefined ? `office="${office}"` : `office="${office}",${second}="${label}"`;
}
