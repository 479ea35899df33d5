import * as z from 'zod';
import { documentNames } from '../../domain/reports/documents.ts';
import { reportNames } from '../../domain/supervision/report-names.ts';
import { refusals } from '../../domain/visits/refusals.ts';
import type { Role } from '../../domain/staff/roles.ts';
import {
  boardName,
  code,
  complaintReference,
  copyCode,
  officeCode,
  token,
  username,
  visitId,
} from '../fields.ts';
import { problems, type ProblemName } from './problems.ts';

/** The parameters a path may have in braces; a malformed value is answered with 404. */
export const pathParams = {
  office: officeCode,
  visitId,
  token,
  locker: code,
  handover: z.uuid(),
  device: z.uuid(),
  board: boardName,
  username,
  mail: z.uuid(),
  report: z.enum(reportNames),
  document: z.enum(documentNames),
  incident: z.uuid(),
  publication: z.uuid(),
  softcopy: z.uuid(),
  copyCode,
  complaint: z.uuid(),
  attachment: z.uuid(),
  reference: complaintReference,
  session: z.uuid(),
  use: z.uuid(),
} as const;
export type ParamName = keyof typeof pathParams;

/**
 * Who may call it: anybody, the visitor who holds the token of the path, whoever is signed in as a member, or these roles.
 * An account of one office acts for that office and its visits, an account without one for all.
 */
export type Who = 'public' | 'visitor' | 'member' | readonly Role[];

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The media types of answers that are files. */
export type FileType =
  | 'text/csv'
  | 'application/x-research-info-systems'
  | 'application/x-bibtex'
  | 'application/ld+json'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp';

/** One operation of the interface: input, output, access. Its handler is in `api/`. */
export interface Endpoint {
  /** Method and path below `/api/v1`, such as `PUT /offices/{office}/policy`; a name in braces is one of `pathParams`. */
  readonly name: `${Method} /${string}`;
  readonly method: Lowercase<Method>;
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  /** For accounts of all offices only. */
  readonly national?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** How large a JSON body may be, in place of 64 KiB. */
  readonly mostBytes?: number;
  /** The request is a file of one of these media types in place of JSON, and no larger. */
  readonly upload?: { readonly types: readonly string[]; readonly mostBytes: number };
  /** How long its work may take, in place of what every request may. */
  readonly mostMs?: number;
  /** Commands carry an Idempotency-Key; a repeat has the same outcome. */
  readonly command?: true;
  /** 200 by default; 204 has no body. */
  readonly status?: 200 | 201 | 202 | 204;
  readonly answer?: z.ZodType;
  /** The media types of an answer that is a file; the query says which. */
  readonly files?: readonly FileType[];
  /** `tagged` sends an ETag and answers 304 to it. */
  readonly cache?: 'no-store' | 'no-cache' | 'tagged';
  /** Problems besides those that follow from the fields above (`problemsOf`). */
  readonly problems?: readonly ProblemName[];
}

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The parameters of an endpoint's path. */
export type ParamsOf<E extends Endpoint> = {
  readonly [Name in NamesIn<E['path']> & ParamName]: z.output<(typeof pathParams)[Name]>;
};

/** The JSON answer of an endpoint. */
export type AnswerOf<E extends Endpoint> = E extends { readonly answer: infer Answer extends z.ZodType }
  ? z.output<Answer>
  : void;

type Split<Name extends string> = Name extends `${infer M extends Method} ${infer Path}`
  ? { readonly name: Name; readonly method: Lowercase<M>; readonly path: Path }
  : never;

/** Declares an endpoint; a path that names an unknown parameter does not compile. */
export function endpoint<
  const Name extends Endpoint['name'],
  const Rest extends Omit<Endpoint, 'name' | 'method' | 'path'>,
>(name: NamesIn<Name> extends ParamName ? Name : never, rest: Rest): Split<Name> & Rest {
  const [method = '', path = ''] = name.split(' ');
  return { name, method: method.toLowerCase(), path, ...rest } as unknown as Split<Name> & Rest;
}

/** What a move can be refused with. */
export const moveProblems = [...refusals, 'engine-unavailable'] as const satisfies readonly ProblemName[];

/** The parameters of a path, in order. */
export function paramsIn(path: string): ParamName[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as ParamName);
}

/** Every problem an endpoint can answer, including those that follow from its shape. */
export function problemsOf(of: Endpoint): ProblemName[] {
  const { method, path, who, query, body, upload, command, problems: own = [] } = of;
  const found: ProblemName[] = ['too-many-requests', 'database-unavailable', ...own];
  if (paramsIn(path).length > 0) found.push('not-found');
  if (typeof who !== 'string') found.push('not-signed-in', 'forbidden');
  if (who === 'visitor') found.push('visit-over');
  if (who === 'member') found.push('not-signed-in');
  if (method !== 'get')
    found.push('forbidden', 'unsupported-media-type', 'body-too-large', 'invalid-request');
  if (upload) found.push('too-slow');
  if (query || body) found.push('invalid-request');
  if (command) found.push('key-reused');
  return [...new Set(found)];
}

/** The statuses an endpoint can refuse with, in order. */
export function refusalStatusesOf(of: Endpoint): number[] {
  return [...new Set(problemsOf(of).map((name) => problems[name].status))].toSorted((a, b) => a - b);
}
