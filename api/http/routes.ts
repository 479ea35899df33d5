import { pipeline } from 'node:stream';
import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { emptyBody } from '../../wire/fields.ts';
import { problemsOf, type Endpoint } from '../../wire/http/endpoint.ts';
import type { ApiDeps } from '../deps.ts';
import { admit } from './access.ts';
import { bytesOf } from './bodies.ts';
import { untilDeadline } from './transport/deadline.ts';
import { sendTagged } from './transport/etag.ts';
import type { FileAnswer, Handler } from './handler.ts';
import { ProblemError } from './problem.ts';
import { fingerprintOf, keyOf, parse } from './requests.ts';

/** An endpoint and its handler. */
export interface Served {
  readonly endpoint: Endpoint;
  readonly handler: Handler<Endpoint>;
}

/** Serves a path by its methods; any other method is answered 405 with `Allow`. */
export function addPath(
  router: Router,
  path: string,
  methods: Readonly<Partial<Record<Endpoint['method'], readonly RequestHandler[]>>>,
): void {
  const route = router.route(path);
  const names = (['get', 'post', 'put', 'delete'] as const).filter((name) => methods[name]);
  for (const name of names) route[name](...(methods[name] ?? []));
  const allow = names.map((name) => name.toUpperCase()).join(', ');
  route.all(() => {
    throw new ProblemError('method-not-allowed', { allow });
  });
}

/** The routes of all endpoints. */
export function createRoutes(served: readonly Served[], deps: ApiDeps): Router {
  const router = Router();
  for (const [path, group] of Map.groupBy(served, ({ endpoint }) => endpoint.path)) {
    const methods = group.map((each) => [each.endpoint.method, [toRequestHandler(each, deps)]]);
    addPath(router, path.replaceAll(/\{(\w+)\}/g, ':$1'), Object.fromEntries(methods));
  }
  return router;
}

/** Checks access, the key and the form in this order, so that a form's faults are shown only to whoever may send it. */
function toRequestHandler({ endpoint, handler }: Served, deps: ApiDeps): RequestHandler {
  const { query, body, command, answer, upload, mostMs } = endpoint;
  const declared = new Set(problemsOf(endpoint));
  const serve = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const { scope, ...admitted } = await admit(endpoint, request, deps);
      const input = {
        ...admitted,
        request,
        response,
        refuse: (...given: ConstructorParameters<typeof ProblemError>) => new ProblemError(...given),
        ...(command
          ? {
              command: {
                ...(scope === undefined ? {} : { scope }),
                key: keyOf(request),
                request: fingerprintOf(request),
              },
            }
          : {}),
        ...(query ? { query: parse(query, request.query) } : {}),
        ...(upload ? { upload: bytesOf(request, upload, deps.arrivals) } : {}),
        ...(body
          ? { body: parse(body, request.body) }
          : command
            ? { body: parse(emptyBody, request.body) }
            : {}),
      };
      const value = await handler(input, deps);
      if (deps.checksAnswers) checkAnswer(endpoint, value, deps);
      send(endpoint, value, { request, response, next });
    } catch (error) {
      if (
        error instanceof ProblemError &&
        !declared.has(error.problem) &&
        error.problem !== 'internal-error'
      ) {
        deps.log.error(
          { endpoint: endpoint.name, problem: error.problem },
          'endpoint returned an undeclared problem',
        );
      }
      throw error;
    }
  };
  return (request, response, next) =>
    untilDeadline(() => serve(request, response, next), { isUpload: upload !== undefined, mostMs });

  function checkAnswer({ name }: Endpoint, value: unknown, { log }: ApiDeps): void {
    const faults = answer?.safeParse(JSON.parse(JSON.stringify(value))).error?.issues;
    if (faults) log.error({ endpoint: name, faults }, 'endpoint response does not match its schema');
  }
}

function send(
  { status = 200, cache, files }: Endpoint,
  value: unknown,
  { request, response, next }: { request: Request; response: Response; next: NextFunction },
): void {
  if (cache === 'tagged') {
    sendTagged(request, response, value as { at: string });
    return;
  }
  if (cache) response.set('Cache-Control', cache);
  response.status(status);
  if (files) {
    const answer = value as FileAnswer;
    response.attachment(answer.name).type(answer.type);
    if ('text' in answer) response.send(answer.text);
    else if ('content' in answer) response.send(answer.content);
    else if ('made' in answer) {
      response.set('Content-Length', String(answer.made.bytes));
      pipeline(answer.made.file.createReadStream({ start: 0 }), response, (error) => {
        if (error && !response.headersSent) next(error);
      });
    } else
      response.sendFile(
        answer.path,
        { dotfiles: 'allow', cacheControl: false, lastModified: false },
        (error: Error | undefined) => {
          if (error && !response.headersSent) next(error); // whoever breaks off a download needs no answer
        },
      );
  } else if (status === 204) response.end();
  else response.json(value);
}
