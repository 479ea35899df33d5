import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createApp } from '../../../api/app.ts';
import type { ApiDeps } from '../../../api/deps.ts';
import { served } from '../../../api/endpoints.ts';
import { openApiDocument } from '../../../api/http/openapi.ts';
import { ProblemError, problemHandler } from '../../../api/http/problem.ts';
import { createRoutes, type Served } from '../../../api/http/routes.ts';
import { createProcessMetrics } from '../../../api/metrics/metrics.ts';
import { endpoint } from '../../../wire/http/endpoint.ts';

const prefix = '/api/v1';
const lines: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
afterEach(() => lines.splice(0));

/** Only what the routes are made of; nothing here is ever asked for an answer of the service. */
const deps = {
  metrics: createProcessMetrics(),
  addressOf: () => '',
  rateLimits: false,
  publicUrl: null,
  checksAnswers: true,
  log,
} as unknown as ApiDeps;

/** What Express keeps of its routes, as far as this test reads it. */
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly match: (path: string) => boolean;
}

/** Every method and path that Express' own router would answer below the prefix. */
function routesOf(stack: readonly Layer[], mountedAt = ''): string[] {
  return stack.flatMap((layer) => {
    if (layer.route) {
      const { path, methods } = layer.route;
      return Object.keys(methods)
        .filter((method) => method !== '_all')
        .map((method) => `${method} ${mountedAt}${path}`);
    }
    const isApi = layer.match(prefix) && !layer.match('/elsewhere');
    return routesOf(layer.handle.stack ?? [], isApi ? prefix : mountedAt);
  });
}

describe('the routes of the api', () => {
  const app = createApp(deps);
  const inExpress = routesOf((app as unknown as { router: { stack: Layer[] } }).router.stack)
    .filter((route) => route.includes(prefix))
    .filter((route) => route !== `get ${prefix}/openapi.json`);

  test('are the endpoints, and no other', () => {
    const declared = served.map(
      ({ endpoint: { method, path } }) => `${method} ${prefix}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(new Set(declared).size).toBe(declared.length);
    expect(inExpress.toSorted()).toEqual(declared.toSorted());
  });

  test('are all described, with who may', () => {
    const { paths = {} } = openApiDocument(served.map(({ endpoint }) => endpoint));
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations as Record<string, { 'x-roles': string[] }>).map(
        ([method, { 'x-roles': who }]) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')} ${who.join()}`,
      ),
    );
    expect(described.map((line) => line.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual(
      inExpress.toSorted(),
    );
    expect(
      described.filter((line) => !/ (public|visitor|member|(staff|supervisor|admin)(,\w+)*)$/.test(line)),
    ).toEqual([]);
  });
});

describe('an endpoint', () => {
  const planted = endpoint('GET /planted', {
    summary: 'For this test',
    who: 'public',
    answer: z.strictObject({ n: z.int() }),
    problems: ['office-closed'],
  });

  async function ask(handler: () => Promise<unknown>): Promise<number> {
    const app = express().use(
      createRoutes([{ endpoint: planted, handler } as Served], deps),
      problemHandler({ log }),
    );
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { status } = await fetch(`http://127.0.0.1:${port}/planted`);
    server.close();
    return status;
  }

  test('that answers what it declares is silent', async () => {
    expect(await ask(async () => ({ n: 1 }))).toBe(200);
    expect(lines).toEqual([]);
  });

  test.each([
    ['less', {}],
    ['more', { n: 1, name: 'Siti' }],
    ['another type', { n: '1' }],
  ])('that answers %s than it declares is an error in the log', async (_what, answer) => {
    await ask(async () => answer);
    expect(lines.join()).toContain('endpoint response does not match its schema');
  });

  test('may refuse with what it declares', async () => {
    const refuse = async () => {
      throw new ProblemError('office-closed');
    };
    expect(await ask(refuse)).toBe(409);
    expect(lines).toEqual([]);
  });

  test('that refuses with another problem is an error in the log', async () => {
    const refuse = async () => {
      throw new ProblemError('already-exists');
    };
    expect(await ask(refuse)).toBe(409);
    expect(lines.join()).toContain('endpoint returned an undeclared problem');
  });
});
