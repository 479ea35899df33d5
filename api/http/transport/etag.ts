import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Sends JSON with an ETag over everything but its time, or 304 when the client has it already. The tag is weak,
 * because it stays the same under every compression.
 */
export function sendTagged(request: Request, response: Response, body: { readonly at: string }): void {
  const { at: _at, ...content } = body;
  const tag = `"${createHash('sha1').update(JSON.stringify(content)).digest('base64url')}"`;
  response.set('ETag', `W/${tag}`).set('Cache-Control', 'private, no-cache');
  // not request.fresh: a browser that is asked to store nothing also says no-cache, and means the copy
  const known = request.get('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.some((each) => each.replace(/^W\//, '') === tag)) response.status(304).end();
  else response.json(body);
}
