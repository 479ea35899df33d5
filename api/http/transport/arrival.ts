import { STATUS_CODES, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request } from 'express';
import { ProblemError } from '../problem.ts';

/** How long requests may take to arrive. */
export interface ArrivalLimits {
  /** From the first byte to the last; a file is longer under way as long as it keeps moving. */
  readonly wholeMs: number;
  /** How often that is looked at, so that a request may stay this much longer. */
  readonly lookEveryMs: number;
  readonly file: {
    /** So much of it comes in every `wholeMs` that are waited for it. */
    readonly leastBytes: number;
    /** What is waited for it altogether. */
    readonly mostMs: number;
  };
}

/** 16 MiB from a line of 4 Mbit/s take 34 s, from one of 0.25 Mbit/s nine minutes. */
export const arrivalLimits: ArrivalLimits = {
  wholeMs: 15_000,
  lookEveryMs: 5_000,
  file: { leastBytes: 64 * 1024, mostMs: 600_000 },
};

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** How a file moves: what has come, and what was waited, in all and in the stretch at hand. */
function createPace({ leastBytes, mostMs }: ArrivalLimits['file'], stretchMs: number) {
  let waitedMs = 0;
  let stretch = { bytes: 0, waitedMs: 0 };
  return {
    count(bytes: number): void {
      stretch.bytes += bytes;
      if (stretch.bytes >= leastBytes) stretch = { bytes: 0, waitedMs: 0 };
    },
    async wait<T>(coming: Promise<T>): Promise<T> {
      const began = performance.now();
      const { promise: tooLate, reject } = Promise.withResolvers<never>();
      const leftMs = Math.min(stretchMs - stretch.waitedMs, mostMs - waitedMs);
      const timer = setTimeout(() => reject(new ProblemError('too-slow')), leftMs);
      coming.catch(() => undefined); // told below, unless it was too late
      try {
        return await Promise.race([coming, tooLate]);
      } finally {
        clearTimeout(timer);
        const tookMs = performance.now() - began;
        waitedMs += tookMs;
        stretch.waitedMs += tookMs;
      }
    },
  };
}

/**
 * Sees that requests arrive in time. Node has one time for all of them and ends the line of whoever takes longer; files
 * that somebody may send are left out of it and looked at here.
 */
export function createArrivals({ wholeMs, lookEveryMs, file }: ArrivalLimits) {
  /** Lines that a file comes on. */
  const lines = new Set<Duplex>();

  /** The rest of a file is thrown away, so that whoever still sends hears the answer, but not for ever. */
  function discard(request: Request, parts: AsyncGenerator<Uint8Array, undefined>): void {
    void parts.return(undefined).then(() => request.resume());
    const { socket } = request;
    // Node does not look at a line again that was left out once
    setTimeout(() => {
      if (!request.complete) socket.destroy();
    }, wholeMs).unref();
  }

  return {
    // both: where only one is set, Node may hold headers to the one and bodies to the other
    serverOptions: {
      headersTimeout: wholeMs,
      requestTimeout: wholeMs,
      connectionsCheckingInterval: lookEveryMs,
    } satisfies ServerOptions,

    /** Answers a line on which no request can be read, as Node does itself where nobody listens. */
    endLine(error: NodeJS.ErrnoException, line: Duplex, { isAnswered }: { isAnswered: boolean }): void {
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && lines.has(line)) return;
      const status = statuses[error.code ?? ''] ?? 400;
      if (line.writable && !isAnswered)
        line.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
      line.destroy(error);
    },

    /** A file as it comes; throws `too-slow` once it no longer keeps moving. Only waiting for it counts, not its use. */
    async *file(request: Request): AsyncGenerator<Uint8Array> {
      const { socket } = request;
      const parts = request.iterator({ destroyOnReturn: false }) as AsyncGenerator<Uint8Array, undefined>;
      const pace = createPace(file, wholeMs);
      if (request.get('expect')) request.res?.writeContinue();
      lines.add(socket);
      try {
        for (;;) {
          const part = await pace.wait(parts.next());
          if (part.done) return;
          pace.count(part.value.byteLength);
          yield part.value;
        }
      } finally {
        lines.delete(socket);
        if (!request.complete) discard(request, parts);
      }
    },

    /** Ends the lines of files that are still on their way: nothing of them is stored yet. */
    giveUp(): void {
      for (const line of lines) line.destroy();
    },
  };
}

export type Arrivals = ReturnType<typeof createArrivals>;
