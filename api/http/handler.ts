import type { Request, Response } from 'express';
import type * as z from 'zod';
import type { Staff } from '../../db/staff/sessions.ts';
import type { TokenVisit } from '../../db/visitors/visitors.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import type { AnswerOf, Endpoint, ParamsOf } from '../../wire/endpoint.ts';
import type { ProblemName } from '../../wire/problems.ts';
import type { ApiDeps } from '../deps.ts';
import type { ProblemError, ProblemExtras } from './problem.ts';

/** A command as it was asked for: under which name keys are remembered, the key, and the request's fingerprint. */
export interface AskedCommand {
  readonly scope: string;
  readonly key: string;
  readonly request: string;
}

/** A file as an answer. */
export interface FileAnswer {
  readonly name: string;
  readonly text: string;
}

type Own<E extends Endpoint> = E extends { readonly problems: readonly (infer P)[] } ? P : never;
type FromPath<E extends Endpoint> = keyof ParamsOf<E> extends never ? never : 'not-found';

/** The problems a handler may give itself; those of access and form are found before it is asked. */
type GivenBy<E extends Endpoint> = (Own<E> | FromPath<E>) & ProblemName;

/** What a handler gets, each part read and checked already; of it only what its endpoint declares. */
export type Input<E extends Endpoint> = {
  readonly params: ParamsOf<E>;
  readonly refuse: (problem: GivenBy<E>, extras?: ProblemExtras) => ProblemError;
  /** For cookies and addresses; everything else is read already. */
  readonly request: Request;
  readonly response: Response;
} & (E extends { readonly query: infer Q extends z.ZodType } ? { readonly query: z.output<Q> } : unknown) &
  (E extends { readonly body: infer B extends z.ZodType } ? { readonly body: z.output<B> } : unknown) &
  (E extends { readonly who: readonly Role[] } ? { readonly staff: Staff } & OnVisit<E> : unknown) &
  (E extends { readonly who: 'visitor' } ? { readonly visit: TokenVisit } : unknown) &
  (E extends { readonly command: true }
    ? { readonly command: E extends { readonly who: 'public' } ? Omit<AskedCommand, 'scope'> : AskedCommand }
    : unknown);

type OnVisit<E extends Endpoint> =
  ParamsOf<E> extends { readonly office: string }
    ? unknown
    : ParamsOf<E> extends { readonly visitId: string }
      ? { readonly target: VisitKey }
      : unknown;

/** What may be sent as an answer: nobody changes it any more. */
type Sent<T> = T extends object ? { readonly [Key in keyof T]: Sent<T[Key]> } : T;

/** Carries out an endpoint. What it answers is the endpoint's answer, and nothing else compiles. */
export type Handler<E extends Endpoint> = (
  input: Input<E>,
  deps: ApiDeps,
) => Promise<E extends { readonly file: string } ? FileAnswer : Sent<AnswerOf<E>>>;

/** The handlers of a subject's endpoints; a forgotten one does not compile. */
export type Handlers<Endpoints extends Readonly<Record<string, Endpoint>>> = {
  readonly [Name in keyof Endpoints]: Handler<Endpoints[Name]>;
};
