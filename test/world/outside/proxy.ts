import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A reverse proxy in a process of its own, as stands in front of a real installation: `node proxy.ts <target> <own
 * address>`. Goes out from its own address and adds who came to it to `X-Forwarded-For`.
 */
const [target = '', from = ''] = process.argv.slice(2);

function forward(incoming: IncomingMessage) {
  const came = [incoming.headers['x-forwarded-for'], incoming.socket.remoteAddress];
  return request(new URL(incoming.url ?? '/', target), {
    method: incoming.method,
    headers: { ...incoming.headers, 'x-forwarded-for': came.filter(Boolean).join(', ') },
    localAddress: from,
  });
}

const server = createServer((incoming, outgoing) => {
  const sent = forward(incoming);
  sent.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  sent.on('error', () => outgoing.destroy());
  incoming.pipe(sent);
});
server.on('upgrade', (incoming, socket) => {
  const sent = forward(incoming);
  sent.on('upgrade', (answer, far, head) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(head);
    far.on('error', () => socket.destroy());
    socket.on('error', () => far.destroy());
    far.pipe(socket).pipe(far);
  });
  sent.on('response', () => socket.destroy());
  sent.on('error', () => socket.destroy());
  sent.end();
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
