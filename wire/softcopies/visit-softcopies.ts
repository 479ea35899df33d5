import * as z from 'zod';
import { deskRoles } from '../../domain/staff/roles.ts';
import { endpoint } from '../http/endpoint.ts';
import { softcopy, softcopyList, softcopyOrder } from './softcopies.ts';

const visitSoftcopy = softcopy
  .pick({ requestId: true, publication: true, title: true, state: true, progress: true, requestedAt: true })
  .meta({ id: 'VisitSoftcopy' });
/** A copy that was asked for during a visit, as the desk sees it: how far it is, and no way to fetch it. */
export type VisitSoftcopy = z.output<typeof visitSoftcopy>;

/** The newest first. */
export const visitSoftcopyList = z
  .strictObject({ softcopies: z.array(visitSoftcopy) })
  .meta({ id: 'VisitSoftcopies' });

export const visitSoftcopiesEndpoints = {
  ofVisit: endpoint('GET /visits/{visitId}/softcopy-requests', {
    summary: 'The copies that were asked for during a visit, and how far they are',
    who: deskRoles,
    answer: visitSoftcopyList,
    cache: 'no-store',
  }),
  request: endpoint('POST /visits/{visitId}/softcopy-requests', {
    summary: 'Ask for a marked copy for the visitor; the same publication is the same request',
    who: deskRoles,
    body: softcopyOrder,
    command: true,
    status: 201,
    answer: visitSoftcopyList,
    problems: ['forbidden', 'move-not-allowed', 'no-softcopy', 'too-many-softcopies'],
  }),
  own: endpoint('GET /visits/{token}/softcopies', {
    summary: 'The copies that the visitor can fetch, or soon',
    who: 'visitor',
    answer: softcopyList,
    cache: 'no-store',
  }),
  file: endpoint('GET /visits/{token}/softcopies/{softcopy}/file', {
    summary: "The visitor's copy, while it can be fetched; parts of it can be asked for",
    who: 'visitor',
    files: ['application/pdf'],
    cache: 'no-store',
    problems: ['link-over'],
  }),
};
