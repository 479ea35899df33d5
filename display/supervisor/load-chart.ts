import { css, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './sound-locale.ts';
import uPlot from 'uplot';
import chartCss from 'uplot/dist/uPlot.min.css?inline';
import type { Judged, Supervision } from '../../wire/supervision/supervision.ts';
import { shortDayOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { columnTitle, supervisorWords } from './words.ts';

/** One bar: numbers taken, and how many of those visitors were served late. */
interface LoadPoint extends Pick<Judged, 'taken' | 'breached'> {
  readonly label: string;
}

function pointsOf(kind: 'days' | 'hours', { days, hours }: Supervision): LoadPoint[] {
  return kind === 'days'
    ? days.map(({ day, taken, breached }) => ({ label: shortDayOf(day).slice(0, 5), taken, breached }))
    : hours.map(({ hour, taken, breached }) => ({
        label: `${String(hour).padStart(2, '0')}.00`,
        taken,
        breached,
      }));
}

const height = 240;

/** Where the late services stand among the series: the places come first, then the numbers taken. */
const lateIndex = 2;

/** Bars of the numbers taken, and a mark for each bar with late services; the table beside it says the same. */
@customElement('load-chart')
export class LoadChart extends LocalizedElement {
  static override styles = [
    unsafeCSS(chartCss),
    css`
      :host {
        display: block;
        min-height: 280px;
        overflow: hidden;
        color: var(--ink);
        font-family: var(--sans);
      }
      /* the legend has values, and a place they are of, only while a bar is pointed at */
      .uplot:not(.pointed) .u-series:first-child,
      .uplot:not(.pointed) .u-value {
        display: none;
      }
      .uplot:not(.pointed) .u-series th::after {
        content: '';
      }
      .late .u-marker {
        border-radius: 50%;
      }
    `,
  ];

  @property() kind: 'days' | 'hours' = 'hours';
  @property({ attribute: false }) supervision!: Supervision;
  #plot: uPlot | null = null;
  readonly #resized = new ResizeObserver(() => this.#plot?.setSize({ width: this.clientWidth, height }));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  override render() {
    return html`<div></div>`;
  }

  /** uPlot owns what it draws: it is created again when the bars or the language change. */
  override updated(): void {
    this.#plot?.destroy();
    const points = pointsOf(this.kind, this.supervision);
    const token = (name: string): string => getComputedStyle(this).getPropertyValue(name).trim();
    const labelAt = (index: number): string => points[index]?.label ?? '';
    const axis = {
      stroke: token('--muted'),
      grid: { stroke: token('--hair') },
      font: `14px ${token('--sans')}`,
    };
    const bars = uPlot.paths.bars?.({ size: [0.7, 48] });
    this.#plot = new uPlot(
      {
        width: this.clientWidth,
        height,
        cursor: { drag: { x: false, y: false } },
        hooks: {
          setCursor: [({ root, cursor }) => root.classList.toggle('pointed', typeof cursor.idx === 'number')],
        },
        legend: { markers: { fill: (_plot, index) => token(index === lateIndex ? '--bad' : '--primary') } },
        scales: { x: { time: false, range: [-0.6, points.length - 0.4] }, y: { range: rangeOf(points) } },
        axes: [
          {
            ...axis,
            grid: { show: false },
            values: (_plot, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? labelAt(tick) : '')),
          },
          { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
        ],
        series: [
          {
            value: (_plot, index) => (index === null ? '–' : labelAt(index)),
            label: columnTitle(this.kind === 'days' ? 'day' : 'hour'),
          },
          {
            label: columnTitle('taken'),
            fill: token('--primary'),
            stroke: token('--dark'),
            ...(bars ? { paths: bars } : {}),
            points: { show: false },
          },
          {
            label: columnTitle('breached'),
            class: 'late',
            stroke: token('--bad'),
            paths: () => null,
            points: { show: true, size: 11, fill: token('--bad'), stroke: token('--paper'), width: 2 },
          },
        ],
      },
      [
        points.map((_point, index) => index),
        points.map(({ taken }) => taken),
        points.map(({ breached }) => (breached === 0 ? null : breached)),
      ],
      this.renderRoot.querySelector('div') ?? undefined,
    );
    const canvas = this.#plot.root.querySelector('canvas');
    canvas?.setAttribute('role', 'img');
    canvas?.setAttribute('aria-label', this.#sentence(points));
  }

  #sentence(points: readonly LoadPoint[]): string {
    const peak = points.toSorted((a, b) => b.taken - a.taken)[0];
    return supervisorWords().chart[this.kind](points.length, peak?.label ?? '–', peak?.taken ?? 0);
  }
}

function rangeOf(points: readonly LoadPoint[]): [number, number] {
  return [0, Math.max(5, ...points.map(({ taken }) => taken)) * 1.1];
}
