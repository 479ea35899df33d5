import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';

/** A path inside the repository. */
export function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

/** The text of a file of the repository. */
export function readText(name: string): string {
  return readFileSync(pathOf(name), 'utf8');
}

const words = z.record(z.string(), z.string());
const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      interval: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z.string().optional(),
          labels: words,
          annotations: words,
        }),
      ),
    }),
  ),
});
export type AlertRule = z.infer<typeof ruleFile>['groups'][number]['rules'][number];

/** Every alert the product loads; a recording rule or an unknown key is an error. */
export function readAlerts(name: string): AlertRule[] {
  return ruleFile.parse(parse(readText(name))).groups.flatMap(({ rules }) => rules);
}

const testFile = z.object({
  tests: z.array(
    z.object({
      name: z.string(),
      alert_rule_test: z
        .array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }))
        .default([]),
      promql_expr_test: z
        .array(z.object({ expr: z.string(), exp_samples: z.array(z.unknown()) }))
        .default([]),
    }),
  ),
});

/** Which alerts a rule test file sees firing, and which it sees silent. */
export function readExpectations(name: string): { fires: Set<string>; isSilent: (alert: string) => boolean } {
  const { tests } = testFile.parse(parse(readText(name)));
  const alerts = tests.flatMap((test) => test.alert_rule_test);
  const silent = tests
    .flatMap((test) => test.promql_expr_test)
    .filter(({ exp_samples }) => exp_samples.length === 0)
    .map(({ expr }) => new RegExp(`^(${/alertname=~?"([^"]*)"/.exec(expr)?.[1] ?? ''})$`));
  return {
    fires: new Set(
      alerts.filter(({ exp_alerts }) => exp_alerts.length > 0).map(({ alertname }) => alertname),
    ),
    isSilent: (alert) =>
      silent.some((pattern) => pattern.test(alert)) ||
      alerts.some(({ alertname, exp_alerts }) => alertname === alert && exp_alerts.length === 0),
  };
}

const alertmanager = z.object({
  route: z.object({
    receiver: z.string(),
    routes: z.array(z.object({ matchers: z.array(z.string()), receiver: z.string() })),
  }),
  receivers: z.array(z.object({ name: z.string() })),
});

/** Who is told, by the label `route`. */
export function readRoutes(name: string): { byRoute: Map<string, string>; receivers: string[] } {
  const { route, receivers } = alertmanager.parse(parse(readText(name)));
  return {
    byRoute: new Map(
      route.routes.map(({ matchers, receiver }) => [
        /^route="(\w+)"$/.exec(matchers[0] ?? '')?.[1] ?? '',
        receiver,
      ]),
    ),
    receivers: receivers.map(({ name }) => name),
  };
}
