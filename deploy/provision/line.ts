import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectSocket, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import type { Log } from '../../process/log.ts';
import { messageOf } from '../../process/message.ts';
import { PartError } from '../embedded/part.ts';

/** `ConnectionOptions` of an engine with its address. */
export type EngineAddress = ConnectionOptions & { readonly address: string };

/** How long an engine that does not answer is waited for: as long as for any part. */
const reachWithinMs = 60_000;
const retryAfterMs = 500;
const answerWithinMs = 5_000;
const probeWithinMs = 2_000;

/** The beginning of an HTTP/2 connection with empty settings; a server answers with its own. */
const greeting = Buffer.from(
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00',
  'latin1',
);

/** Runs one question to the engine with a deadline. */
export function within<T>(connection: Connection, ask: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + answerWithinMs, ask);
}

/** The gRPC status codes that are told apart here. */
export const grpc = { alreadyExists: 6, notFound: 5, permissionDenied: 7, unauthenticated: 16 } as const;

export function codeOf(error: unknown): number | null {
  return isGrpcServiceError(error) ? error.code : null;
}

/** What a server said about a refusal, without gRPC's own words around it. */
export function reasonOf(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details.trim().replace(/\.+$/, '');
  return messageOf(error);
}

/**
 * Connects to the engine, for as long as a part may take to become ready. Throws a PartError: with code 2 and the
 * reason when certificates or keys are at fault, with code 1 when it never answered.
 */
export async function openEngine(
  engine: EngineAddress,
  { log, giveUpAfterMs = reachWithinMs }: { log: Log; giveUpAfterMs?: number },
): Promise<Connection> {
  const connection = Connection.lazy({ ...engine, interceptors: [] }); // the retries are ours
  const giveUpAt = performance.now() + giveUpAfterMs;
  let isTold = false;
  for (;;) {
    try {
      await within(connection, () => connection.workflowService.getSystemInfo({}));
      return connection;
    } catch (err) {
      const fault = isRefusal(err) ? keyFault(err) : await lineFault(engine);
      if (fault === null && performance.now() < giveUpAt) {
        if (!isTold) log.warn({ err }, 'Temporal not reachable yet');
        isTold = true;
        await pause(retryAfterMs);
        continue;
      }
      await connection.close();
      if (fault !== null) throw new PartError(fault, { exitCode: 2 });
      throw new PartError(`TEMPORAL_ADDRESS: nothing answers at ${engine.address} (${reasonOf(err)}).`, {
        exitCode: 1,
      });
    }
  }
}

/** True when the engine answered, but not to us. */
export function isRefusal(error: unknown): boolean {
  const code = codeOf(error);
  return code === grpc.permissionDenied || code === grpc.unauthenticated;
}

/** The sentence about a key or certificate that the engine does not accept. */
export function keyFault(error: unknown): string {
  return `TEMPORAL_API_KEY, TEMPORAL_TLS_CLIENT_CERT_PATH: the engine does not accept who we are (${reasonOf(error)}).`;
}

/**
 * Why no line to the engine comes about, when it is the fault of the settings; null when it is merely not there.
 * Asked of the socket itself, because the gRPC client does not tell a refused certificate from a stopped server.
 */
async function lineFault({ address, tls }: EngineAddress): Promise<string | null> {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
  const to = { host, port: Number(port) };
  if (!tls) {
    const encrypted = await greet(connectTls({ ...to, rejectUnauthorized: false, ALPNProtocols: ['h2'] }));
    const speaksTls = encrypted === null || /ALERT|CERT/.test(encrypted);
    return speaksTls
      ? `TEMPORAL_TLS: the engine at ${address} expects an encrypted line; set TEMPORAL_TLS=true.`
      : null;
  }
  const plain = await greet(connectSocket(to));
  if (plain === null) {
    return `TEMPORAL_TLS: the engine at ${address} does not speak TLS; set TEMPORAL_TLS=false.`;
  }
  const own = typeof tls === 'object' ? tls : {};
  const encrypted = await greet(
    connectTls({
      ...to,
      ALPNProtocols: ['h2'],
      ...(own.serverNameOverride && { servername: own.serverNameOverride }),
      ...(own.serverRootCACertificate && { ca: Buffer.from(own.serverRootCACertificate) }),
      ...(own.clientCertPair && {
        cert: Buffer.from(own.clientCertPair.crt),
        key: Buffer.from(own.clientCertPair.key),
      }),
    }),
  );
  if (encrypted === null || !/CERT|SSL|TLS/.test(encrypted)) return null;
  if (encrypted.includes('ALERT')) {
    return `TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH: the engine at ${address} does not accept the client's certificate (${encrypted}).`;
  }
  return `TEMPORAL_TLS_SERVER_CA_CERT_PATH, TEMPORAL_TLS_SERVER_NAME: the certificate of the engine at ${address} is not to be trusted (${encrypted}).`;
}

/** Greets a server as gRPC does; null when it answers, otherwise the code of the failure. */
function greet(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once('data', () => resolve(null));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('close', () => resolve('closed'));
    socket.setTimeout(probeWithinMs, () => resolve('silent'));
    socket.write(greeting);
  }).finally(() => socket.destroy()) as Promise<string | null>;
}
