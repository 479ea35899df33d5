import type { Request } from 'express';
import type { Member } from '../../db/members/sessions.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { findByToken, type TokenVisit } from '../../db/visitors/visitors.ts';
import { sessionEndWords } from '../../domain/members/member.ts';
import type { Role } from '../../domain/staff/roles.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { paramsIn, pathParams, type Endpoint, type ParamName } from '../../wire/http/endpoint.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf, ProblemError } from './problem.ts';
import { pathPart } from './requests.ts';

/** Who was admitted, and to what. */
export interface Admitted {
  readonly params: Readonly<Partial<Record<ParamName, string>>>;
  readonly staff?: Staff;
  /** The visit of the path, where the path names no office. */
  readonly target?: VisitKey;
  readonly visit?: TokenVisit;
  readonly member?: Member;
  /** The scope of this sender's idempotency keys; on public endpoints the handler chooses one. */
  readonly scope?: string;
}

/** Lets a request in by its endpoint's `who`, or refuses. */
export async function admit(endpoint: Endpoint, request: Request, deps: ApiDeps): Promise<Admitted> {
  const { path, who } = endpoint;
  const names = paramsIn(path);
  const read = (name: ParamName) => [name, pathPart<string>(pathParams[name], request.params[name])] as const;
  // what the path is about is read before access is decided, what follows only after
  const about: Admitted['params'] = Object.fromEntries(names.slice(0, 1).map(read));
  const admitted =
    who === 'public'
      ? {}
      : who === 'visitor'
        ? await asVisitor(about.token ?? '', deps)
        : who === 'member'
          ? await asMember(request, deps)
          : await asStaff({ ...endpoint, who }, { request, about }, deps);
  return { ...admitted, params: { ...about, ...Object.fromEntries(names.map(read)) } };
}

async function asVisitor(token: string, { db }: ApiDeps): Promise<Omit<Admitted, 'params'>> {
  const visit = await findByToken(db, token);
  if (!visit) throw new ProblemError('not-found');
  if (visit.over) throw new ProblemError('visit-over');
  return { visit, scope: `visit ${visit.visitId}` };
}

async function asMember(request: Request, { memberCookies }: ApiDeps): Promise<Omit<Admitted, 'params'>> {
  const cookies = request.get('cookie');
  const member = await memberCookies.memberOf(cookies);
  if (!member) {
    const end = await memberCookies.endOf(cookies);
    throw new ProblemError('not-signed-in', end ? { detail: sessionEndWords[end][languageOf(request)] } : {});
  }
  return { member, scope: `member ${member.id}` };
}

async function asStaff(
  { who: roles, national }: Endpoint & { readonly who: readonly Role[] },
  { request, about: { office, visitId } }: { request: Request; about: Admitted['params'] },
  { sessions }: ApiDeps,
): Promise<Omit<Admitted, 'params'>> {
  const byVisit = office === undefined && visitId !== undefined;
  const asked = { office: office ?? null, visitId: byVisit ? visitId : null };
  const admission = await sessions.admissionOf(request, asked);
  const staff = permitted(admission?.staff ?? null, { roles, office: asked.office });
  if (national && staff.office !== null) throw new ProblemError('forbidden');
  if (office !== undefined && !admission?.isOffice) throw new ProblemError('not-found');
  const scope = `staff ${staff.id}`;
  if (!byVisit) return { staff, scope };
  const target = admission?.target;
  if (!target) throw new ProblemError('not-found');
  permitted(staff, { roles, office: target.office });
  return { staff, target, scope };
}

/** Whether an account may act here: by its role, for its own office, or for all when it belongs to none. */
export function mayActFor(
  { role, office: own }: Pick<Staff, 'role' | 'office'>,
  { roles, office }: { readonly roles: readonly Role[]; readonly office: string | null },
): boolean {
  return roles.includes(role) && (own === null || office === null || own === office);
}

/** Whoever is signed in, if they may act there; throws a problem otherwise. */
function permitted(staff: Staff | null, where: Parameters<typeof mayActFor>[1]): Staff {
  if (!staff) throw new ProblemError('not-signed-in');
  if (!mayActFor(staff, where)) throw new ProblemError('forbidden');
  return staff;
}
