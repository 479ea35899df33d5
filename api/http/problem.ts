import type { ErrorRequestHandler, Request, Response } from 'express';
import { isDatabaseOutage } from '../../db/connect.ts';
import { KeyReusedError } from '../../db/commands.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import { problems, type ProblemName } from '../../wire/http/problems.ts';
import type { Problem } from '../../wire/http/problem.ts';
import type { Log } from '../../process/log.ts';

/** Optional parts of a problem. */
export interface ProblemExtras {
  readonly detail?: string;
  /** Texts are in the reader's language already, or in both. */
  readonly errors?: readonly { pointer: string; message: string | Bilingual }[];
  readonly visit?: Problem['visit'] | null;
  readonly opensAt?: Instant | null;
  readonly retryAfterSeconds?: number;
  readonly allow?: string;
}

/** A refusal on its way to the client. Anything else thrown is a fault. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: ProblemName;
  readonly extras: ProblemExtras;

  constructor(problem: ProblemName, extras: ProblemExtras = {}, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
    this.extras = extras;
  }

  /** True for refusals that show the visit they are about. */
  get isConflict(): boolean {
    return statusOf(this.problem) === 409;
  }

  /** The same refusal with more details. */
  with(extras: ProblemExtras): ProblemError {
    return new ProblemError(this.problem, { ...this.extras, ...extras }, { cause: this.cause });
  }
}

/** The HTTP status of a problem. */
export function statusOf(problem: ProblemName): number {
  return problems[problem].status;
}

/** The language of messages: what `Accept-Language` prefers of the two, Indonesian by default. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['id', 'en']) === 'en' ? 'en' : 'id';
}

/** The last handler: shapes every error, logs our own faults, never shows a stack. */
export function problemHandler({ log }: { log: Log }): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toProblem(error);
    if (statusOf(problem.problem) >= 500) {
      const fault = problem.problem === 'internal-error';
      log[fault ? 'error' : 'warn'](
        { err: problem.cause ?? problem, requestId: response.locals['requestId'], problem: problem.problem },
        fault ? 'request failed' : 'request answered as unavailable',
      );
    }
    if (response.headersSent) next(error);
    else sendProblem(request, response, problem);
  };
}

function sendProblem(request: Request, response: Response, { problem, extras }: ProblemError): void {
  const { status, title } = problems[problem];
  const { detail, errors, visit, opensAt, retryAfterSeconds, allow } = extras;
  if (retryAfterSeconds !== undefined || status === 503) {
    response.set('Retry-After', String(retryAfterSeconds ?? 1));
  }
  if (status === 408) response.set('Connection', 'close'); // the rest of it is not waited for
  if (allow) response.set('Allow', allow);
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/problems/${problem}`,
        title: title[languageOf(request)],
        status,
        ...(detail === undefined ? {} : { detail }),
        requestId: String(response.locals['requestId']),
        ...(errors
          ? {
              errors: errors.map(({ pointer, message }) => ({
                pointer,
                message: typeof message === 'string' ? message : message[languageOf(request)],
              })),
            }
          : {}),
        ...(visit ? { visit } : {}),
        ...(opensAt === undefined ? {} : { opensAt: toIso(opensAt) }),
      }),
    );
}

/** Errors of the body parser and the router, by their `type` or `status`. */
const parserProblems: Readonly<Record<string, ProblemName>> = {
  'entity.too.large': 'body-too-large',
  'charset.unsupported': 'unsupported-media-type',
  'encoding.unsupported': 'unsupported-media-type',
};

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof KeyReusedError) return new ProblemError('key-reused');
  if (isDatabaseOutage(error)) return new ProblemError('database-unavailable', {}, { cause: error });
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  const known = parserProblems[String(type)];
  if (known) return new ProblemError(known);
  if (status === 413) return new ProblemError('body-too-large');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('invalid-request', {
      errors: [{ pointer: '', message: { id: 'Bukan JSON yang sah.', en: 'Not valid JSON.' } }],
    });
  }
  return new ProblemError('internal-error', {}, { cause: error });
}
