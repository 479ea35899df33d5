import { buffer } from 'node:stream/consumers';
import type { Request } from 'express';
import {
  addAttachment,
  deleteAttachment,
  openAttachment,
  type AttachmentRefusal,
} from '../../db/complaints/attachments.ts';
import { isConcerned } from '../../db/complaints/officers.ts';
import type { ComplaintRow } from '../../db/complaints/record.ts';
import { cleanPicture } from '../../domain/complaints/attached-files.ts';
import { kindOf } from '../../domain/complaints/attachment-kind.ts';
import { attachmentEndings, attachmentTypes } from '../../domain/complaints/attachments.ts';
import { cleanPdf } from '../../pdf/work.ts';
import type { complaintAttachmentsEndpoints } from '../../wire/complaints/complaint-attachments.ts';
import type { ApiDeps } from '../deps.ts';
import { attachmentRefusalWords } from '../field-words/attachment-words.ts';
import { whenClosed } from '../http/transport/closing.ts';
import type { FileAnswer, Handlers } from '../http/handler.ts';
import { languageOf, ProblemError, type ProblemExtras } from '../http/problem.ts';
import type { GateLimits } from '../limits/gate.ts';
import { toAttachmentView } from './complaint-views.ts';
import { mayWorkOn, opened } from './opening.ts';

/** Attachments that are looked at and written down at once: each may take a process, and a line to the database. */
export const lookingAtAttachments = { atOnce: 2, waiting: 60 } as const satisfies GateLimits;

/** Attachments that arrive at once: each stands in memory until it was looked at. */
export const arrivingAttachments = { ofOne: 10, all: 40 } as const;

/** Attachments that complainants fetch at once: each stands in memory until the last of it was sent. */
export const fetchingAttachments = { ofOne: 4, all: 20 } as const;

/** Whoever takes longer for 5 MB does not read them. */
const mostFetchMs = 300_000;

/** How a refusal is told, and when to come back. */
const refusals = {
  over: { problem: 'move-not-allowed', extras: {} },
  'nothing-written': { problem: 'move-not-allowed', extras: {} },
  'too-many': { problem: 'too-many-attachments', extras: {} },
  'no-room': { problem: 'no-room', extras: { retryAfterSeconds: 3_600 } },
} as const satisfies Readonly<Record<AttachmentRefusal, { problem: string; extras: ProblemExtras }>>;

/** Files that come with complaints and messages, from both sides. */
export const complaintAttachmentsHandlers: Handlers<typeof complaintAttachmentsEndpoints> = {
  async send({ params: { reference }, upload, request }, deps) {
    using _place = deps.arrivingAttachments(deps.addressOf(request));
    const { id: complaintId } = await opened(deps, request, reference);
    await deps.throttle.attachmentSent(request);
    return await attach(deps, { complaintId, by: 'complainant', staffId: null, upload, request });
  },

  async fetch({ params: { reference, attachment }, request, response }, deps) {
    const place = deps.fetchingAttachments(deps.addressOf(request));
    try {
      const row = await opened(deps, request, reference);
      await deps.throttle.attachmentFetched(request);
      response.set(apart);
      return await fileOf(deps, row, { attachment, staffId: null });
    } finally {
      // the file is read in any case; only then it matters whether somebody takes it
      const enough = setTimeout(() => response.destroy(), mostFetchMs);
      whenClosed(response, () => {
        clearTimeout(enough);
        place[Symbol.dispose]();
      });
    }
  },

  async add({ params: { office, complaint: id }, upload, staff, request }, deps) {
    using _place = deps.arrivingAttachments(deps.addressOf(request));
    await mayWorkOn(deps, { office, id, staff });
    return await attach(deps, { complaintId: id, by: 'staff', staffId: staff.id, upload, request });
  },

  async delete({ params: { office, complaint: id, attachment }, body: { reason }, staff, refuse }, deps) {
    const row = await mayWorkOn(deps, { office, id, staff });
    if (await isConcerned(deps.db, staff.id, row)) throw refuse('forbidden'); // nobody takes away what speaks against them
    const { id: complaintId } = row;
    const asked = { complaintId, id: attachment, office, staffId: staff.id, reason };
    const deleted = await deleteAttachment(deps, asked);
    if (!deleted) throw refuse('not-found');
    return toAttachmentView(deleted);
  },

  async read({ params: { office, complaint: id, attachment }, staff, response }, deps) {
    const row = await mayWorkOn(deps, { office, id, staff });
    response.set(apart);
    return fileOf(deps, row, { attachment, staffId: staff.id });
  },
};

/** Whoever opens it in place all the same opens it in nobody's name, without scripts. */
const apart = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox" };

async function attach(
  deps: ApiDeps,
  {
    upload,
    request,
    ...sender
  }: {
    readonly complaintId: string;
    readonly by: 'complainant' | 'staff';
    readonly staffId: string | null;
    readonly upload: AsyncIterable<Uint8Array>;
    readonly request: Request;
  },
) {
  const sent = await buffer(upload);
  return deps.lookingAtAttachments(async () => {
    const looked = await lookAt(sent, deps);
    if ('refused' in looked)
      throw new ProblemError('attachment-refused', {
        detail: attachmentRefusalWords[looked.refused][languageOf(request)],
      });
    const attached = await addAttachment(deps, sender, { ...looked, sent });
    if ('attachment' in attached) return toAttachmentView(attached.attachment);
    const { problem, extras } = refusals[attached.refused];
    throw new ProblemError(problem, extras);
  });
}

/** What a file is by its content, and what is kept of it. */
async function lookAt(sent: Uint8Array, { softcopies }: ApiDeps) {
  const kind = kindOf(sent);
  if (kind === null) return { refused: 'unknown-kind' } as const;
  const cleaned = kind === 'pdf' ? await cleanPdf(sent, softcopies.workFolder) : cleanPicture(kind, sent);
  return 'refused' in cleaned ? cleaned : { kind, bytes: cleaned.bytes };
}

async function fileOf(
  deps: ApiDeps,
  { id: complaintId, reference, office }: ComplaintRow,
  { attachment, staffId }: { readonly attachment: string; readonly staffId: string | null },
): Promise<FileAnswer<(typeof attachmentTypes)[keyof typeof attachmentTypes]>> {
  const found = await openAttachment(deps, { complaintId, id: attachment, office, staffId });
  if (!found) throw new ProblemError('not-found');
  const { nth, kind, content } = found;
  if (!content) throw new ProblemError('attachment-unreadable');
  return { name: `${reference}-${nth}.${attachmentEndings[kind]}`, type: attachmentTypes[kind], content };
}
