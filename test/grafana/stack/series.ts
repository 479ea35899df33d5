/** One time series: its name with labels, its value at an instant, and from when it is there. */
export interface Series {
  readonly name: string;
  readonly since?: number;
  at(instant: number): number;
}

/** A series' name as Prometheus writes it. */
export const named = (name: string, labels: Readonly<Record<string, string>>): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;
