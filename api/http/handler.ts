import type { FileHandle } from 'node:fs/promises';
import type { Request, Response } from 'express';
import type * as z from 'zod';
import type { Member } from '../../db/members/sessions.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import type { TokenVisit } from '../../db/visitors/visitors.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import type { AnswerOf, Endpoint, FileType, ParamsOf } from '../../wire/http/endpoint.ts';
import type { ProblemName } from '../../wire/http/problems.ts';
import type { ApiDeps } from '../deps.ts';
import type { ProblemError, ProblemExtras } from './problem.ts';

/** A requested command: the scope of its idempotency key, the key, and the request's fingerprint. */
export interface AskedCommand {
  readonly scope: string;
  readonly key: string;
  readonly request: string;
}

/** A file without a name, open for reading. */
export interface MadeFile {
  readonly file: FileHandle;
  readonly bytes: number;
}

/** A file as an answer. */
export type FileAnswer<Type extends FileType = FileType> = {
  readonly name: string;
  readonly type: Type;
} & (
  | { readonly text: string }
  | { readonly content: Buffer }
  /** Where it lies; it is streamed, and parts of it can be asked for. */
  | { readonly path: string }
  /** Made for this answer: it has no name in any folder, and is gone once it was sent. */
  | { readonly made: MadeFile }
);

type Own<E extends Endpoint> = E extends { readonly problems: readonly (infer P)[] } ? P : never;
type FromPath<E extends Endpoint> = keyof ParamsOf<E> extends never ? never : 'not-found';
type FromAccess<E extends Endpoint> = E extends { readonly who: 'member' } ? 'not-signed-in' : never;

/** The problems a handler may throw; those of access and form are found before it is called. */
type GivenBy<E extends Endpoint> = (Own<E> | FromPath<E> | FromAccess<E>) & ProblemName;

/** A handler's input, parsed and checked; only the parts its endpoint declares. */
export type Input<E extends Endpoint> = {
  readonly params: ParamsOf<E>;
  readonly refuse: (problem: GivenBy<E>, extras?: ProblemExtras) => ProblemError;
  /** For cookies and addresses only; everything else is parsed already. */
  readonly request: Request;
  readonly response: Response;
} & (E extends { readonly query: infer Q extends z.ZodType } ? { readonly query: z.output<Q> } : unknown) &
  (E extends { readonly body: infer B extends z.ZodType } ? { readonly body: z.output<B> } : unknown) &
  (E extends { readonly upload: object } ? { readonly upload: AsyncIterable<Uint8Array> } : unknown) &
  (E extends { readonly who: readonly Role[] } ? { readonly staff: Staff } & OnVisit<E> : unknown) &
  (E extends { readonly who: 'visitor' } ? { readonly visit: TokenVisit } : unknown) &
  (E extends { readonly who: 'member' } ? { readonly member: Member } : unknown) &
  (E extends { readonly command: true }
    ? { readonly command: E extends { readonly who: 'public' } ? Omit<AskedCommand, 'scope'> : AskedCommand }
    : unknown);

type OnVisit<E extends Endpoint> =
  ParamsOf<E> extends { readonly office: string }
    ? unknown
    : ParamsOf<E> extends { readonly visitId: string }
      ? { readonly target: VisitKey }
      : unknown;

/** An answer, deeply readonly. */
type Sent<T> = T extends object ? { readonly [Key in keyof T]: Sent<T[Key]> } : T;

/** Carries out an endpoint; only the endpoint's declared answer compiles. */
export type Handler<E extends Endpoint> = (
  input: Input<E>,
  deps: ApiDeps,
) => Promise<
  E extends { readonly files: readonly (infer T extends FileType)[] } ? FileAnswer<T> : Sent<AnswerOf<E>>
>;

/** The handlers of a subject's endpoints; a forgotten one does not compile. */
export type Handlers<Endpoints extends Readonly<Record<string, Endpoint>>> = {
  readonly [Name in keyof Endpoints]: Handler<Endpoints[Name]>;
};
