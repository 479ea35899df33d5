import { readFile, readdir } from 'node:fs/promises';
import {
  dashboardSchema,
  type DashboardJson,
  type PanelJson,
  type PrometheusTarget,
  type SqlTarget,
} from './dashboard-schema.ts';

const folder = new URL('../../grafana/dashboards/', import.meta.url);

/** The committed files by name, as text. */
export async function readDashboardFiles(): Promise<Map<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const),
    ),
  );
}

/** One query of a panel, and where it stands. */
export interface Query<T> {
  readonly name: string;
  readonly dashboard: DashboardJson;
  readonly panel: PanelJson;
  readonly target: T;
}

export const panelsOf = (dashboard: DashboardJson): PanelJson[] =>
  dashboard.panels.filter((panel) => panel.type !== 'row');

export async function readDashboards(): Promise<DashboardJson[]> {
  const files = await readDashboardFiles();
  return [...files.values()].map((text) => dashboardSchema.parse(JSON.parse(text)));
}

async function readQueries(): Promise<Query<PrometheusTarget | SqlTarget>[]> {
  return (await readDashboards()).flatMap((dashboard) =>
    panelsOf(dashboard).flatMap((panel) =>
      panel.targets.map((target) => ({
        name: `${dashboard.uid}: ${panel.title} (${target.refId})`,
        dashboard,
        panel,
        target,
      })),
    ),
  );
}

export async function readPromQueries(): Promise<Query<PrometheusTarget>[]> {
  return (await readQueries()).flatMap(({ target, ...rest }) =>
    'expr' in target ? [{ ...rest, target }] : [],
  );
}

export async function readSqlQueries(): Promise<Query<SqlTarget>[]> {
  return (await readQueries()).flatMap(({ target, ...rest }) =>
    'rawSql' in target ? [{ ...rest, target }] : [],
  );
}

/** What Grafana puts in place of variables before it sends a query. Instants in milliseconds. */
export interface Filling {
  readonly offices: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly intervalSeconds: number;
}

/** A PromQL expression as Prometheus gets it. */
export function filledPromQl(expression: string, { offices, from, to, intervalSeconds }: Filling): string {
  const seconds = Math.round((to - from) / 1000);
  const office = offices.length === 1 ? String(offices[0]) : `(${offices.join('|')})`;
  return expression
    .replaceAll('${office:regex}', office)
    .replaceAll('$__range', `${seconds}s`)
    .replaceAll('$__interval', `${intervalSeconds}s`)
    .replaceAll('$office', office);
}

/** SQL as PostgreSQL gets it. */
export function filledSql(query: string, { offices, from, to }: Filling): string {
  return query
    .replaceAll('${office:sqlstring}', offices.map((office) => `'${office}'`).join(','))
    .replaceAll('$__timeFrom()', `'${new Date(from).toISOString()}'`)
    .replaceAll('$__timeTo()', `'${new Date(to).toISOString()}'`);
}
