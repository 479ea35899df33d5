import { readOfficeNow } from '../../db/offices/offices.ts';
import { hasService } from '../../db/offices/codes.ts';
import { enterPaperVisit, listPaperVisits } from '../../db/supervision/paper-visits.ts';
import { correctVisit, type CorrectionRequest } from '../../db/supervision/corrections.ts';
import { readStory } from '../../db/supervision/stories.ts';
import { localDayOf } from '../../domain/offices/calendar.ts';
import { workflowIdOf, type VisitKey } from '../../domain/visits/messages.ts';
import type { CorrectionBody, VisitStory, storiesEndpoints } from '../../wire/supervision/stories.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { invalidField } from '../http/requests.ts';

/** Visit histories, corrections, and visits that were recorded on paper. */
export const storiesHandlers: Handlers<typeof storiesEndpoints> = {
  story: ({ target }, deps) => storyOf(deps, target),

  async correct({ target, body, staff, command, refuse }, deps) {
    const { cipher, commands, mailUrl } = deps;
    const { visitId } = target;
    await commands.once({ ...command, visitId }, async (trx, { id: commandId }) => {
      const { reason } = body;
      const change = {
        ...target,
        request: toRequest(body),
        reason,
        staffId: staff.id,
        commandId,
        mailIsOn: mailUrl !== null,
      };
      const outcome = await correctVisit(trx, cipher, change);
      if (outcome.kind === 'disorder') throw invalidField('/at', 'out-of-order', { detail: outcome.field });
      if (outcome.kind === 'nothing') throw refuse('move-not-allowed');
    });
    return storyOf(deps, target);
  },

  async paperVisits({ params: { office }, query }, { db }) {
    const now = await readOfficeNow(db, office);
    const { day = now?.opening.day ?? '' } = query;
    return { visits: await listPaperVisits(db, { office, day }) };
  },

  async enterPaperVisit({ params: { office }, body, staff, command, refuse }, { db, commands }) {
    const now = await readOfficeNow(db, office);
    if (!now) throw refuse('not-found');
    if (!(await hasService(db, office, body.service))) throw invalidField('/service', 'unknown-code');
    const takenAt = Date.parse(body.takenAt);
    const endedAt = Date.parse(body.endedAt);
    if (endedAt > now.now) throw invalidField('/endedAt', 'future');
    const day = localDayOf(takenAt, now.timeZone);
    await commands.once(command, async (trx, { id: commandId }) => {
      const servedAt = body.servedAt === null ? null : Date.parse(body.servedAt);
      const visit = { ...body, office, day, takenAt, servedAt, endedAt, staffId: staff.id, commandId };
      if (!(await enterPaperVisit(trx, visit))) throw refuse('already-exists');
    });
    return { visits: await listPaperVisits(db, { office, day }) };
  },
};

async function storyOf({ db, cipher, engineUi }: ApiDeps, target: VisitKey): Promise<VisitStory> {
  const story = await readStory({ db, cipher }, target.visitId);
  if (!story) throw new ProblemError('not-found');
  const workflowId = workflowIdOf(target);
  const url = engineUi && `${engineUi.replace(/\/$/, '')}/workflows/${encodeURIComponent(workflowId)}`;
  return { ...story, engine: { workflowId, url } };
}

function toRequest(body: CorrectionBody): CorrectionRequest {
  return body.field === 'guest-book'
    ? { field: body.field, guestBook: body.guestBook }
    : { field: body.field, at: Date.parse(body.at) };
}
