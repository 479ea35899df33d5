import {
  Connection,
  ServiceError,
  isGrpcServiceError,
  isRetryableError,
  makeGrpcRetryInterceptor,
  type ConnectionOptions,
} from '@temporalio/client';
import { currentDeadline, timeLeftMs, type Deadline } from '../process/deadline.ts';

/** Delays of the repeats of a call that found no engine. */
const repeatAfterMs = [250, 750] as const;

/** How many calls one request sends to an engine that fails, repeats included. */
const callsPerRequest = 3;

/** Of gRPC: the engine has more to do than it can or may. */
const resourceExhausted = 8;
/** Of gRPC: the deadline passed, the engine has a fault. Neither is repeated. */
const failures: ReadonlySet<number> = new Set([4, 13]);

function isExhausted({ code }: { code: number }): boolean {
  return code === resourceExhausted;
}

/** Whether a status says that the engine did not answer, rather than that it refused. */
export function isFailure(status: Parameters<typeof isRetryableError>[0]): boolean {
  return failures.has(status.code) || isRetryableError(status);
}

/** How long whoever asked an exhausted engine is told to wait. */
const restSeconds = { least: 2, most: 5 } as const;

/** Thrown in place of one call more; becomes the client's `ServiceError`. */
const callsAreOver = new Error('the calls or the time of this request are used up');

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/**
 * A lazy connection with short retry delays: the default backoff outlasts every deadline. Its calls end with the
 * deadline of the request they are made for, and once one of them failed, the request makes no more than three.
 */
export function connectEngine(options: ConnectionOptions): Connection {
  return Connection.lazy({
    ...options,
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000 },
    interceptors: [createRationing()],
  });
}

/** The calls of one request. */
interface Calls {
  sent: number;
  /** Whether the engine left one of them without an answer; a refusal is an answer. */
  failed: boolean;
}

/** Repeats, counts and ends calls. */
function createRationing(): Interceptor {
  const known = new WeakMap<Deadline, Calls>();
  const callsOf = (deadline: Deadline | null): Calls => {
    const calls = (deadline && known.get(deadline)) ?? { sent: 0, failed: false };
    if (deadline) known.set(deadline, calls);
    return calls;
  };
  return (options, nextCall) => {
    const calls = callsOf(currentDeadline()); // a repeat comes from a timer, which does not know whose call it is
    const isOver = (): boolean => calls.failed && calls.sent >= callsPerRequest;
    if (isOver() || timeLeftMs() === 0) throw callsAreOver;
    const repeating = makeGrpcRetryInterceptor({
      delayFunction: (attempt) => jittered(repeatAfterMs[attempt - 1] ?? 0),
      retryableDecider(attempt, status) {
        calls.failed ||= isFailure(status);
        if (isExhausted(status) || isOver()) return false; // a repeat would keep it exhausted
        return attempt <= repeatAfterMs.length && isRetryableError(status);
      },
    });
    return repeating({ ...options, deadline: earlier(options.deadline) }, (each) => {
      calls.sent += 1;
      return nextCall(each);
    });
  };
}

/** The earlier of a call's own deadline and its request's. */
function earlier(own: Date | number | undefined): number {
  return Math.min(own === undefined ? Infinity : Number(own), Date.now() + timeLeftMs());
}

/** How long to wait before an exhausted engine is asked again; null when it failed in another way. */
export function restAfter(error: unknown): number | null {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause) || !isExhausted(cause)) return null;
  const { least, most } = restSeconds;
  return least + Math.floor(Math.random() * (most - least + 1)); // spread, so that not all come back at once
}

/** Spreads a delay by a fifth. */
export function jittered(milliseconds: number): number {
  return milliseconds * (0.8 + 0.4 * Math.random());
}
