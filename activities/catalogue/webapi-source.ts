import { createHash } from 'node:crypto';
import type { RunFault } from '../../domain/catalogue/import-runs.ts';
import {
  ShapeError,
  isAboutKey,
  readSourceDetail,
  readSourcePage,
  type SourcePage,
  type SourceRefusal,
  type ToldPublication,
} from '../../domain/catalogue/webapi.ts';

/** Where the source is and what lets us in. The key stands in the path of every address, so that no address is ever told. */
export interface WebapiSettings {
  readonly base: string;
  readonly key: string;
}

/** How the source is asked. */
export interface SourcePace {
  /** Between two requests. */
  readonly betweenMs: number;
  readonly answerWithinMs: number;
  readonly mostBytes: number;
}

/** The source did not answer as it should; carries a code of ours and the status, never its words. */
export class SourceError extends Error {
  override name = 'SourceError';
  readonly fault: RunFault;
  readonly status: number | null;
  readonly retryAfterMs: number;

  constructor(fault: RunFault, status: number | null = null, retryAfterMs = 0) {
    super(fault);
    this.fault = fault;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** BPS's WebAPI, model `publication`. Every call is one request; what goes wrong is a SourceError. */
export interface WebapiSource {
  readonly list: (domain: string, page: number) => Promise<SourcePage>;
  readonly detail: (domain: string, sourceId: string) => Promise<ToldPublication | SourceRefusal>;
}

/** Speaks to the source at an address. */
export function createWebapiSource(
  { base, key }: WebapiSettings,
  { answerWithinMs, mostBytes }: SourcePace,
): WebapiSource {
  const ask = async <T>(path: string, read: (answer: unknown) => T): Promise<T> => {
    const url = `${base.replace(/\/+$/, '')}/v1/api/${path}/key/${encodeURIComponent(key)}/`;
    const answer = toJson(await load(url, { answerWithinMs, mostBytes }));
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      throw new SourceError(isAboutKey(answer) ? 'wrong-key' : 'other-shape');
    }
  };
  return {
    async list(domain, page) {
      const path = `list/model/publication/lang/ind/domain/${domain}/page/${page}`;
      const { rows, ...counts } = await ask(path, readSourcePage);
      return { ...counts, rows: rows.map(withId) };
    },
    detail: (domain, sourceId) =>
      sourceId.startsWith(noId)
        ? Promise.resolve('no-id')
        : ask(`view/model/publication/lang/ind/domain/${domain}/id/${sourceId}`, (answer) =>
            readSourceDetail(answer, domain),
          ),
  };
}

/** How the id of a line begins that came without one. */
const noId = 'line-';

/** A line without an id is known by what it says. */
function withId(row: SourcePage['rows'][number]): SourcePage['rows'][number] {
  if (row.sourceId !== '') return row;
  const digest = createHash('sha256')
    .update(JSON.stringify([row.title, row.updated]))
    .digest('hex');
  return { ...row, sourceId: `${noId}${digest.slice(0, 24)}` };
}

async function load(
  url: string,
  { answerWithinMs, mostBytes }: Pick<SourcePace, 'answerWithinMs' | 'mostBytes'>,
): Promise<string> {
  const signal = AbortSignal.timeout(answerWithinMs);
  try {
    const response = await fetch(url, {
      redirect: 'manual', // it may lead to another host, which would be told the key
      headers: { accept: 'application/json', 'user-agent': 'Kunjung' },
      signal,
    });
    const fault = faultOfStatus(response);
    if (fault === null) return await textOf(response, mostBytes);
    await response.body?.cancel();
    throw fault;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    if (signal.aborted) throw new SourceError('too-slow');
    throw new SourceError(isAboutTrust(error) ? 'untrusted' : 'unreachable');
  }
}

/** Why a status carries no data; null when it does. */
function faultOfStatus({ status, headers }: Response): SourceError | null {
  if (status === 200) return null;
  if (status >= 300 && status < 400) return new SourceError('redirected', status);
  if (status === 401 || status === 403) return new SourceError('wrong-key', status);
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  return isPassing
    ? new SourceError('put-off', status, waitIn(headers.get('retry-after')))
    : new SourceError('refused', status);
}

/** The milliseconds of a `Retry-After`: seconds, or a date. */
function waitIn(header: string | null): number {
  if (header === null) return 0;
  if (/^\d{1,7}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - Date.now());
}

/** The text of an answer that is not too large; the rest is not read. */
async function textOf(response: Response, mostBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new SourceError('too-large'); // leaving the loop ends the line
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new SourceError('no-data'); // a page of HTML, as a rule, or half an answer
  }
}

/** Whether TLS failed: a certificate that is not trusted, or a server that does not speak it. */
function isAboutTrust(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  const { code } = (cause ?? {}) as { code?: unknown };
  return (
    typeof code === 'string' &&
    /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)
  );
}
