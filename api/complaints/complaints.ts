import type { Request } from 'express';
import { addComplaint, findComplaint, moveComplaint } from '../../db/complaints/complaints.ts';
import type { FiledComplaint, MoveRefusal } from '../../db/complaints/complaints.ts';
import { complaintSecretOf } from '../../db/complaints/secret.ts';
import { readComplainant } from '../../db/complaints/complainants.ts';
import type { ComplaintRow } from '../../db/complaints/record.ts';
import { findAssignee, isConcerned, listAssignable } from '../../db/complaints/officers.ts';
import { isVisitOf, listComplaints, readComplaint } from '../../db/complaints/views.ts';
import { countComplaints, countOpenComplaints } from '../../db/complaints/figures.ts';
import { readClock } from '../../db/clock.ts';
import { readOfficeNow, readOfficeView } from '../../db/offices/offices.ts';
import { periodOf } from '../../db/supervision/period.ts';
import { findByToken } from '../../db/visitors/visitors.ts';
import { trackingPath } from '../../domain/complaints/reference.ts';
import { isFinal } from '../../domain/complaints/steps.ts';
import { toIso } from '../../domain/time.ts';
import type { ComplaintMoveBody, complaintsEndpoints } from '../../wire/complaints/complaints.ts';
import type { ApiDeps } from '../deps.ts';
import type { AskedCommand, Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { publicAddressOf } from '../http/public-address.ts';
import { invalidField } from '../http/requests.ts';
import { toListedView, toTracked, toView } from './complaint-views.ts';
import { mayWorkOn, opened } from './opening.ts';

/**
 * Complaints of strangers written at once: those of one office wait for one another's number, each with a line to the
 * database that tickets need as well.
 */
export const filing = { atOnce: 2, waiting: 30 } as const;

/** The problem of a move that was not made. */
const refusals = {
  stale: 'complaint-changed',
  'not-allowed': 'move-not-allowed',
  'reopened-before': 'reopened-before',
  'reopened-late': 'reopened-late',
  'too-many-messages': 'too-many-messages',
} as const satisfies Readonly<Record<Exclude<MoveRefusal, 'unchanged'>, string>>;

/** Complaints: handed in and followed up by anybody, worked on by staff. */
export const complaintsHandlers: Handlers<typeof complaintsEndpoints> = {
  async file({ params: { office }, body, command, request, refuse }, deps) {
    return deps.filing(async () => {
      const { visit: token, ...filed } = body;
      if (!(await readOfficeView(deps.db, office))) throw refuse('not-found');
      await deps.throttle.complaintFiled(request);
      const visit = token === undefined ? null : await findByToken(deps.db, token);
      if (token !== undefined && visit?.office !== office) throw invalidField('/visit', 'unknown-visit');
      const asked = { ...command, scope: complainantScopeOf(request, deps) };
      return fileOnce(deps, asked, {
        ...filed,
        person: filed.person ?? null,
        office,
        channel: 'web',
        visitId: visit?.visitId ?? null,
        staffId: null,
        request,
      });
    });
  },

  async enter({ params: { office }, body, staff, command, request }, deps) {
    const { visit, ...filed } = body;
    if (visit !== undefined && !(await isVisitOf(deps.db, { office, visitId: visit })))
      throw invalidField('/visit', 'unknown-visit');
    return fileOnce(deps, command, {
      ...filed,
      person: filed.person ?? null,
      office,
      visitId: visit ?? null,
      staffId: staff.id,
      request,
    });
  },

  async track({ params: { reference }, request }, deps) {
    return tracked(deps, (await opened(deps, request, reference)).id);
  },

  async reply({ params: { reference }, body, command, request, refuse }, deps) {
    const { id } = await opened(deps, request, reference);
    const { move: name } = body;
    await deps.commands.once({ ...command, scope: `complaint ${id}` }, async (trx, { id: commandId }) => {
      const refusal = await moveComplaint(trx, keysOf(deps), {
        id,
        move: { name },
        by: 'complainant',
        staffId: null,
        expectedRevision: null,
        text: 'text' in body ? body.text : null,
        commandId,
      });
      if (refusal !== null && refusal !== 'stale' && refusal !== 'unchanged') throw refuse(refusals[refusal]);
    });
    return tracked(deps, id);
  },

  async list({ params: { office }, query: { state, reference = null }, staff }, deps) {
    const mine = staff.role === 'supervisor' ? null : staff.id;
    const rows = await listComplaints(deps, { office, state, reference, for: mine });
    return { complaints: rows.map(toListedView), at: toIso(rows[0]?.now ?? (await readClock(deps.db))) };
  },

  async figures({ params: { office }, query, refuse }, { db }) {
    const now = await readOfficeNow(db, office);
    if (!now) throw refuse('not-found');
    const [counts, open] = await Promise.all([
      countComplaints(db, { office, ...periodOf(query, now.opening.day) }),
      countOpenComplaints(db, office),
    ]);
    return { now: open, counts };
  },

  async read({ params: { office, complaint: id }, staff }, deps) {
    await mayWorkOn(deps, { office, id, staff });
    return viewed(deps, id);
  },

  async move({ params: { office, complaint: id }, body, staff, command, refuse }, deps) {
    const row = await mayWorkOn(deps, { office, id, staff });
    const isSupervisors = body.move === 'assign' || body.move === 'transfer' || body.move === 'dismiss';
    if (isSupervisors && staff.role !== 'supervisor') throw refuse('forbidden');
    const assignee = body.move === 'assign' ? await assigneeOf(deps, row, body.assignee) : null;
    await deps.commands.once(command, async (trx, { id: commandId }) => {
      const refusal = await moveComplaint(trx, keysOf(deps), {
        id,
        move: body.move === 'verify' ? { name: 'verify', kind: body.kind } : { name: body.move },
        by: 'staff',
        staffId: staff.id,
        expectedRevision: body.expectedRevision,
        text: textOf(body),
        assignee,
        commandId,
      });
      if (refusal === 'unchanged') throw invalidField('/assignee', 'unchanged');
      if (refusal !== null && refusal !== 'too-many-messages') throw refuse(refusals[refusal]);
    });
    return viewed(deps, id);
  },

  async officers({ params: { office, complaint: id }, staff }, deps) {
    return { officers: await listAssignable(deps.db, await mayWorkOn(deps, { office, id, staff })) };
  },

  async complainant({ params: { office, complaint: id }, body: { reason }, staff, refuse }, deps) {
    const row = await mayWorkOn(deps, { office, id, staff });
    const isKeptFrom = row.identity !== 'named' && staff.role !== 'supervisor';
    if (isKeptFrom || (await isConcerned(deps.db, staff.id, row))) throw refuse('forbidden');
    const { person, visitId } = await readComplainant(deps, { id, office, staffId: staff.id, reason });
    return {
      person: person && { name: person.name, email: person.email ?? null, phone: person.phone ?? null },
      visit: visitId,
    };
  },
};

const keysOf = ({ cipher, mailUrl }: ApiDeps) => ({ cipher, mailIsOn: mailUrl !== null });

/** The scope of the keys of whoever complains: a guessed key must not bring somebody else's secret. */
function complainantScopeOf(request: Request, { cipher, addressOf }: ApiDeps): string {
  return `complain ${cipher.mac(`address ${addressOf(request)}`).toString('base64url')}`;
}

async function fileOnce(
  deps: ApiDeps,
  command: AskedCommand,
  { request, ...filed }: Omit<FiledComplaint, 'id'> & { request: Request },
) {
  const { db, cipher, commands, publicUrl } = deps;
  const { id } = await commands.once(command, (trx, { id: commandId }) =>
    addComplaint(trx, keysOf(deps), { ...filed, id: commandId }),
  );
  const row = await findComplaint(db, { office: filed.office, id });
  if (!row) throw new ProblemError('not-found');
  const secret = complaintSecretOf(cipher, id);
  const path = trackingPath(row.reference, secret);
  return {
    reference: row.reference,
    secret,
    statusUrl: `${publicAddressOf(request, publicUrl)}${path}`,
    dueAt: toIso(row.answer_due_at ?? row.received_at),
  };
}

async function tracked(deps: ApiDeps, id: string) {
  const found = await readComplaint(deps, id);
  if (!found) throw new ProblemError('not-found');
  const office = await readOfficeView(deps.db, found.row.office);
  return toTracked(found, office?.name ?? found.row.office);
}

async function viewed(deps: ApiDeps, id: string) {
  const found = await readComplaint(deps, id);
  if (!found) throw new ProblemError('not-found');
  return toView(found);
}

async function assigneeOf(
  { db }: ApiDeps,
  row: ComplaintRow,
  username: string | null,
): Promise<string | null> {
  if (username === null) return null;
  const id = await findAssignee(db, { office: row.office, username });
  if (id === null) throw invalidField('/assignee', 'unknown-code');
  if (row.identity !== 'named' && !isFinal(row.stage) && (await isConcerned(db, id, row)))
    throw invalidField('/assignee', 'concerned');
  return id;
}

function textOf(body: ComplaintMoveBody): string | null {
  if (body.move === 'transfer') return `${body.unit}\n\n${body.text}`;
  return 'text' in body ? body.text : null;
}
