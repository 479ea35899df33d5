import type { AnswerTo, CommandName, ParamsFor } from '../../../wire/http/client.ts';
import type { Problem } from '../../../wire/http/problem.ts';
import { language } from '../words/language.ts';
import { addressOf, base, type Reply } from './api.ts';

/** A file takes as long as it takes; the server gives up before. */
const limitMs = 1_210_000;

/** How long to wait before it is sent again, where the answer says so. */
function waitOf(request: XMLHttpRequest): number | null {
  const seconds = Number(request.getResponseHeader('retry-after') ?? 0);
  return seconds > 0 ? seconds * 1_000 : null;
}

/** Sends a file, and tells how much of it has left, from 0 to 1. `fetch` does not tell that. */
export function upload<Name extends CommandName>(
  command: Name,
  {
    params,
    query = {},
    headers = {},
    file,
    type,
    sent,
    signal,
  }: {
    readonly params: ParamsFor<Name>;
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly file: File;
    /** Its media type, which browsers only guess from its name. */
    readonly type: string;
    readonly sent: (part: number) => void;
    /** Gives the sending up. */
    readonly signal?: AbortSignal;
  },
): Promise<Reply<AnswerTo<Name>>> {
  if (signal?.aborted) return Promise.resolve({ kind: 'unanswered' });
  const [method = '', path = ''] = command.split(' ');
  const request = new XMLHttpRequest();
  request.open(method, `${base}${addressOf(path, params)}?${new URLSearchParams(query).toString()}`);
  request.timeout = limitMs;
  const all = { ...headers, 'content-type': type };
  for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
  request.setRequestHeader('accept-language', language());
  signal?.addEventListener('abort', () => request.abort(), { once: true });
  request.upload.addEventListener('progress', ({ loaded, total }) => sent(total > 0 ? loaded / total : 0));
  return new Promise((resolve) => {
    const unanswered = (): void => resolve({ kind: 'unanswered' });
    for (const event of ['error', 'abort', 'timeout'] as const) request.addEventListener(event, unanswered);
    request.addEventListener('load', () => {
      try {
        const value = JSON.parse(request.responseText) as unknown;
        if (request.status < 300) resolve({ kind: 'ok', value: value as AnswerTo<Name> });
        else resolve({ kind: 'refused', problem: value as Problem, retryAfterMs: waitOf(request) });
      } catch {
        unanswered(); // a proxy's answer that is not JSON
      }
    });
    request.send(file);
  });
}
