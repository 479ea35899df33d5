import type { Request } from 'express';
import type { Database } from '../../db/connect.ts';
import { hasOffice } from '../../db/offices/offices.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { findVisit } from '../../db/visitors/visitors.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { deskRoles } from '../../domain/staff/roles.ts';
import type { Sessions } from './guards.ts';
import { ProblemError } from './problem.ts';
import { pathPart } from './requests.ts';
import { visitId as visitIdSchema, officeCode } from '../../wire/fields.ts';

/** Who may act for an office. */
export interface InOffice {
  readonly office: string;
  readonly staff: Staff;
}

/** Who may act on a visit. */
export interface OnVisit {
  readonly target: VisitKey;
  readonly staff: Staff;
}

/** Under which a member of staff's keys are remembered. */
export const scopeOf = ({ id }: Staff): string => `staff ${id}`;

/** Who may do what, and where: every staff route asks here, by the office or the visit of its path. */
export function createAccess({ db, sessions }: { db: Database; sessions: Sessions }) {
  const inOffice = async (request: Request, roles: readonly Role[]): Promise<InOffice> => {
    const office = pathPart(officeCode, request.params['office']);
    const staff = await sessions.require(request, { roles, office });
    if (!(await hasOffice(db, office))) throw new ProblemError('not-found');
    return { office, staff };
  };

  const onVisit = async (request: Request, roles: readonly Role[]): Promise<OnVisit> => {
    const visitId = pathPart(visitIdSchema, request.params['visitId']);
    const [staff, target] = await Promise.all([sessions.require(request, { roles }), findVisit(db, visitId)]);
    if (!target) throw new ProblemError('not-found');
    if (staff.office !== null && staff.office !== target.office) throw new ProblemError('forbidden');
    return { staff, target };
  };

  return {
    desk: (request: Request): Promise<InOffice> => inOffice(request, deskRoles),
    supervisor: (request: Request): Promise<InOffice> => inOffice(request, ['supervisor']),
    admin: (request: Request): Promise<InOffice> => inOffice(request, ['admin']),
    /** Supervisors may read what admins change. */
    settingsReader: (request: Request): Promise<InOffice> => inOffice(request, ['supervisor', 'admin']),
    visit: (request: Request): Promise<OnVisit> => onVisit(request, deskRoles),
    visitAsSupervisor: (request: Request): Promise<OnVisit> => onVisit(request, ['supervisor']),

    /** An admin, of whatever office. */
    anyAdmin: (request: Request): Promise<Staff> => sessions.require(request, { roles: ['admin'] }),

    /** An admin of all offices. */
    async national(request: Request): Promise<Staff> {
      const staff = await sessions.require(request, { roles: ['admin'] });
      if (staff.office !== null) throw new ProblemError('forbidden');
      return staff;
    },
  };
}

export type Access = ReturnType<typeof createAccess>;
