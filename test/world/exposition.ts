import { spawnSync } from 'node:child_process';

/** One series of a `/metrics` page. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads Prometheus' text format: every series, and the type each name was announced with. */
export function readExposition(text: string): { series: Series[]; types: Map<string, string> } {
  const series: Series[] = [];
  const types = new Map<string, string>();
  for (const line of text.split('\n')) {
    const type = /^# TYPE (\S+) (\S+)/.exec(line);
    if (type?.[1] && type[2]) types.set(type[1], type[2]);
    const found = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!found?.[1]) continue;
    const labels = [...(found[2] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    series.push({
      name: found[1],
      labels: Object.fromEntries(labels) as Record<string, string>,
      value: Number(found[3]),
    });
  }
  return { series, types };
}

/** Whether Prometheus' own tools are on this machine; where they must be (`CI`), their absence is a failure. */
export function hasProm(tool: 'promtool' | 'prometheus'): boolean {
  const found = spawnSync(tool, ['--version']).status === 0;
  if (!found && process.env['CI']) throw new Error(`${tool} is missing: install Debian's prometheus`);
  if (!found) process.stderr.write(`\n!!! SKIPPED: ${tool} is not installed (Debian: prometheus) !!!\n\n`);
  return found;
}

/** What `promtool check metrics` says against a page; nothing is best. */
export function promtoolComplaints(text: string): string {
  const { stdout, stderr, status } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  return status === 0 ? `${stdout}${stderr}` : `${stdout}${stderr} (status ${status})`;
}
