import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type * as z from 'zod';
import { faultsOf, wordsOf } from './faults.ts';
import { idempotencyKey } from '../../wire/fields.ts';
import type { Bilingual } from '../../domain/language.ts';
import { ProblemError, type ProblemExtras } from './problem.ts';

/** Parses with a schema, or refuses with a pointer and a message for each fault. The input is never repeated. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ProblemError('invalid-request', {
    errors: faultsOf(result.error, value, wordsOf(schema)).map(({ path, message }) => ({
      pointer: pointerOf(path),
      message,
    })),
  });
}

/** A JSON pointer (RFC 6901). */
function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Faults of a field that no schema finds, in words; the input is never repeated. */
const faults = {
  'unknown-code': {
    id: 'Kode ini tidak dikenal di kantor ini.',
    en: 'This code is not known in this office.',
  },
  'not-a-colleague': {
    id: 'Pilih petugas lain di kantor ini.',
    en: 'Choose another officer of this office.',
  },
  'idempotency-key': {
    id: 'Idempotency-Key wajib: 8 sampai 64 huruf, angka, garis bawah atau tanda hubung.',
    en: 'Idempotency-Key is required: 8 to 64 letters, digits, underscores or hyphens.',
  },
  future: { id: 'Waktu ini belum tiba.', en: 'This time lies ahead.' },
  past: { id: 'Jam ini sudah lewat.', en: 'These hours are over.' },
  'out-of-order': {
    id: 'Urutan waktu kunjungan tidak cocok.',
    en: 'The times of the visit would not follow each other.',
  },
  'unknown-visit': {
    id: 'Kunjungan ini tidak dikenal di kantor ini.',
    en: 'This visit is not known in this office.',
  },
  concerned: {
    id: 'Pengaduan ini menyangkut petugas tersebut. Pilih petugas lain.',
    en: 'The complaint is about this officer. Choose another one.',
  },
  unchanged: {
    id: 'Tidak ada yang berubah. Pilih petugas lain.',
    en: 'Nothing would change. Choose another officer.',
  },
  'register-too-long': {
    id: 'Daftar baris demi baris paling lama satu tahun. Pilih periode paling lama 366 hari.',
    en: 'A list row by row covers a year at most. Choose a period of 366 days or fewer.',
  },
  'purpose-needed': {
    id: 'Berkas ini memuat data pribadi. Tulis keperluannya dengan sedikitnya sepuluh huruf.',
    en: 'This file holds personal data. Write what it is for in ten letters or more.',
  },
  'only-printed': {
    id: 'Dokumen ini hanya ada sebagai PDF.',
    en: 'This document comes as a PDF only.',
  },
  'own-account': { id: 'Ini akun Anda sendiri.', en: 'This is your own account.' },
} as const satisfies Record<string, Bilingual>;

/** A fault of one field that its schema cannot find. */
export function invalidField(
  pointer: string,
  fault: keyof typeof faults,
  extras: Pick<ProblemExtras, 'detail'> = {},
): ProblemError {
  return new ProblemError('invalid-request', { ...extras, errors: [{ pointer, message: faults[fault] }] });
}

/** The command's Idempotency-Key; throws `invalid-request` when it is missing or malformed. */
export function keyOf(request: Request): string {
  const key = idempotencyKey.safeParse(request.get('idempotency-key'));
  if (key.success) return key.data;
  throw invalidField('', 'idempotency-key');
}

/** The whole request as text, so that a key cannot be reused for another one. */
export function fingerprintOf(request: Request): string {
  return JSON.stringify([request.method, request.originalUrl.split('?')[0], request.body ?? {}]);
}

/** Parses a path parameter; a malformed one is answered with 404. */
export function pathPart<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ProblemError('not-found');
}

/** Gives every request an id, in the log and in every problem. */
export const assignRequestId: RequestHandler = (_request, response, next) => {
  response.locals['requestId'] = randomUUID();
  next();
};
