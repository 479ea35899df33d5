import { PanelBuilder as BarChart } from '@grafana/grafana-foundation-sdk/barchart';
import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
  TooltipDisplayMode,
} from '@grafana/grafana-foundation-sdk/common';
import {
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type DynamicConfigValue,
  type Panel,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { refOf } from './sources.ts';

/** A row of a dashboard: its title and its panels, each made by a function of its own. */
export type Row = readonly [title: string, panels: readonly (() => Builder<Panel>)[]];

/** What every panel has to say about itself, and where it asks. */
export interface About {
  readonly title: string;
  readonly description: string;
  /** Numbers are counts, unless a unit says otherwise. */
  readonly unit?: string;
  readonly targets: readonly Builder<Dataquery>[];
  /** Of the 24 columns of a dashboard, half of them by default. */
  readonly width?: number;
  readonly height?: number;
  readonly decimals?: number;
  readonly source?: 'prometheus' | 'database';
}

/** What stands there while there is nothing to show. */
const nothing = 'Belum ada data';

/** A panel's queries are called A, B, C … in their order; overrides name them so. */
const lettered = (target: Builder<Dataquery>, index: number): Builder<Dataquery> => ({
  build: () => ({ ...target.build(), refId: String.fromCharCode(65 + index) }),
});

type AnyPanel = Stat | TimeSeries | BarGauge | BarChart | Table;

function described<P extends AnyPanel>(panel: P, about: About): P {
  const { title, description, unit = 'none', targets, width = 12, height = 6 } = about;
  const { decimals, source = 'prometheus' } = about;
  panel
    .title(title)
    .description(description)
    .datasource(refOf(source))
    .targets(targets.map(lettered))
    .unit(unit)
    .noValue(nothing)
    .span(width)
    .height(height);
  if (decimals !== undefined) panel.decimals(decimals);
  return panel;
}

const last = () => new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false);

/** Numbers in large type; with several queries each has its name beside it. */
export function stat(about: About): Stat {
  return described(new Stat(), about)
    .reduceOptions(last())
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .textMode(about.targets.length > 1 ? BigValueTextMode.ValueAndName : BigValueTextMode.Auto)
    .thresholds(steps([]));
}

/** A course over time. */
export function course(about: About): TimeSeries {
  return described(new TimeSeries(), { height: 8, ...about })
    .min(0)
    .legend(legend())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false);
}

/** Counts of equal windows as bars on each other; the window is also the distance between two bars. */
export function bars(about: About & { readonly window: string }): TimeSeries {
  return course(about)
    .interval(about.window)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(60)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
}

/** One bar for each series, at the end of the range. */
export function ranking(about: About): BarGauge {
  return described(new BarGauge(), { height: 8, ...about })
    .reduceOptions(last())
    .orientation(VizOrientation.Horizontal)
    .min(0)
    .thresholds(steps([]));
}

/** Bars over a column of words, from SQL. */
export function chart(about: About): BarChart {
  return described(new BarChart(), { height: 8, ...about, source: 'database' })
    .legend(legend())
    .showValue(VisibilityMode.Never);
}

/** Rows and columns. */
export function table(about: About): Table {
  return described(new Table(), { height: 8, ...about });
}

/** From which value on which colour holds; green below the first. */
export function steps(from: readonly (readonly [number, string])[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([{ value: null, color: 'green' }, ...from.map(([value, color]) => ({ value, color }))]);
}

/** The other way round: red, until a value is reached. */
export function atLeast(value: number): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'red' },
    { value, color: 'green' },
  ]);
}

/** 1 and 0 as words. */
export function words(one: string, zero: string): ValueMapping[] {
  return [
    {
      type: MappingType.ValueToText,
      options: { '1': { text: one, color: 'green' }, '0': { text: zero, color: 'red' } },
    },
  ];
}

/** Shows the label values of a legend in words. */
export function worded<P extends AnyPanel>(panel: P, words: Readonly<Record<string, string>>): P {
  for (const [name, value] of Object.entries(words)) {
    panel.overrideByName(name, [{ id: 'displayName', value }]);
  }
  return panel;
}

/** Makes a column of a table, or the answer of one query, look different. */
export const withUnit = (unit: string, decimals?: number): DynamicConfigValue[] => [
  { id: 'unit', value: unit },
  ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
];

/** A link from a value or a row. */
export const linked = (title: string, url: string): DynamicConfigValue[] => [
  { id: 'links', value: [{ title, url, targetBlank: true }] },
];

const legend = () =>
  new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true)
    .calcs([]);
