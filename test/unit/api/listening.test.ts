import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { arrivalLimits, createArrivals } from '../../../api/http/transport/arrival.ts';
import { listenOn } from '../../../api/http/transport/listening.ts';

describe('a server that stops', () => {
  test('answers what is under way, and waits for no line on which nothing was asked', async () => {
    const server = createServer();
    const asked = once(server, 'request');
    const arrivals = createArrivals(arrivalLimits);
    const listening = await listenOn(server, { host: '127.0.0.1', port: 0, arrivals });
    const { port } = server.address() as AddressInfo;
    const silent = connect(port, '127.0.0.1');
    await Promise.all([once(silent, 'connect'), once(server, 'connection')]);
    const answer = fetch(`http://127.0.0.1:${port}/`);
    const [, response] = (await asked) as [unknown, ServerResponse];

    const stopped = listening[Symbol.asyncDispose]();
    response.end('done');
    expect(await (await answer).text()).toBe('done');
    await stopped;
    if (!silent.closed) await once(silent, 'close');
    expect(server.listening).toBe(false);
  });

  test('does not wait for a file that is still on its way', async () => {
    const arrivals = createArrivals(arrivalLimits);
    const app = express();
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const parts: Uint8Array[] = [];
    app.post('/', async (request) => {
      for await (const part of arrivals.file(request)) {
        parts.push(part);
        begin(undefined);
      }
    });
    app.use(((_error, _request, response, _next) => {
      response.destroy();
    }) satisfies ErrorRequestHandler);
    const server = createServer(app);
    const listening = await listenOn(server, { host: '127.0.0.1', port: 0, arrivals });
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1');
    line.on('error', () => undefined);
    line.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nsome');
    await begun;
    await listening[Symbol.asyncDispose]();
    if (!line.closed) await once(line, 'close');
    expect(Buffer.concat(parts).toString()).toBe('some');
  });
});
