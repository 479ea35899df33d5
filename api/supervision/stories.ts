import { Router } from 'express';
import type { Database } from '../../db/connect.ts';
import { listDays } from '../../db/supervision/days.ts';
import { readGuestBook } from '../../db/visitors/guest-books.ts';
import { hasService, readOfficeNow } from '../../db/offices/offices.ts';
import { enterPaperVisit, listPaperVisits } from '../../db/supervision/paper-visits.ts';
import { changePriority } from '../../db/visits/priorities.ts';
import type { Cipher } from '../../db/cipher.ts';
import { findProfile, forgetProfile } from '../../db/visitors/profiles.ts';
import { correctVisit, readStory } from '../../db/supervision/stories.ts';
import type { CorrectionRequest } from '../../db/supervision/stories.ts';
import { localDayOf } from '../../domain/offices/calendar.ts';
import { workflowIdOf } from '../../domain/visits/messages.ts';
import type { VisitKey } from '../../domain/visits/messages.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import type { Commands } from '../visits/commands.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { invalidField, parse } from '../http/requests.ts';
import { priorityBody } from '../../wire/visits.ts';
import { paperVisitBody, correctionBody } from '../../wire/stories.ts';
import { profileBody } from '../../wire/guest-books.ts';
import { dayRange, dayQuery } from '../../wire/fields.ts';
import type { CorrectionBody } from '../../wire/stories.ts';

/** What is told and put right beside the visits: stories, corrections, priority, paper, kept guest books, ends of days. */
export function storyRoutes(deps: {
  db: Database;
  cipher: Cipher;
  access: Access;
  commands: Commands;
  /** Base address of a Temporal UI that shows workflows by id, or null. */
  engineUi: string | null;
  mailIsOn: boolean;
}): Router {
  const { db, cipher, access, commands, engineUi, mailIsOn } = deps;
  const router = Router();

  const storyOf = async (target: VisitKey) => {
    const story = await readStory({ db, cipher }, target.visitId);
    if (!story) throw new ProblemError('not-found');
    const workflowId = workflowIdOf(target);
    const url = engineUi && `${engineUi.replace(/\/$/, '')}/workflows/${encodeURIComponent(workflowId)}`;
    return { ...story, engine: { workflowId, url } };
  };

  router
    .route('/visits/:visitId/story')
    .get(async (request, response) => {
      const { target } = await access.visitAsSupervisor(request);
      response.set('Cache-Control', 'no-store').json(await storyOf(target));
    })
    .all(onlyAllows('GET'));

  router
    .route('/visits/:visitId/staff/guest-book')
    .get(async (request, response) => {
      const { staff, target } = await access.visitAsSupervisor(request);
      const whole = await readGuestBook(db, cipher, { ...target, readerId: staff.id, mailIsOn });
      if (!whole) throw new ProblemError('not-found');
      response.set('Cache-Control', 'no-store').json(whole);
    })
    .all(onlyAllows('GET'));

  router
    .route('/visits/:visitId/corrections')
    .post(async (request, response) => {
      const { staff, target } = await access.visitAsSupervisor(request);
      const body = parse(correctionBody, request.body);
      await commands.once(
        request,
        { scope: scopeOf(staff), visitId: target.visitId },
        async ({ id: commandId }) => {
          const change = {
            ...target,
            request: toRequest(body),
            reason: body.reason,
            staffId: staff.id,
            commandId,
          };
          const outcome = await correctVisit({ db, cipher }, change);
          if (outcome.kind === 'disorder')
            throw invalidField('/at', 'out-of-order', { detail: outcome.field });
          if (outcome.kind === 'nothing') throw new ProblemError('move-not-allowed');
        },
      );
      response.status(201).json(await storyOf(target));
    })
    .all(onlyAllows('POST'));

  router
    .route('/visits/:visitId/priority')
    .put(async (request, response) => {
      const { staff, target } = await access.visit(request);
      const { priority } = parse(priorityBody, request.body);
      await commands.once(
        request,
        { scope: scopeOf(staff), visitId: target.visitId },
        async ({ id: commandId }) => {
          const change = { ...target, priority, staffId: staff.id, commandId };
          if (!(await changePriority(db, change))) throw new ProblemError('move-not-allowed');
        },
      );
      response.json({ priority });
    })
    .all(onlyAllows('PUT'));

  router
    .route('/offices/:office/paper-visits')
    .get(async (request, response) => {
      const { office } = await access.desk(request);
      const now = await readOfficeNow(db, office);
      const { day = now?.opening.day ?? '' } = parse(dayQuery, request.query);
      response.json({ visits: await listPaperVisits(db, { office, day }) });
    })
    .post(async (request, response) => {
      const { office, staff } = await access.desk(request);
      const body = parse(paperVisitBody, request.body);
      const now = await readOfficeNow(db, office);
      if (!now) throw new ProblemError('not-found');
      if (!(await hasService(db, office, body.service))) throw invalidField('/service', 'unknown-code');
      const takenAt = Date.parse(body.takenAt);
      const endedAt = Date.parse(body.endedAt);
      if (endedAt > now.now) throw invalidField('/endedAt', 'future');
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const entered = await enterPaperVisit(db, {
          ...body,
          office,
          day: localDayOf(takenAt, now.timeZone),
          takenAt,
          servedAt: body.servedAt === null ? null : Date.parse(body.servedAt),
          endedAt,
          staffId: staff.id,
          commandId,
        });
        if (!entered) throw new ProblemError('already-exists');
      });
      const day = localDayOf(takenAt, now.timeZone);
      response.status(201).json({ visits: await listPaperVisits(db, { office, day }) });
    })
    .all(onlyAllows('GET', 'POST'));

  router
    .route('/offices/:office/profiles/lookup')
    .post(async (request, response) => {
      const { office, staff } = await access.desk(request);
      const { email } = parse(profileBody, request.body);
      const profile = await findProfile({ db, cipher }, { email, office, staffId: staff.id });
      response.set('Cache-Control', 'no-store').json({ profile });
    })
    .all(onlyAllows('POST'));

  router
    .route('/offices/:office/profiles/forget')
    .post(async (request, response) => {
      const { office, staff } = await access.desk(request);
      const { email } = parse(profileBody, request.body);
      response.json({ forgotten: await forgetProfile({ db, cipher }, { email, office, staffId: staff.id }) });
    })
    .all(onlyAllows('POST'));

  router
    .route('/offices/:office/days')
    .get(async (request, response) => {
      const { office } = await access.supervisor(request);
      const now = await readOfficeNow(db, office);
      const today = now?.opening.day ?? '';
      const { from = today, to = today } = parse(dayRange, request.query);
      response.json({ days: await listDays(db, { office, from, to }) });
    })
    .all(onlyAllows('GET'));
  return router;
}

function toRequest(body: CorrectionBody): CorrectionRequest {
  return body.field === 'guest-book'
    ? { field: body.field, guestBook: body.guestBook }
    : { field: body.field, at: Date.parse(body.at) };
}
