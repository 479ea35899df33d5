import type * as z from 'zod';
import type { AnswerOf, ParamsOf } from './endpoint.ts';
import type { endpoints } from './endpoints.ts';

/** The interface as its callers see it; types only, so that pages bundle no validator. */

type Subjects = typeof endpoints;
type AnyEndpoint = { [Name in keyof Subjects]: Subjects[Name][keyof Subjects[Name]] }[keyof Subjects];

/** Every path that can be read. */
export type ReadPath = Extract<AnyEndpoint, { method: 'get' }>['path'];

/** Every command, such as `PUT /offices/{office}/policy`. */
export type CommandName = Exclude<AnyEndpoint, { method: 'get' }>['name'];

type Named<Name extends ReadPath | CommandName> = Name extends ReadPath
  ? Extract<AnyEndpoint, { name: `GET ${Name}` }>
  : Extract<AnyEndpoint, { name: Name }>;

export type ParamsFor<Name extends ReadPath | CommandName> = ParamsOf<Named<Name>>;
export type AnswerTo<Name extends ReadPath | CommandName> = AnswerOf<Named<Name>>;
/** The body of a command; none where the path says everything. */
export type BodyFor<Name extends CommandName> =
  Named<Name> extends { readonly body: infer Body extends z.ZodType } ? z.input<Body> : undefined;
/** The query parameters of a path. */
export type QueryFor<Name extends ReadPath> =
  Named<Name> extends { readonly query: infer Query extends z.ZodType } ? z.input<Query> : undefined;
