import type {
  AnswerTo,
  BodyFor,
  CommandName,
  ParamsFor,
  QueryFor,
  ReadPath,
} from '../../../wire/http/client.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import type { ProblemName } from '../../../wire/http/problems.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** Where the interface is. */
export const base = '/api/v1';
const readLimitMs = 3_000;
const commandLimitMs = 6_000;

/** The outcome of a request: a value, a refusal with its problem, or no answer. */
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

/** An address of the interface with its parameters filled in. */
export function addressOf(path: string, params: object): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(Reflect.get(params, name))),
  );
}

/** A query as it stands in an address; a list repeats its parameter, and what is undefined is left out. */
function toSearch(query: object): string {
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of [given].flat()) if (value !== undefined) search.append(name, String(value));
  }
  return search.toString();
}

/** Reads JSON; with the `tags` of its caller only what changed since the last time. */
export function read<Path extends ReadPath>(
  path: Path,
  params: ParamsFor<Path>,
  {
    query,
    tags,
    headers = {},
  }: {
    readonly query?: QueryFor<Path>;
    readonly tags?: Map<string, string>;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Reply<AnswerTo<Path>>> {
  const asked = query ? `?${toSearch(query)}` : '';
  const address = `${addressOf(path, params)}${asked}`;
  const tag = tags?.get(address);
  const given = tag === undefined ? headers : { ...headers, 'if-none-match': tag };
  return ask(address, { headers: given }, (next) => {
    if (next !== null) tags?.set(address, next);
  });
}

/** Whether numbers can be taken now; false when the server does not answer in time. */
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

/** A command of the interface, before it has a key. */
export type Asked<Name extends CommandName = CommandName> = Name extends CommandName
  ? {
      readonly name: Name;
      readonly params: ParamsFor<Name>;
      readonly headers?: Readonly<Record<string, string>>;
    } & (undefined extends BodyFor<Name>
      ? { readonly body?: BodyFor<Name> }
      : { readonly body: BodyFor<Name> })
  : never;

/** What a person typed, sent as it is: the server reads it, and says at each field what is wrong. */
export const typed = <Name extends CommandName>(fields: object): BodyFor<Name> => fields as BodyFor<Name>;

/** Sends a command. A repeat with the same key is safe and has the same outcome. */
export function command<Name extends CommandName>(
  { name, params, body, headers = {} }: Asked<Name>,
  { key, limitMs = commandLimitMs }: { readonly key: string; readonly limitMs?: number },
): Promise<Reply<AnswerTo<Name>>> {
  const [method = '', path = ''] = name.split(' ');
  return ask(addressOf(path, params), {
    method,
    limitMs,
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body ?? {}),
  });
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
    return { kind: 'unanswered' }; // no network, no answer in time, or a proxy's answer that is not JSON
  } finally {
    clearTimeout(timer);
  }
}

/** True when a name of the vocabulary is the problem's. */
export function isProblem(reply: Reply<unknown>, name: ProblemName): boolean {
  return reply.kind === 'refused' && reply.problem.type === `/problems/${name}`;
}

/** The message for a failed request, in words for people. */
export function failureOf(reply: Reply<unknown>): string {
  return reply.kind === 'refused' ? reply.problem.title : words().unreachable;
}
