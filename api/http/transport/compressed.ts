import compression from 'compression';
import type { RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** Smaller answers fit one packet anyway. Bytes. */
const threshold = 512;

/**
 * Compresses answers, but never to a request with a cookie: they may mix secrets with text of strangers, and
 * then their length would leak the secret (BREACH).
 */
export const compressed: RequestHandler = compression({
  threshold,
  filter: (request, response) =>
    request.headers.cookie === undefined && compression.filter(request, response),
});

/** Files that the build compressed. Their names contain a hash, so browsers cache them forever. */
export function builtFiles(folder: string): RequestHandler {
  return expressStaticGzip(folder, {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    index: false,
    serveStatic: { immutable: true, maxAge: '1y', index: false, redirect: false },
  });
}
