import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { jobs, metrics, type Metric } from '../../domain/metrics.ts';
import { lateShare } from '../../domain/supervision/late-budget.ts';
import { readPromql } from './promql.ts';
import { pathOf, readAlerts, readExpectations, readRoutes, readText } from './rule-files.ts';

const rules = 'grafana/rules/kunjung.yml';
const ruleTests = ['grafana/rules/kunjung.test.yml', 'grafana/rules/kunjung.weeks.test.yml'];
const naiveRules = 'test/alerts/naive.yml';
const naiveTest = 'test/alerts/naive.test.yml';
const routing = 'grafana/alertmanager.yml';

const alerts = readAlerts(rules);
const named = alerts.map((rule) => [`${rule.alert} ${rule.labels['finding'] ?? ''}`.trim(), rule] as const);

/** What the engine's SDK exports with our flags, and the labels it carries; no table of ours has them. */
const temporalLabels: Readonly<Record<string, readonly string[]>> = {
  temporal_long_request_failure_total: ['operation'],
  temporal_request_failure_total: ['operation'],
  temporal_workflow_task_schedule_to_start_latency_seconds_bucket: ['le'],
  temporal_workflow_task_execution_failed_total: ['failure_reason'],
  temporal_activity_execution_failed_total: ['activity_type'],
  temporal_local_activity_execution_failed_total: ['activity_type'],
  temporal_worker_task_slots_available: ['worker_type', 'task_queue'],
  temporal_sticky_cache_total_forced_eviction_total: [],
};
const table: readonly Metric[] = Object.values(metrics);

function seriesOf({ name, type }: Metric): string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}

function metricOf(series: string): Metric | undefined {
  return table.find((metric) => seriesOf(metric).includes(series));
}

function labelsOf(series: string): readonly string[] {
  const own = metricOf(series)?.labelNames ?? temporalLabels[series] ?? [];
  return [...own, 'job', 'instance', ...(series.endsWith('_bucket') ? ['le'] : [])];
}

function isCounter(series: string): boolean {
  const metric = metricOf(series);
  return metric ? metric.type !== 'gauge' : /_(total|bucket)$/.test(series);
}

/** `x > 0 unless x offset 10m`, the one place where a counter may stand bare: its series begins with a failure. */
const firstFailure = /(temporal_\w+_total\{[^}]*\}) > 0 unless \1 offset 10m/g;

/** The rule's expression and those its text asks. */
function expressionsOf({ expr, annotations }: (typeof alerts)[number]): string[] {
  const asked = Object.values(annotations).flatMap((text) =>
    [...text.matchAll(/printf "([^"]*kunjung_[^"]*)"/g)].map(([, query = '']) =>
      query.replaceAll('%s', '6500'),
    ),
  );
  return [expr, ...asked];
}

describe.each(named)('the alert %s', (_, rule) => {
  const parsed = expressionsOf(rule).map(readPromql);
  const selectors = parsed.flatMap((expression) => expression.selectors);
  const groupings = parsed.flatMap((expression) => expression.groupings);

  test('asks for metrics that exist, from the job that has them', () => {
    for (const { metric, matchers } of selectors) {
      const job = matchers.find(({ label }) => label === 'job')?.value;
      expect(Object.values(jobs)).toContain(job);
      if (metric === 'up') continue;
      const known = metricOf(metric);
      if (!known) expect(Object.keys(temporalLabels)).toContain(metric);
      expect(job).toBe(known && known.source !== 'worker' ? jobs.api : jobs.worker);
    }
  });

  test('uses only labels its metrics have', () => {
    for (const { metric, matchers } of selectors) {
      for (const { label } of matchers) expect(labelsOf(metric)).toContain(label);
    }
    for (const { labels, metrics } of groupings) {
      for (const label of labels) for (const metric of metrics) expect(labelsOf(metric)).toContain(label);
    }
  });

  test('leaves the probe’s office out, or asks for it alone', () => {
    for (const { metric, matchers } of selectors.filter(({ metric }) =>
      labelsOf(metric).includes('office'),
    )) {
      const offices = matchers.filter(({ label }) => label === 'office');
      expect(offices, metric).toHaveLength(1);
      expect(['!=9999', '=9999', '=6500']).toContain(`${offices[0]?.op}${offices[0]?.value}`);
    }
  });

  test('takes the greatest of what all replicas tell alike', () => {
    for (const { metric, insideAggregation, insideFunction } of selectors) {
      if (metricOf(metric)?.source !== 'store') continue;
      if (insideFunction !== 'absent') expect(insideAggregation, metric).toBe('max');
    }
  });

  test('reads counters by what they grew', () => {
    const grown = expressionsOf(rule).map((expr) =>
      readPromql(expr.replaceAll(firstFailure, 'increase($1[10m])')),
    );
    for (const { metric, insideFunction } of grown.flatMap(({ selectors }) => selectors)) {
      if (isCounter(metric)) expect(['increase', 'rate'], metric).toContain(insideFunction);
      else expect(['increase', 'rate'], metric).not.toContain(insideFunction);
    }
  });

  test('writes edges of buckets for both spellings', () => {
    const edges = selectors.flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'le'));
    for (const { op, value } of edges) {
      expect(op).toBe('=~');
      expect(value).toMatch(/\(\\\\\.0\)\?$/);
    }
  });

  test('says who is told, what happened, in the labels it has, and where to read on', () => {
    const { labels, annotations, expr } = rule;
    expect(['critical', 'warning', 'info', 'none']).toContain(labels['severity']);
    expect([...readRoutes(routing).byRoute.keys()]).toContain(labels['route']);
    expect(Object.keys(annotations)).toEqual(['summary', 'description', 'runbook_url']);
    expect(annotations['runbook_url']).toBe(`docs/runbook.md#${rule.alert.toLowerCase()}`);
    const kept = readPromql(expr).groupings.filter(({ keeps }) => keeps);
    const has =
      kept.length > 0
        ? kept.flatMap((grouping) => grouping.labels)
        : selectors.flatMap(({ metric }) => labelsOf(metric));
    const told = [...JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label);
    for (const label of told) expect(has).toContain(label);
  });

  test('is seen firing by a test, and silent by another', () => {
    const expectations = ruleTests.map(readExpectations);
    expect(expectations.some(({ fires }) => fires.has(rule.alert))).toBe(true);
    if (rule.alert !== 'Watchdog')
      expect(expectations.some(({ isSilent }) => isSilent(rule.alert))).toBe(true);
  });
});

