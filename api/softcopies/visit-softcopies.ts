import type { Database } from '../../db/connect.ts';
import { listSoftcopies } from '../../db/softcopies/requests.ts';
import { requestForVisit, type VisitSoftcopyRefusal } from '../../db/softcopies/visit-requests.ts';
import { copyCheckPath } from '../../domain/softcopies/request.ts';
import { toIso } from '../../domain/time.ts';
import type { VisitSoftcopy, visitSoftcopiesEndpoints } from '../../wire/softcopies/visit-softcopies.ts';
import type { Handlers } from '../http/handler.ts';
import type { ProblemExtras } from '../http/problem.ts';
import { publicAddressOf } from '../http/public-address.ts';
import { fetchFile, softcopyRefusals, toView } from './softcopies.ts';

const refusals = {
  ...softcopyRefusals,
  unknown: { problem: 'not-found', extras: {} },
  elsewhere: { problem: 'forbidden', extras: {} },
  over: { problem: 'move-not-allowed', extras: {} },
} as const satisfies Readonly<Record<VisitSoftcopyRefusal, { problem: string; extras: ProblemExtras }>>;

/** Marked copies asked for at the desk and fetched on the visitor's page. */
export const visitSoftcopiesHandlers: Handlers<typeof visitSoftcopiesEndpoints> = {
  async ofVisit({ target: { visitId } }, { db }) {
    return { softcopies: await listForDesk(db, visitId) };
  },

  async request(
    { target: { visitId, office }, body: { publication }, staff, command, request, refuse },
    deps,
  ) {
    const { db, commands, publicUrl } = deps;
    const base = publicAddressOf(request, publicUrl);
    await commands.once({ ...command, visitId }, async (trx, { id: commandId }) => {
      const refusal = await requestForVisit(trx, {
        commandId,
        office,
        publication,
        visitId,
        staffId: staff.id,
        linkTo: (code) => `${base}${copyCheckPath(code)}`,
      });
      if (refusal === null) return;
      const { problem, extras } = refusals[refusal];
      throw refuse(problem, extras);
    });
    return { softcopies: await listForDesk(db, visitId) };
  },

  async own({ params: { token }, visit: { visitId: visit } }, { db }) {
    const copies = `/api/v1/visits/${token}/softcopies`;
    return { softcopies: (await listSoftcopies(db, { visit })).map((of) => toView(of, copies)) };
  },

  async file({ params: { softcopy: id }, visit: { visitId: visit }, request, refuse }, { db, softcopies }) {
    return fetchFile({ id, visit }, { db, softcopies, request, refuse });
  },
};

async function listForDesk(db: Database, visit: string): Promise<VisitSoftcopy[]> {
  const softcopies = await listSoftcopies(db, { visit });
  return softcopies.map(({ id, publication, title, stage, progress, requestedAt }) => ({
    requestId: id,
    publication,
    title,
    state: stage,
    progress,
    requestedAt: toIso(requestedAt),
  }));
}
