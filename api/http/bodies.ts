import { json, type Request, type RequestHandler } from 'express';
import type { Endpoint } from '../../wire/http/endpoint.ts';
import type { Arrivals } from './transport/arrival.ts';
import { jsonOnly } from './guards.ts';
import { ProblemError } from './problem.ts';

/** Accepts changes as JSON or without a body; where an endpoint takes a file, `bytesOf` looks at its type. */
export function knownBodiesOnly(endpoints: readonly Endpoint[]): RequestHandler {
  const isUpload = uploadsOf(endpoints);
  return (request, response, next) => {
    if (isUpload(request)) next();
    else jsonOnly(request, response, next);
  };
}

/** Reads a JSON body of 64 KiB at most, or of as much as its endpoint says. */
export function jsonBodies(endpoints: readonly Endpoint[]): RequestHandler {
  const ordinary = json({ limit: 64 * 1024 });
  const larger = endpoints.flatMap((endpoint) =>
    endpoint.mostBytes === undefined
      ? []
      : [{ isIts: isFor(endpoint), read: json({ limit: endpoint.mostBytes }) }],
  );
  const isUpload = uploadsOf(endpoints);
  return (request, response, next) => {
    if (isUpload(request)) {
      next();
      return;
    }
    if (request.get('expect')) response.writeContinue();
    const { read } = larger.find(({ isIts }) => isIts(request)) ?? { read: ordinary };
    read(request, response, next);
  };
}

/** Tells the requests that are a file, before they are routed. */
function uploadsOf(endpoints: readonly Endpoint[]): (request: Request) => boolean {
  const uploads = endpoints.filter(({ upload }) => upload).map(isFor);
  return (request) => uploads.some((isIts) => isIts(request));
}

/** Tells the requests of an endpoint, before they are routed. */
function isFor({ method, path }: Endpoint): (request: Request) => boolean {
  const at = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);
  return (request) => request.method === method.toUpperCase() && at.test(request.path);
}

/**
 * The bytes of a file as they come; more than it may have end the request. Only its own types are taken, none of which a
 * form of another site can send.
 */
export function bytesOf(
  request: Request,
  { types, mostBytes }: NonNullable<Endpoint['upload']>,
  arrivals: Arrivals,
): AsyncIterable<Uint8Array> {
  if (!request.is([...types])) throw new ProblemError('unsupported-media-type');
  if (Number(request.get('content-length') ?? 0) > mostBytes) throw new ProblemError('body-too-large');
  return counted(arrivals.file(request), mostBytes);
}

async function* counted(file: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const part of file) {
    count += part.byteLength;
    if (count > mostBytes) throw new ProblemError('body-too-large');
    yield part;
  }
}
