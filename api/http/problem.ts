import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { isDatabaseOutage } from '../../db/connect.ts';
import { KeyReusedError } from '../../db/commands.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import { toIso } from '../../domain/time.ts';
import type { Refusal } from '../../domain/visits/refusals.ts';
import type { Problem } from '../../wire/problems.ts';
import type { Instant } from '../../domain/time.ts';
import type { Log } from '../../process/log.ts';

interface Wording {
  readonly status: number;
  readonly title: Readonly<Record<Language, string>>;
}

const visitRefusals: Readonly<Record<Refusal, Wording>> = {
  'revision-conflict': {
    status: 409,
    title: { id: 'Kunjungan ini sudah berubah.', en: 'The visit has changed.' },
  },
  'move-not-allowed': {
    status: 409,
    title: { id: 'Langkah ini tidak dapat dilakukan sekarang.', en: 'This step is not possible now.' },
  },
  'counter-busy': {
    status: 409,
    title: { id: 'Loket ini masih memanggil nomor lain.', en: 'Another number is ringing at this counter.' },
  },
  'locker-taken': {
    status: 409,
    title: { id: 'Loker ini tidak tersedia.', en: 'This locker is not available.' },
  },
  'id-still-held': {
    status: 409,
    title: {
      id: 'Masih ada kartu identitas yang belum dikembalikan.',
      en: 'The ID card has not been returned yet.',
    },
  },
  'too-late': {
    status: 503,
    title: { id: 'Perintah ini terlambat. Silakan coba lagi.', en: 'This came too late. Please try again.' },
  },
};

const otherProblems = {
  'setting-changed': {
    status: 409,
    title: {
      id: 'Sudah diubah orang lain. Muat ulang, lalu ubah lagi.',
      en: 'Somebody else has changed this. Load it again, then change it.',
    },
  },
  'in-use': {
    status: 409,
    title: {
      id: 'Masih dipakai, jadi belum dapat dihapus.',
      en: 'This is still in use and cannot be removed.',
    },
  },
  'already-exists': { status: 409, title: { id: 'Sudah ada.', en: 'This exists already.' } },
  'invalid-request': {
    status: 400,
    title: { id: 'Isian tidak sesuai.', en: 'The request is not valid.' },
  },
  'not-signed-in': { status: 401, title: { id: 'Silakan masuk dahulu.', en: 'Please sign in first.' } },
  'wrong-credentials': {
    status: 401,
    title: { id: 'Nama pengguna atau kata sandi salah.', en: 'Wrong user name or password.' },
  },
  'wrong-password': {
    status: 401,
    title: { id: 'Kata sandi sekarang salah.', en: 'The current password is wrong.' },
  },
  'wrong-code': {
    status: 401,
    title: { id: 'Kode salah atau sudah kedaluwarsa.', en: 'The code is wrong or has run out.' },
  },
  forbidden: {
    status: 403,
    title: { id: 'Anda tidak berwenang melakukan ini.', en: 'You may not do this.' },
  },
  'not-found': { status: 404, title: { id: 'Tidak ditemukan.', en: 'Not found.' } },
  'method-not-allowed': {
    status: 405,
    title: { id: 'Metode ini tidak didukung di sini.', en: 'This method is not supported here.' },
  },
  'office-closed': { status: 409, title: { id: 'Layanan tutup.', en: 'The office is closed.' } },
  'visit-over': {
    status: 410,
    title: { id: 'Halaman ini sudah berakhir.', en: 'This page has ended.' },
  },
  'link-over': {
    status: 410,
    title: { id: 'Tautan ini sudah tidak berlaku.', en: 'This link is no longer valid.' },
  },
  'body-too-large': { status: 413, title: { id: 'Kiriman terlalu besar.', en: 'The request is too large.' } },
  'unsupported-media-type': {
    status: 415,
    title: { id: 'Kirim sebagai application/json.', en: 'Send application/json.' },
  },
  'key-reused': {
    status: 422,
    title: {
      id: 'Idempotency-Key sudah dipakai untuk permintaan lain.',
      en: 'The Idempotency-Key was used for another request.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: {
      id: 'Terlalu banyak permintaan. Silakan tunggu sebentar.',
      en: 'Too many requests. Please wait.',
    },
  },
  'internal-error': {
    status: 500,
    title: { id: 'Terjadi kesalahan pada layanan.', en: 'Something went wrong in the service.' },
  },
  'engine-unavailable': {
    status: 503,
    title: {
      id: 'Layanan sedang terganggu. Silakan coba lagi.',
      en: 'The service is interrupted. Please try again.',
    },
  },
  'database-unavailable': {
    status: 503,
    title: {
      id: 'Layanan sedang terganggu. Silakan coba lagi.',
      en: 'The service is interrupted. Please try again.',
    },
  },
} as const satisfies Record<string, Wording>;

const problems = { ...visitRefusals, ...otherProblems };

/** Every name a problem can have; its type is `/problems/<name>`. */
export type ProblemName = keyof typeof problems;

/** What a problem may say beyond its name. */
export interface ProblemExtras {
  readonly detail?: string;
  /** Texts come in the reader's language already, or in both. */
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

  /** The same refusal, saying more. */
  with(extras: ProblemExtras): ProblemError {
    return new ProblemError(this.problem, { ...this.extras, ...extras }, { cause: this.cause });
  }
}

/** The status a problem is answered with. */
export function statusOf(problem: ProblemName): number {
  return problems[problem].status;
}

/** The language of messages: what `Accept-Language` prefers of the two, Indonesian by default. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['id', 'en']) === 'en' ? 'en' : 'id';
}

/** For a path that exists with other methods. */
export function onlyAllows(...methods: string[]): RequestHandler {
  return () => {
    throw new ProblemError('method-not-allowed', { allow: methods.join(', ') });
  };
}

/** The last handler: shapes every error, logs what is our fault, never shows a stack. */
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
        ...(opensAt === undefined ? {} : { opensAt: opensAt === null ? null : toIso(opensAt) }),
      }),
    );
}

/** What the body parser and the router throw, by their `type` or `status`. */
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
