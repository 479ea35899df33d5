import { describe, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { jobs, metrics, type Metric } from '../../domain/metrics.ts';
import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { dashboardFiles } from '../../grafana/dashboards.ts';
import { outside } from '../../grafana/outside.ts';
import { productUrl, sources, sourceVariables } from '../../grafana/sources.ts';
import { dashboardSchema } from './dashboard-schema.ts';
import { selectorsOf, type Selector } from './promql-tree.ts';
import { filledPromQl, panelsOf, readDashboardFiles, readDashboards, readPromQueries } from './reading.ts';

const files = await readDashboardFiles();
const dashboards = await readDashboards();
const queries = await readPromQueries();
const filling = { offices: ['6500', '6571'], from: 0, to: 86_400_000, intervalSeconds: 60 };

const known = new Map<string, Metric>(Object.values(metrics).map((metric) => [metric.name, metric]));
const foreign = new Set<string>(Object.values(outside));

/** The metric a series belongs to: itself, or the histogram whose part it is. */
const metricOf = (name: string): Metric | undefined =>
  known.get(name) ?? known.get(name.replace(/_(bucket|sum|count)$/, ''));
const isForeign = (name: string): boolean =>
  foreign.has(name) || foreign.has(name.replace(/_(bucket|sum|count)$/, ''));

const selectors: { name: string; expr: string; selector: Selector }[] = queries.flatMap(({ name, target }) =>
  selectorsOf(filledPromQl(target.expr, filling)).map((selector) => ({ name, expr: target.expr, selector })),
);

describe('the committed dashboards', () => {
  test('are what the code makes; after a change run `npm run grafana`', () => {
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(dashboardFiles()));
  });

  test.each([...files])('%s has nothing but what Grafana knows', (_name, text) => {
    expect(dashboardSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
  });

  test('an unknown key is refused', () => {
    const [text = ''] = files.values();
    const dashboard = JSON.parse(text);
    expect(dashboardSchema.safeParse({ ...dashboard, elements: {} }).success).toBe(false);
    const panels = [...dashboard.panels, { ...dashboard.panels[1], datasourc: 'x' }];
    expect(dashboardSchema.safeParse({ ...dashboard, panels }).success).toBe(false);
  });

  test.each(dashboards.map((dashboard) => [dashboard.uid, dashboard] as const))(
    '%s: panels lie side by side, ids and queries are their own',
    (_uid, dashboard) => {
      const ids = dashboard.panels.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const titles = panelsOf(dashboard).map(({ title }) => title);
      expect(new Set(titles).size).toBe(titles.length);
      for (const panel of panelsOf(dashboard)) {
        const refs = panel.targets.map(({ refId }) => refId);
        expect(new Set(refs).size, panel.title).toBe(refs.length);
        expect(panel.gridPos.x + panel.gridPos.w, panel.title).toBeLessThanOrEqual(24);
        for (const target of panel.targets) expect(target.datasource).toEqual(panel.datasource);
      }
      const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_none, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
    },
  );

  test('ask the sources that are provisioned, by variables', () => {
    for (const { templating, panels } of dashboards) {
      const asked = new Set(panels.flatMap((panel) => (panel.type === 'row' ? [] : [panel.datasource.uid])));
      for (const [source, name] of Object.entries(sourceVariables)) {
        const variable = templating.list.find((entry) => entry.name === name);
        if (asked.has(`\${${name}}` as never)) expect(variable).toBeDefined();
        if (variable) expect(variable.current?.value).toBe(sources[source as keyof typeof sources].uid);
      }
    }
  });

  test('offer every office but the probe’s', () => {
    for (const { templating } of dashboards) {
      const office = templating.list.find(({ name }) => name === 'office');
      if (office?.type !== 'query') continue;
      const pattern = new RegExp(office.regex.slice(1, -1));
      expect(['6500', '6571', '9998', syntheticOffice].filter((code) => pattern.test(code))).toEqual([
        '6500',
        '6571',
        '9998',
      ]);
    }
  });

  test('lead to the supervisor’s page at the product’s own address', () => {
    const { port, host } = readConfig({}).http;
    expect(productUrl).toBe(`http://${host}:${port}`);
    const links = [...files].map(([name, text]) => [
      name,
      text.match(/\/pengawas\?kantor=\$\{/g)?.length ?? 0,
    ]);
    expect(Object.fromEntries(links)).toEqual({
      'layanan.json': 2,
      'operasi.json': 0,
      'perbandingan.json': 1,
    });
  });
});

describe('the queries', () => {
  test.each(queries.map(({ name, target }) => [name, target.expr]))('%s is PromQL', (_name, expr) => {
    expect(selectorsOf(filledPromQl(expr, filling)).length).toBeGreaterThan(0);
    expect(filledPromQl(expr, filling)).not.toContain('$');
  });

  test('name only what is exported, under labels it has', () => {
    for (const { name, selector } of selectors) {
      const metric = metricOf(selector.metric);
      expect(metric ?? isForeign(selector.metric), `${name}: ${selector.metric}`).toBeTruthy();
      if (!metric) continue;
      const allowed = [...metric.labelNames, ...(metric.type === 'histogram' ? ['le'] : [])];
      expect(allowed, name).toEqual(expect.arrayContaining(Object.keys(selector.matchers)));
      const isPart = /_(bucket|sum|count)$/.test(selector.metric);
      expect(isPart, `${name}: ${selector.metric}`).toBe(metric.type === 'histogram');
    }
  });

  test('leave no metric out', () => {
    const used = new Set(selectors.map(({ selector }) => metricOf(selector.metric)?.name));
    expect([...known.keys()].filter((name) => !used.has(name))).toEqual([]);
    const asked = new Set(selectors.map(({ selector }) => selector.metric));
    const isAsked = (name: string) => ['', '_bucket', '_count'].some((part) => asked.has(`${name}${part}`));
    expect([...foreign].filter((name) => !isAsked(name))).toEqual([]);
  });

  test('look at counters by their growth', () => {
    for (const { name, selector } of selectors) {
      const metric = metricOf(selector.metric);
      const counts = metric ? metric.type !== 'gauge' : /_(total|bucket|sum|count)$/.test(selector.metric);
      if (!counts) continue;
      expect(['increase', 'rate'], `${name}: ${selector.metric}`).toContain(selector.around[0]);
      if (metric?.source === 'store') expect(selector.around[0], name).toBe('increase');
    }
  });

  test('take figures from the database once, however many api processes there are', () => {
    for (const { name, selector } of selectors) {
      if (metricOf(selector.metric)?.source !== 'store') continue;
      const first = selector.around.find((step) => step !== 'increase');
      expect(first, `${name}: ${selector.metric}`).toBe('max without (instance)');
    }
  });

  test('add up what processes count themselves', () => {
    for (const { name, selector } of selectors) {
      const metric = metricOf(selector.metric);
      if (metric?.source === 'store') continue;
      expect(selector.around, `${name}: ${selector.metric}`).not.toContain('max without (instance)');
      if (metric && metric.type !== 'gauge') {
        expect(
          selector.around.some((step) => step.startsWith('sum')),
          name,
        ).toBe(true);
      }
    }
  });

  test('never average ratios, and write edges for both spellings', () => {
    for (const { name, expr, selector } of selectors) {
      expect(
        selector.around.filter((step) => step.startsWith('avg ') || step === 'avg'),
        name,
      ).toEqual([]);
      const { le } = selector.matchers;
      if (le === undefined) continue;
      expect(le, name).toMatch(/^=~"\d+\(\\\\\.0\)\?"$/);
      const edge = Number(le.match(/\d+/)?.[0]);
      expect(metricOf(selector.metric)?.buckets, expr).toContain(edge);
    }
  });

  test('know processes by the jobs they are scraped under', () => {
    const names = Object.values<string>(jobs);
    for (const { name, selector } of selectors) {
      const { job } = selector.matchers;
      if (isForeign(selector.metric)) expect(job, `${name}: ${selector.metric}`).toBeDefined();
      for (const word of job?.match(/kunjung-\w+|"[^"]+"/g) ?? []) {
        for (const one of word.replaceAll('"', '').split('|')) expect(names, name).toContain(one);
      }
    }
  });
});
