import * as z from 'zod';

/**
 * The part of Grafana's classic dashboard JSON (schemaVersion 42) that we write; what is not listed is refused,
 * because Grafana drops what it does not know without a word.
 */
const words = z.string().regex(/\S/);

const sourceRef = z.strictObject({
  type: z.enum(['prometheus', 'grafana-postgresql-datasource']),
  uid: z.enum(['${prom}', '${pg}']),
});

const prometheusTarget = z
  .strictObject({
    refId: z.string().regex(/^[A-Z]$/),
    datasource: sourceRef.extend({ type: z.literal('prometheus'), uid: z.literal('${prom}') }),
    expr: words,
    instant: z.boolean(),
    range: z.boolean(),
    format: z.literal('table').optional(),
    legendFormat: z.string().optional(),
  })
  .refine(({ instant, range }) => instant !== range, 'either instant or range');

const sqlTarget = z.strictObject({
  refId: z.string().regex(/^[A-Z]$/),
  datasource: sourceRef.extend({
    type: z.literal('grafana-postgresql-datasource'),
    uid: z.literal('${pg}'),
  }),
  editorMode: z.literal('code'),
  format: z.literal('table'),
  rawQuery: z.literal(true),
  rawSql: words,
});

const thresholds = z.strictObject({
  mode: z.literal('absolute'),
  steps: z
    .array(
      z.strictObject({ value: z.number().nullable(), color: z.enum(['green', 'orange', 'red', 'blue']) }),
    )
    .min(1),
});

const mapping = z.strictObject({
  type: z.literal('value'),
  options: z.record(z.string(), z.strictObject({ text: words, color: z.enum(['green', 'red']) })),
});

/** Units by Grafana's ids. */
const unit = z.enum(['none', 's', 'percentunit', 'bytes', 'reqps', 'bool_yes_no']);

const override = z.strictObject({
  matcher: z.strictObject({ id: z.enum(['byName', 'byFrameRefID']), options: words }),
  properties: z
    .array(
      z.discriminatedUnion('id', [
        z.strictObject({ id: z.literal('unit'), value: unit }),
        z.strictObject({ id: z.literal('decimals'), value: z.int() }),
        z.strictObject({ id: z.literal('displayName'), value: words }),
        z.strictObject({ id: z.literal('thresholds'), value: thresholds }),
        z.strictObject({
          id: z.literal('links'),
          value: z.array(z.strictObject({ title: words, url: words, targetBlank: z.boolean() })).min(1),
        }),
      ]),
    )
    .min(1),
});

const noCustom = z.undefined().optional();

const fieldConfigOf = <C extends z.ZodType>(custom: C) =>
  z.strictObject({
    defaults: z.strictObject({
      unit,
      noValue: words,
      decimals: z.int().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      thresholds: thresholds.optional(),
      mappings: z.array(mapping).optional(),
      custom,
    }),
    overrides: z.array(override),
  });

const legend = z.strictObject({
  displayMode: z.literal('list'),
  placement: z.literal('bottom'),
  showLegend: z.boolean(),
  calcs: z.array(z.string()).length(0),
});
const tooltip = z.strictObject({ mode: z.enum(['single', 'multi']), sort: z.literal('asc') });
const reduceOptions = z.strictObject({
  calcs: z.tuple([z.literal('lastNotNull')]),
  fields: z.literal(''),
  values: z.literal(false),
});

const transformation = z.discriminatedUnion('id', [
  z.strictObject({
    id: z.literal('joinByField'),
    options: z.strictObject({ byField: words, mode: z.literal('outer') }),
  }),
  z.strictObject({
    id: z.literal('organize'),
    options: z.strictObject({
      excludeByName: z.record(z.string(), z.literal(true)),
      renameByName: z.record(z.string(), words),
    }),
  }),
]);

const gridPos = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
});

/** What every panel has; a panel without a title, a description, a unit or a query is refused. */
const about = {
  id: z.int().positive(),
  title: words,
  description: z.string().min(20),
  datasource: sourceRef,
  gridPos,
  transparent: z.literal(false),
  repeatDirection: z.literal('h'),
  targets: z.array(z.union([prometheusTarget, sqlTarget])).min(1),
  transformations: z.array(transformation).optional(),
  interval: z.enum(['1h', '1d']).optional(),
  timeFrom: z.literal('now/d').optional(),
};

const stat = z.strictObject({
  ...about,
  type: z.literal('stat'),
  fieldConfig: fieldConfigOf(noCustom),
  options: z.strictObject({
    graphMode: z.literal('none'),
    colorMode: z.literal('value'),
    justifyMode: z.literal('auto'),
    textMode: z.enum(['auto', 'value_and_name']),
    wideLayout: z.boolean(),
    showPercentChange: z.literal(false),
    percentChangeColorMode: z.literal('standard'),
    orientation: z.literal('auto'),
    reduceOptions,
  }),
});

