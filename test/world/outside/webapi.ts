import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { ownPort } from '../programs/own-port.ts';
import { certificate } from './certificate.ts';

/** A publication as the source writes it: anything may be null, missing or odd. */
export type SourceRow = Record<string, unknown> & { readonly pub_id: string | null };

/** What the source does with one request in place of answering it. */
type Misdeed = (response: ServerResponse, request: IncomingMessage) => void;

/** BPS's WebAPI on a socket of its own, with what it is known to do. */
export interface Webapi extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  /** What it has; tests change it under way. */
  rows: SourceRow[];
  /** Done to the next requests, in order. */
  readonly misdeeds: (Misdeed | null)[];
  /** Called before each answer, with what was asked for: a page, or a publication. */
  asked: (what: { page: number } | { id: string }) => void;
  /** The requests so far, without the key: `list 1` or `view 0123…`. */
  readonly requests: string[];
  /** The most requests that were open at one time. */
  readonly most: () => number;
  readonly close: () => Promise<void>;
  readonly open: () => Promise<void>;
}

const perPage = 10;

/** A publication with nothing odd about it. */
export function sourceRow(number: number, more: Record<string, unknown> = {}): SourceRow {
  return {
    pub_id: number.toString(16).padStart(24, '0'),
    title: `Kecamatan Nomor ${number} Dalam Angka 2024`,
    kat_no: '1102001.6502',
    pub_no: `65020.24${String(number).padStart(3, '0')}`,
    abstract: 'Data pokok kecamatan.',
    issn: '-',
    sch_date: null,
    rl_date: '2024-02-28',
    updt_date: '2024-03-01',
    cover: `https://source.example/cover?token=cover-token-${number}`,
    pdf: `https://source.example/pdf?token=pdf-token-${number}`,
    size: '13.46 MB',
    related: [],
    ...more,
  };
}

export const html: Misdeed = (response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Maintenance</h1></html>');
export const status =
  (code: number, headers: Record<string, string> = {}): Misdeed =>
  (response) =>
    void response.writeHead(code, headers).end('{"status":"Error","message":"no"}');
export const json =
  (body: unknown): Misdeed =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
export const hangsUp: Misdeed = (response) => void response.destroy();
export const fallsSilent: Misdeed = () => undefined;
export const tooLarge: Misdeed = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const part = Buffer.alloc(64 * 1024, ' ');
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(part)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
};

/** Starts the source; `secure` speaks TLS with a certificate that nobody trusts. */
export async function createWebapi({ secure = false } = {}): Promise<Webapi> {
  const key = 'c0ffee5ecretkeyc0ffee5ecretkey42';
  const port = await ownPort();
  const requests: string[] = [];
  const misdeeds: (Misdeed | null)[] = [];
  let now = 0;
  let most = 0;
  let server: Server | null = null;

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    now += 1;
    most = Math.max(most, now);
    response.once('close', () => (now -= 1));
    const path = request.url ?? '';
    const [, kind, subject = ''] =
      /^\/v1\/api\/(list|view)\/model\/publication\/lang\/ind\/domain\/6500\/(?:page|id)\/(\w+)\/key\/\w+\/$/.exec(
        path,
      ) ?? [];
    if (kind === undefined) return void response.writeHead(404).end();
    requests.push(`${kind} ${subject}`);
    const misdeed = misdeeds.shift();
    if (misdeed) return misdeed(response, request);
    if (!path.includes(`/key/${key}/`)) {
      return json({ status: 'Error', message: 'Invalid API Key' })(response, request);
    }
    webapi.asked(kind === 'list' ? { page: Number(subject) } : { id: subject });
    json(kind === 'list' ? list(Number(subject)) : view(subject))(response, request);
  };
  const list = (page: number): unknown => {
    const { rows } = webapi;
    const found = rows.slice((page - 1) * perPage, page * perPage);
    if (found.length === 0) return { status: 'OK', 'data-availability': 'list-not-available' };
    const paging = {
      page,
      pages: Math.ceil(rows.length / perPage),
      per_page: perPage,
      count: found.length,
      total: rows.length,
    };
    const shown = found.map(({ kat_no: _k, pub_no: _p, related: _r, ...row }) => row);
    return { status: 'OK', 'data-availability': 'available', data: [paging, shown] };
  };
  const view = (id: string): unknown => {
    const data = webapi.rows.find(({ pub_id: own }) => own === id);
    if (!data) return { status: 'OK', 'data-availability': 'not-available' };
    return { status: 'OK', 'data-availability': 'available', data };
  };
  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (!closing) return;
    closing.closeAllConnections();
    await new Promise((resolve) => closing.close(resolve));
  };
  const open = async (): Promise<void> => {
    server = secure ? createSecureServer(certificate, handle) : createServer(handle);
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  const webapi: Webapi = {
    url: `http${secure ? 's' : ''}://127.0.0.1:${port}`,
    key,
    rows: [],
    misdeeds,
    asked: () => undefined,
    requests,
    most: () => most,
    close,
    open,
    [Symbol.asyncDispose]: close,
  };
  await open();
  return webapi;
}
