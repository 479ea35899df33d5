import type { Request } from 'express';
import { hasOffice } from '../../db/offices/offices.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { findByToken, findVisit, type TokenVisit } from '../../db/visitors/visitors.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { paramsIn, pathParams, type Endpoint, type ParamName } from '../../wire/http/endpoint.ts';
import type { ApiDeps } from '../deps.ts';
import { ProblemError } from './problem.ts';
import { pathPart } from './requests.ts';

/** Who was admitted, and to what. */
export interface Admitted {
  readonly params: Readonly<Partial<Record<ParamName, string>>>;
  readonly staff?: Staff;
  /** The visit of the path, where the path names no office. */
  readonly target?: VisitKey;
  readonly visit?: TokenVisit;
  /** The scope of this sender's idempotency keys; on public endpoints the handler chooses one. */
  readonly scope?: string;
}

/** Path parameters that are checked before access; the others are checked after. */
const subjects: ReadonlySet<ParamName> = new Set(['office', 'visitId', 'token']);

/** Lets a request in by its endpoint's `who`, or refuses. The only place that decides who may do what, and where. */
export async function admit(endpoint: Endpoint, request: Request, deps: ApiDeps): Promise<Admitted> {
  const { path, who } = endpoint;
  const names = paramsIn(path);
  const read = (name: ParamName) => [name, pathPart<string>(pathParams[name], request.params[name])] as const;
  const about: Admitted['params'] = Object.fromEntries(names.filter((name) => subjects.has(name)).map(read));
  const admitted =
    who === 'public'
      ? {}
      : who === 'visitor'
        ? await asVisitor(about.token ?? '', deps)
        : await asStaff({ ...endpoint, who }, { request, about }, deps);
  return { ...admitted, params: { ...about, ...Object.fromEntries(names.map(read)) } };
}

async function asVisitor(token: string, { db }: ApiDeps): Promise<Omit<Admitted, 'params'>> {
  const visit = await findByToken(db, token);
  if (!visit) throw new ProblemError('not-found');
  if (visit.over) throw new ProblemError('visit-over');
  return { visit, scope: `visit ${visit.visitId}` };
}

async function asStaff(
  { who: roles, national }: Endpoint & { readonly who: readonly Staff['role'][] },
  { request, about: { office, visitId } }: { request: Request; about: Admitted['params'] },
  { db, sessions }: ApiDeps,
): Promise<Omit<Admitted, 'params'>> {
  const byVisit = office === undefined && visitId !== undefined;
  const [staff, target] = await Promise.all([
    sessions.require(request, { roles, ...(office === undefined ? {} : { office }) }),
    byVisit ? findVisit(db, visitId) : null,
  ]);
  if (national && staff.office !== null) throw new ProblemError('forbidden');
  if (office !== undefined && !(await hasOffice(db, office))) throw new ProblemError('not-found');
  const scope = `staff ${staff.id}`;
  if (!byVisit) return { staff, scope };
  if (!target) throw new ProblemError('not-found');
  if (staff.office !== null && staff.office !== target.office) throw new ProblemError('forbidden');
  return { staff, target, scope };
}
