import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardLinkBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  VariableRefresh,
  type DashboardLink,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { pathOf } from '../domain/pages.mjs';
import { metrics } from '../domain/metrics.ts';
import { syntheticOffice } from '../domain/probe/synthetic.ts';
import { series } from './promql.ts';

/** The data sources as `provisioning/datasources/kunjung.yaml` creates them. */
export const sources = {
  prometheus: { uid: 'kunjung-prom', name: 'Kunjung Prometheus', type: 'prometheus' },
  database: { uid: 'kunjung-pg', name: 'Kunjung PostgreSQL', type: 'grafana-postgresql-datasource' },
} as const;

type Source = keyof typeof sources;

/** Panels name their source by a variable, so that a dashboard can be looked at with another one. */
export const sourceVariables = { prometheus: 'prom', database: 'pg' } as const satisfies Record<
  Source,
  string
>;

export const refOf = (source: Source) => ({
  type: sources[source].type,
  uid: `\${${sourceVariables[source]}}`,
});

export function sourceVariable(source: Source): Builder<VariableModel> {
  const { type, name, uid } = sources[source];
  return new DatasourceVariableBuilder(sourceVariables[source])
    .label(name)
    .description('Sumber data dasbor ini.')
    .type(type)
    .regex('/^Kunjung/')
    .current({ selected: true, text: name, value: uid })
    .hide(VariableHide.HideVariable)
    .allowCustomValue(false);
}

/** Every office but the probe's; all of them unless one is chosen. */
export function officeVariable({ several }: { several: boolean }): Builder<VariableModel> {
  const query = `label_values(${series(metrics.officeOpen)}, office)`;
  const variable = new QueryVariableBuilder('office')
    .label('Kantor')
    .description(`Kode kantor; kantor uji ${syntheticOffice} tidak termasuk.`)
    .datasource(refOf('prometheus'))
    .query({ qryType: 1, query, refId: 'kantor' })
    .definition(query)
    .regex(`/^(?!${syntheticOffice}$).+/`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .allowCustomValue(false);
  return several
    ? variable
        .multi(true)
        .includeAll(true)
        .current({ selected: true, text: ['All'], value: ['$__all'] })
    : variable.multi(false).includeAll(false);
}

/** Where the product's pages are, as `PUBLIC_URL` or `PORT` of config.ts say; `?var-alamat=` names another place. */
export const productUrl = 'http://127.0.0.1:8080';

export function productVariable(): Builder<VariableModel> {
  return new TextBoxVariableBuilder('alamat')
    .label('Alamat Kunjung')
    .description('Alamat halaman Kunjung, untuk tautan ke halaman pengawas.')
    .defaultValue(productUrl)
    .current({ selected: true, text: productUrl, value: productUrl })
    .hide(VariableHide.HideVariable);
}

/** The supervisor's page of an office, named by a template such as `${office:raw}`. */
export const supervisorPage = (office: string): string =>
  `\${alamat}${pathOf('supervisor')}?kantor=${office}`;

export const supervisorPageTitle = 'Halaman pengawas';

export function supervisorLink(office: string): Builder<DashboardLink> {
  return new DashboardLinkBuilder(supervisorPageTitle)
    .tooltip('Angka resmi kantor ini, dengan rincian tiap kunjungan')
    .icon('external link')
    .url(supervisorPage(office))
    .targetBlank(true);
}

/** A link from one dashboard to the next, in the same range of time. */
export function dashboardLink(title: string, uid: string): Builder<DashboardLink> {
  return new DashboardLinkBuilder(title)
    .tooltip(`Dasbor ${title}`)
    .icon('dashboard')
    .url(`/d/${uid}`)
    .keepTime(true);
}

/** Which offices `officeVariable` has chosen, as a condition. */
export const chosen = { office: '=~"${office:regex}"' } as const;

/** The range of time that is looked at. */
export const range = '$__range';

const asked = (expression: string) => new DataqueryBuilder().datasource(refOf('prometheus')).expr(expression);

/** What a panel asks Prometheus over the whole range. */
export const rangeOf = (expression: string, legend = ''): Builder<Dataquery> =>
  asked(expression).range().legendFormat(legend);

/** The same at the end of the range only. */
export const instantOf = (expression: string, legend = ''): Builder<Dataquery> =>
  asked(expression).instant().legendFormat(legend);

/** At the end of the range, one row for each series. */
export const rowsOf = (expression: string): Builder<Dataquery> =>
  asked(expression).instant().format(PromQueryFormat.Table);

/** The PostgreSQL source's query; the SDK has no builder for it. */
interface SqlQuery extends Dataquery {
  readonly datasource: ReturnType<typeof refOf>;
  readonly editorMode: 'code';
  readonly format: 'table';
  readonly rawQuery: true;
  readonly rawSql: string;
}

/** What a panel asks the views of schema `report`. */
export function sqlOf(rawSql: string): Builder<Dataquery> {
  const query: Omit<SqlQuery, '_implementsDataqueryVariant'> = {
    datasource: refOf('database'),
    editorMode: 'code',
    format: 'table',
    rawQuery: true,
    rawSql,
  };
  return { build: () => query as SqlQuery };
}