const timeseries = z.strictObject({
  ...about,
  type: z.literal('timeseries'),
  fieldConfig: fieldConfigOf(
    z.strictObject({
      showPoints: z.literal('auto'),
      spanNulls: z.literal(false),
      drawStyle: z.literal('bars').optional(),
      fillOpacity: z.int().optional(),
      stacking: z.strictObject({ mode: z.literal('normal'), group: z.literal('A') }).optional(),
    }),
  ),
  options: z.strictObject({ legend, tooltip }),
});

const bargauge = z.strictObject({
  ...about,
  type: z.literal('bargauge'),
  fieldConfig: fieldConfigOf(noCustom),
  options: z.strictObject({
    displayMode: z.literal('gradient'),
    valueMode: z.literal('color'),
    namePlacement: z.literal('auto'),
    showUnfilled: z.boolean(),
    sizing: z.literal('auto'),
    minVizWidth: z.int(),
    minVizHeight: z.int(),
    maxVizHeight: z.int(),
    orientation: z.literal('horizontal'),
    legend,
    reduceOptions,
  }),
});

const barchart = z.strictObject({
  ...about,
  type: z.literal('barchart'),
  fieldConfig: fieldConfigOf(
    z.strictObject({ lineWidth: z.int(), fillOpacity: z.int(), gradientMode: z.literal('none') }),
  ),
  options: z.strictObject({
    orientation: z.literal('auto'),
    barRadius: z.number(),
    xTickLabelRotation: z.int(),
    xTickLabelMaxLength: z.int(),
    xTickLabelSpacing: z.int(),
    stacking: z.literal('none'),
    showValue: z.literal('never'),
    barWidth: z.number(),
    groupWidth: z.number(),
    fullHighlight: z.boolean(),
    legend,
    tooltip,
  }),
});

const table = z.strictObject({
  ...about,
  type: z.literal('table'),
  fieldConfig: fieldConfigOf(z.strictObject({ align: z.literal('auto'), inspect: z.literal(false) })),
  options: z.strictObject({
    frameIndex: z.literal(0),
    showHeader: z.literal(true),
    showTypeIcons: z.literal(false),
    footer: z.strictObject({
      show: z.literal(false),
      reducer: z.array(z.string()),
      countRows: z.literal(false),
    }),
    cellHeight: z.literal('sm'),
  }),
});

const row = z.strictObject({
  type: z.literal('row'),
  id: z.int().positive(),
  title: words,
  collapsed: z.literal(false),
  panels: z.array(z.unknown()).length(0),
  gridPos,
});

const variable = {
  skipUrlSync: z.literal(false),
  multi: z.boolean(),
  allowCustomValue: z.boolean(),
  includeAll: z.boolean(),
  auto: z.literal(false),
  auto_min: z.string(),
  auto_count: z.int(),
  label: words,
  description: words,
};
const chosen = z.strictObject({
  selected: z.literal(true),
  text: z.union([words, z.array(words)]),
  value: z.union([words, z.array(words)]),
});

const variables = z.discriminatedUnion('type', [
  z.strictObject({
    ...variable,
    type: z.literal('datasource'),
    name: z.enum(['prom', 'pg']),
    query: words,
    regex: words,
    current: chosen,
    hide: z.literal(2),
  }),
  z.strictObject({
    ...variable,
    type: z.literal('query'),
    name: z.literal('office'),
    datasource: sourceRef,
    query: z.strictObject({ qryType: z.literal(1), query: words, refId: words }),
    definition: words,
    regex: words,
    refresh: z.literal(2),
    current: chosen.optional(),
  }),
  z.strictObject({
    ...variable,
    type: z.literal('textbox'),
    name: z.literal('alamat'),
    query: z.url(),
    current: chosen,
    hide: z.literal(2),
  }),
]);

const link = z.strictObject({
  title: words,
  type: z.literal('link'),
  icon: z.enum(['external link', 'dashboard']),
  tooltip: words,
  url: words,
  tags: z.array(z.string()).length(0),
  asDropdown: z.literal(false),
  targetBlank: z.boolean(),
  includeVars: z.literal(false),
  keepTime: z.boolean(),
});

const panel = z.discriminatedUnion('type', [stat, timeseries, bargauge, barchart, table]);

export const dashboardSchema = z.strictObject({
  schemaVersion: z.literal(42),
  uid: z.string().regex(/^kunjung-[a-z]+$/),
  title: words,
  description: words,
  tags: z.tuple([z.literal('kunjung')]),
  editable: z.literal(false),
  timezone: z.literal('browser'),
  weekStart: z.literal('monday'),
  refresh: z.enum(['30s', '5m']),
  time: z.strictObject({ from: z.string().regex(/^now-\d+[hd]$/), to: z.literal('now') }),
  graphTooltip: z.literal(0),
  fiscalYearStartMonth: z.literal(0),
  annotations: z.strictObject({ list: z.array(z.unknown()).length(0) }),
  templating: z.strictObject({ list: z.array(variables).min(1) }),
  links: z.array(link).min(1),
  panels: z.array(z.discriminatedUnion('type', [row, ...panel.options])).min(1),
});

export type DashboardJson = z.infer<typeof dashboardSchema>;
export type PanelJson = z.infer<typeof panel>;
export type PrometheusTarget = z.infer<typeof prometheusTarget>;
export type SqlTarget = z.infer<typeof sqlTarget>;
