import type { Request } from 'express';
import { findComplaint, findTracked } from '../../db/complaints/complaints.ts';
import { isConcerned } from '../../db/complaints/officers.ts';
import type { ComplaintRow } from '../../db/complaints/record.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { toSecret } from '../../domain/complaints/reference.ts';
import type { ApiDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';

/** The complaint that a reference and the secret in the header open; the same answer for an unknown one and a wrong secret. */
export async function opened(deps: ApiDeps, request: Request, reference: string): Promise<ComplaintRow> {
  const tried = await deps.throttle.tracking(request);
  const secret = toSecret(request.get('complaint-secret') ?? '');
  const row = secret === null ? null : await findTracked(deps.db, { reference, secret });
  if (!row) throw new ProblemError('not-found');
  await tried.takenBack();
  return row;
}

/**
 * The complaint, for whoever may work on it: supervisors, and the officer it is assigned to. One that is not by name is
 * as if it were not there for an officer whom it is about.
 */
export async function mayWorkOn(
  { db }: ApiDeps,
  { office, id, staff }: { office: string; id: string; staff: Staff },
): Promise<ComplaintRow> {
  const row = await findComplaint(db, { office, id });
  const isTheirs = row && (staff.role === 'supervisor' || row.assigned_to === staff.id);
  if (!row || !isTheirs) throw new ProblemError('not-found');
  if (staff.role === 'supervisor' || row.identity === 'named') return row;
  if (await isConcerned(db, staff.id, row)) throw new ProblemError('not-found');
  return row;
}
