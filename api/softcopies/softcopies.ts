import type { Request } from 'express';
import {
  cancelSoftcopy,
  fetchSoftcopy,
  listSoftcopies,
  makeSoftcopyAnew,
  readSoftcopy,
  requestSoftcopy,
  verifySoftcopy,
  type OwnRequest,
  type SoftcopyRefusal,
  type SoftcopyRequest,
} from '../../db/softcopies/requests.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/connect.ts';
import {
  attachOriginals,
  detachOriginal,
  readKept,
  readOriginal,
  readOriginalsOf,
} from '../../db/softcopies/originals.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { admins } from '../../domain/staff/roles.ts';
import { fileRefusalWords } from '../field-words/softcopy-words.ts';
import { mayActFor } from '../http/access.ts';
import { copyCheckPath, fetchableStages } from '../../domain/softcopies/request.ts';
import { toIso } from '../../domain/time.ts';
import type { SoftcopyView, softcopiesEndpoints } from '../../wire/softcopies/softcopies.ts';
import type { ApiDeps } from '../deps.ts';
import type { GateLimits } from '../limits/gate.ts';
import type { FileAnswer, Handlers } from '../http/handler.ts';
import { languageOf, type ProblemError, type ProblemExtras } from '../http/problem.ts';
import { publicAddressOf } from '../http/public-address.ts';

/** How a refusal is told, and when to come back. */
export const softcopyRefusals = {
  'no-softcopy': { problem: 'no-softcopy', extras: {} },
  'too-many-today': { problem: 'too-many-softcopies', extras: { retryAfterSeconds: 3_600 } },
  'too-many-waiting': { problem: 'too-many-softcopies', extras: { retryAfterSeconds: 60 } },
  'no-room': { problem: 'too-many-softcopies', extras: { retryAfterSeconds: 3_600 } },
} as const satisfies Readonly<Record<SoftcopyRefusal, { problem: string; extras: ProblemExtras }>>;

/** Wishes and fetches at once: those of one member wait for one another's row, each with a line to the database. */
export const copying = { atOnce: 3, waiting: 20 } as const satisfies GateLimits;

/** Files of up to 250 MB that lie in the working folder at once. One whose turn has not come is refused unread. */
export const arrivingPdfs = {
  atOnce: 4,
  waiting: 0,
  refusal: 'pdfs-waiting',
  comeBackAfterSeconds: 5,
} as const satisfies GateLimits;

/** A look may take a processor for a minute and 900 MB; whatever has arrived waits for its turn. */
export const lookingAtPdfs = { atOnce: 1, waiting: arrivingPdfs.atOnce } as const satisfies GateLimits;

/** Publications on a page of those whose PDFs are looked after. */
const perPage = 10;