test('the runbook has one paragraph for each alert, and each alert one', () => {
  const headings = [...readText('docs/runbook.md').matchAll(/^## (.+)\n\n(?!#)\S/gm)].map(
    ([, heading]) => heading,
  );
  expect(headings.toSorted()).toEqual([...new Set(alerts.map(({ alert }) => alert))].toSorted());
});

test('every route has a receiver, and every receiver a route', () => {
  const { byRoute, receivers } = readRoutes(routing);
  expect([...byRoute.values()].toSorted()).toEqual(receivers.toSorted());
});

describe('the bound of a budget', () => {
  const target = lateShare;
  const z = 1.64;
  const wilson = (late: number, n: number): number => {
    const p = late / n;
    return (
      (p + z ** 2 / (2 * n) - z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n)
    );
  };
  const mostByChance = (n: number): number => target * n + z * Math.sqrt(target * (1 - target) * n);

  test('is Wilson’s, written without a division', () => {
    for (let n = 20; n <= 1_500; n++) {
      for (let late = 0; late <= n; late++) {
        if (wilson(late, n) > target !== late > mostByChance(n)) expect.unreachable(`${late} of ${n}`);
      }
    }
    for (const name of ['SlaBudgetSpent', 'SlaObjectiveMissed']) {
      const expr = alerts.find(({ alert }) => alert === name)?.expr;
      expect(expr).toContain(`> ${target} * sum`);
      expect(expr).toContain(`+ ${z} * sqrt(${target} * ${1 - target} * sum`);
    }
  });

  test('stands in the words of the rules, and is rounded there as everywhere', () => {
    const toldBy = (name: string) => alerts.find(({ alert }) => alert === name)?.annotations['description'];
    expect(toldBy('SlaBudgetSpent')).toContain(`di atas ${lateShare * 100} dari 100`);
    expect(toldBy('SlaBudgetSpent')).toContain(`above ${lateShare * 100} in 100`);
    expect(toldBy('SlaObjectiveMissed')).toContain(`"floor(${lateShare} * round(%s))"`);
  });

  test.each([
    [20, 3],
    [100, 9],
    [1_320, 79],
  ])('of %d visits is passed by the late visit number %d', (n, late) => {
    expect(wilson(late, n)).toBeGreaterThan(target);
    expect(wilson(late - 1, n)).toBeLessThanOrEqual(target);
  });
});

/** On a developer's machine a missing tool is told and skipped; in CI it is a failure. */
function has(tool: string): boolean {
  const found = spawnSync(tool, ['--version']).error === undefined;
  if (!found)
    process.stderr.write(`NOT CHECKED: ${tool} is not on PATH, alert rules and routing ran without it.\n`);
  return found || Boolean(process.env['CI']);
}
const run = promisify(execFile);
const slow = { timeout: 240_000 };

describe.skipIf(!has('promtool'))('promtool', () => {
  test('accepts the rules', slow, async () => {
    await run('promtool', ['check', 'rules', '--lint-fatal', pathOf(rules), pathOf(naiveRules)]);
  });

  test.concurrent.each([...ruleTests, naiveTest])('sees %s pass', slow, async (file) => {
    await run('promtool', ['test', 'rules', pathOf(file)]);
  });
});

describe.skipIf(!has('amtool'))('amtool', () => {
  test('accepts the routing', async () => {
    await run('amtool', ['check-config', pathOf(routing)]);
  });

  test.each([
    ['route=desk', 'supervisor'],
    ['route=page', 'operator'],
    ['route=ticket', 'tickets'],
    ['route=outside', 'outside'],
    ['route=other', 'operator'],
  ])('sends %s to %s', async (label, receiver) => {
    const { stdout } = await run('amtool', [
      'config',
      'routes',
      'test',
      '--config.file',
      pathOf(routing),
      label,
    ]);
    expect(stdout.trim()).toBe(receiver);
  });
});
