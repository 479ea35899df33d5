import type { Problem } from '../../../wire/problem.ts';
import { language } from '../words/language.ts';

const base = '/api/v1';
const readLimitMs = 3_000;
const commandLimitMs = 6_000;

/** What came of a request: a value, a refusal with its problem, or no answer at all. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly retryAfterMs: number | null }
  | { readonly kind: 'unanswered' };

/** A new idempotency key. `crypto.randomUUID` is missing over plain http in a local network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads JSON; with the `tags` of its caller only what changed since the last time. */
export function read<T>(path: string, tags?: Map<string, string>): Promise<Reply<T>> {
  const tag = tags?.get(path);
  return ask<T>(path, { headers: tag === undefined ? {} : { 'if-none-match': tag } }, (next) => {
    if (next !== null) tags?.set(path, next);
  });
}

/** Whether numbers can be taken now; a server that does not say so in time cannot give any. */
export async function isReady(): Promise<boolean> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), readLimitMs);
  try {
    return (await fetch('/readyz', { cache: 'no-store', signal: abort.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** What a command sends, and how long its answer is waited for. */
interface Sending {
  readonly method?: string;
  readonly body?: unknown;
  readonly key: string;
  readonly limitMs?: number;
}

/** Sends a command. A repeat with the same key is safe and has the same outcome. */
export function command<T>(
  path: string,
  { method = 'POST', body, key, limitMs = commandLimitMs }: Sending,
): Promise<Reply<T>> {
  return ask<T>(path, {
    method,
    limitMs,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body ?? {}),
  });
}

/** Sends a command again with the same key after each pause, until something answers it. */
export async function insist<T>(path: string, what: Sending, pausesMs: readonly number[]): Promise<Reply<T>> {
  let reply = await command<T>(path, what);
  for (const pause of pausesMs) {
    if (!mayRepeat(reply)) return reply;
    await new Promise((resolve) => setTimeout(resolve, pause));
    reply = await command<T>(path, what);
  }
  return reply;
}

/** True when a repeat of the same key may still bring an answer. */
export function mayRepeat(reply: Reply<unknown>): boolean {
  return (
    reply.kind === 'unanswered' || (reply.kind === 'refused' && [429, 503].includes(reply.problem.status))
  );
}

async function ask<T>(
  path: string,
  {
    headers,
    limitMs = readLimitMs,
    ...init
  }: Omit<RequestInit, 'headers'> & { headers: Record<string, string>; limitMs?: number },
  onTag: (tag: string | null) => void = () => undefined,
): Promise<Reply<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limitMs);
  try {
    const response = await fetch(`${base}${path}`, {
      ...init,
      cache: 'no-store',
      signal: abort.signal,
      headers: { ...headers, 'accept-language': language() },
    });
    if (response.status === 304) return { kind: 'unchanged' };
    const text = await response.text();
    if (response.ok) {
      onTag(response.headers.get('etag'));
      return { kind: 'ok', value: (text ? JSON.parse(text) : null) as T };
    }
    const seconds = Number(response.headers.get('retry-after'));
    return {
      kind: 'refused',
      problem: JSON.parse(text) as Problem,
      retryAfterMs: seconds > 0 ? seconds * 1000 : null,
    };
  } catch {
    return { kind: 'unanswered' }; // no line, no answer in time, or something in between that speaks no JSON
  } finally {
    clearTimeout(timer);
  }
}

/** True when a name of the vocabulary is the problem's. */
export function isProblem(reply: Reply<unknown>, name: string): boolean {
  return reply.kind === 'refused' && reply.problem.type === `/problems/${name}`;
}