/** Marked copies of publications: asked for, fetched and taken back by members, verified by anybody. */
export const softcopiesHandlers: Handlers<typeof softcopiesEndpoints> = {
  async originals({ params: { office }, query: { q = '', softcopy, page }, request }, { db, searching }) {
    const chosen = softcopy === undefined ? {} : { softcopy: [softcopy] };
    const asked = { text: q, office, chosen, bySeries: false, page, perPage };
    const { found, items } = await searching.search(request, asked);
    const originals = await readOriginalsOf(
      db,
      items.map(({ id }) => id),
    );
    const publications = items.map(({ id, title, year, publicationNumber, catalogueNumber }) => ({
      publication: id,
      title,
      year,
      number: publicationNumber ?? catalogueNumber,
      original: originals.get(id) ?? null,
    }));
    return { publications, total: found.total, page, perPage };
  },

  async give({ staff, params: { publication }, upload, request, refuse }, deps) {
    const { db, softcopies } = deps;
    const { office, key } = await ownPublication(db, { staff, publication, refuse });
    const isKnown = (sha256: string) => readOriginal(db, sha256);
    const taken = await deps.arrivingPdfs(() =>
      softcopies.takeInBytes(upload, { isKnown, inTurn: deps.lookingAtPdfs }),
    );
    if ('refused' in taken)
      throw refuse('pdf-refused', { detail: fileRefusalWords[taken.refused][languageOf(request)] });
    const { original } = taken;
    await db.transaction().execute(async (trx) => {
      const changed = await attachOriginals(trx, office, new Map([[key, original]]));
      if (changed.size > 0)
        await writeAudit(trx, {
          by: { kind: 'staff', id: staff.id },
          office,
          action: 'softcopy-given',
          detail: { publication, sha256: original.sha256 },
        });
    });
    return { bytes: original.bytes, pages: original.pages };
  },

  async takeAway({ staff, params: { publication }, refuse }, { db }) {
    const { office } = await ownPublication(db, { staff, publication, refuse });
    await db.transaction().execute(async (trx) => {
      if (await detachOriginal(trx, publication))
        await writeAudit(trx, {
          by: { kind: 'staff', id: staff.id },
          office,
          action: 'softcopy-taken-away',
          detail: { publication },
        });
    });
  },

  async request({ member, body: { publication }, request, refuse }, { db, publicUrl, throttle, copying }) {
    if (!member.confirmed) throw refuse('not-confirmed');
    return copying(async () => {
      await throttle.softcopyAsked(request, member.id);
      const base = publicAddressOf(request, publicUrl);
      const asked = await db.transaction().execute((trx) =>
        requestSoftcopy(trx, {
          member: member.id,
          publication,
          linkTo: (code) => `${base}${copyCheckPath(code)}`,
        }),
      );
      if (typeof asked !== 'string') return toView(asked.request);
      const { problem, extras } = softcopyRefusals[asked];
      throw refuse(problem, extras);
    });
  },

  async list({ member }, { db }) {
    return { softcopies: (await listSoftcopies(db, { member: member.id })).map((of) => toView(of)) };
  },

  async verify({ params: { copyCode }, refuse }, { db }) {
    const found = await verifySoftcopy(db, copyCode);
    if (!found) throw refuse('not-found');
    return found;
  },

  async read({ member, params: { softcopy: id }, refuse }, { db }) {
    const found = await readSoftcopy(db, { id, member: member.id });
    if (!found) throw refuse('not-found');
    return toView(found);
  },

  async file({ member, params: { softcopy: id }, request, refuse }, { db, softcopies, copying }) {
    return copying(() => fetchFile({ id, member: member.id }, { db, softcopies, request, refuse }));
  },

  async cancel({ member, params: { softcopy: id }, refuse }, { db }) {
    const own = { id, member: member.id };
    if (!(await readSoftcopy(db, own))) throw refuse('not-found');
    await cancelSoftcopy(db, own);
  },
};

/** A publication for whose office this account may act. */
async function ownPublication(
  db: Database,
  of: { staff: Staff; publication: string; refuse: (problem: 'not-found' | 'forbidden') => Error },
): Promise<{ office: string; key: string }> {
  const found = await readKept(db, of.publication);
  if (!found) throw of.refuse('not-found');
  if (!mayActFor(of.staff, { roles: admins, office: found.office })) throw of.refuse('forbidden');
  return found;
}

/** The copy of an own request; one whose file is lost is made anew. */
export async function fetchFile(
  own: OwnRequest,
  {
    db,
    softcopies,
    request,
    refuse,
  }: Pick<ApiDeps, 'db' | 'softcopies'> & {
    readonly request: Request;
    readonly refuse: (problem: 'not-found' | 'link-over') => ProblemError;
  },
): Promise<FileAnswer<'application/pdf'>> {
  if (!(await readSoftcopy(db, own))) throw refuse('not-found');
  if (!(await softcopies.hasCopy(own.id))) {
    await makeSoftcopyAnew(db, own);
    throw refuse('link-over');
  }
  const fetched = await fetchSoftcopy(db, { ...own, fetches: request.method !== 'HEAD' });
  if (!fetched) throw refuse('link-over');
  return { name: `${fetched.number}.pdf`, type: 'application/pdf', path: softcopies.copyOf(own.id) };
}

/** A request as its owner sees it, fetched below the address of the owner's copies. */
export function toView(of: SoftcopyRequest, copies = '/api/v1/softcopies'): SoftcopyView {
  const { id, number, publication, title, stage, progress, bytes, requestedAt, expiresAt } = of;
  const isThere = (fetchableStages as readonly string[]).includes(stage);
  return {
    requestId: id,
    number,
    publication,
    title,
    state: stage,
    progress,
    fileUrl: isThere ? `${copies}/${id}/file` : null,
    bytes: isThere ? bytes : null,
    requestedAt: toIso(requestedAt),
    expiresAt: isThere ? toIso(expiresAt) : null,
  };
}
