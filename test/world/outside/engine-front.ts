import { once } from 'node:events';
import {
  connect,
  constants,
  createServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Writer } from 'protobufjs/minimal.js';

/** Statuses of gRPC with which a front fails. */
export const grpcStatus = { notFound: 5, resourceExhausted: 8, internal: 13, unavailable: 14 } as const;

/** What a front answers in place of the engine. */
export interface Failure {
  readonly status: number;
  /** The engine's own words beside the status, as `google.rpc.Status`. */
  readonly details?: Buffer;
}

/** What the engine answers when it could not write the start of a visit, as with a full disk. */
export function unwritten(): Failure {
  const status = grpcStatus.unavailable;
  const operation = Writer.create().uint32(8).int32(status).uint32(18).string('a test').finish();
  const statuses = Writer.create().uint32(10).bytes(operation).finish();
  return { status, details: detailed(status, 'MultiOperationExecutionFailure', statuses) };
}

/** What the engine answers when it does not have the namespace. */
export function withoutNamespace(): Failure {
  const status = grpcStatus.notFound;
  const failure = Writer.create().uint32(10).string('default').finish();
  return { status, details: detailed(status, 'NamespaceNotFoundFailure', failure) };
}

function detailed(status: number, type: string, value: Uint8Array): Buffer {
  const url = `type.googleapis.com/temporal.api.errordetails.v1.${type}`;
  const detail = Writer.create().uint32(10).string(url).uint32(18).bytes(value).finish();
  return Buffer.from(Writer.create().uint32(8).int32(status).uint32(26).bytes(detail).finish());
}

/** Stands in front of the real engine and can fail in its place. */
export interface EngineFront extends AsyncDisposable {
  readonly address: string;
  /** What every call is answered with from now on; null lets the engine answer, `silence` answers nothing. */
  readonly failWith: (what: Failure | 'silence' | null) => void;
  /** The calls since the last look, by method; looks at its health are not counted. */
  readonly takeCalls: () => string[];
}

/** A front of the engine at this address. */
export async function createEngineFront(engineAddress: string): Promise<EngineFront> {
  let failure: Failure | 'silence' | null = null;
  let calls: string[] = [];
  const engine = connect(`http://${engineAddress}`);
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    stream.on('error', () => undefined); // whoever asked has gone
    const path = headers[':path'] ?? '';
    if (!path.startsWith('/grpc.health.')) calls.push(path.slice(path.lastIndexOf('/') + 1));
    if (failure === 'silence') return;
    if (failure !== null) {
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          'grpc-status': failure.status,
          'grpc-message': 'a test',
          ...(failure.details && { 'grpc-status-details-bin': failure.details.toString('base64') }),
        },
        { endStream: true },
      );
      return;
    }
    const { ':authority': _authority, ...sent } = headers;
    const asked = engine.request(sent);
    asked.on('error', () => stream.close());
    asked.on('response', ({ ':status': status, ...answer }, flags) => {
      if (stream.destroyed) return;
      const isAll = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      stream.respond({ ':status': status, ...answer }, { endStream: isAll, waitForTrailers: !isAll });
      if (!isAll) asked.pipe(stream);
    });
    asked.on('trailers', (trailers) => stream.on('wantTrailers', () => stream.sendTrailers(trailers)));
    stream.on('close', () => asked.close());
    stream.pipe(asked);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    failWith: (what) => (failure = what),
    takeCalls: () => calls.splice(0),
    async [Symbol.asyncDispose]() {
      engine.destroy();
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
