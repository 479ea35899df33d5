import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { listenOn } from '../../../api/http/listening.ts';

describe('a server that stops', () => {
  test('answers what is under way, and waits for no line on which nothing was asked', async () => {
    const server = createServer();
    const asked = once(server, 'request');
    const listening = await listenOn(server, { host: '127.0.0.1', port: 0 });
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
});
