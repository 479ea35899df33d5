import compression from 'compression';
import type { RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** Below this a packed answer fits no fewer packets. Bytes. */
const threshold = 512;

/**
 * Packs answers on their way out, but never one to a request with a cookie: it may hold what only its reader
 * may see beside what a stranger wrote, and then its length would tell about the secret (BREACH).
 */
export const compressed: RequestHandler = compression({
  threshold,
  filter: (request, response) =>
    request.headers.cookie === undefined && compression.filter(request, response),
});

/** Files that the build packed beforehand. A hash stands in their names, so browsers keep them for good. */
export function builtFiles(folder: string): RequestHandler {
  return expressStaticGzip(folder, {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    index: false,
    serveStatic: { immutable: true, maxAge: '1y', index: false, redirect: false },
  });
}
