import { DashboardBuilder, RowBuilder, type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { layanan } from './layanan.ts';
import { operasi } from './operasi.ts';
import type { Row } from './panels.ts';
import { perbandingan } from './perbandingan.ts';
import { dashboardLink, officeVariable, productVariable, sourceVariable, supervisorLink } from './sources.ts';

/** A dashboard as it is written down. */
interface Plan {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly since: string;
  readonly refresh: string;
  readonly rows: readonly Row[];
}

const plans = { layanan, operasi, perbandingan } as const satisfies Record<string, Plan>;

/** All dashboards as the text of their files, by file name. */
export function dashboardFiles(): Map<string, string> {
  return new Map(
    Object.keys(plans).map((name) => [
      `${name}.json`,
      `${JSON.stringify(finished(built(name as keyof typeof plans)), null, 2)}\n`,
    ]),
  );
}

function built(name: keyof typeof plans): Dashboard {
  const plan: Plan = plans[name];
  const dashboard = new DashboardBuilder(plan.title)
    .uid(plan.uid)
    .description(plan.description)
    .tags(['kunjung'])
    .readonly()
    .timezone('browser')
    .weekStart('monday')
    .time({ from: plan.since, to: 'now' })
    .refresh(plan.refresh)
    .annotations([])
    .withVariable(sourceVariable('prometheus'));
  if (name !== 'operasi') {
    dashboard
      .withVariable(sourceVariable('database'))
      .withVariable(officeVariable({ several: name === 'layanan' }))
      .withVariable(productVariable());
  }
  // where several offices can be chosen, the links stand in the rows of the tables
  if (name === 'perbandingan') dashboard.link(supervisorLink('${office:raw}'));
  for (const other of Object.values<Plan>(plans)) {
    if (other !== plan) dashboard.link(dashboardLink(other.title, other.uid));
  }
  for (const [title, panels] of plan.rows) {
    dashboard.withRow(new RowBuilder(title));
    for (const panel of panels) dashboard.withPanel(panel());
  }
  return dashboard.build();
}

/** Numbers the panels, and puts the links where every Grafana shows them: above the panels. */
function finished(dashboard: Dashboard): Dashboard {
  const panels = (dashboard.panels ?? []).map((panel, index) => Object.assign(panel, { id: index + 1 }));
  const links = (dashboard.links ?? []).map(({ placement: _inMenu, ...link }) => link);
  return { ...dashboard, panels, links };
}
