import * as z from 'zod';
import {
  attachmentKinds,
  attachmentLimits,
  attachmentTypes,
  deletionReasons,
} from '../../domain/complaints/attachments.ts';
import { deskRoles, supervisors } from '../../domain/staff/roles.ts';
import { isoTime } from '../fields.ts';
import { endpoint } from '../http/endpoint.ts';

export const attachment = z
  .strictObject({
    id: z.uuid(),
    /** Counts within its complaint. */
    nth: z.int(),
    kind: z.enum(attachmentKinds),
    bytes: z.int(),
    /** Null unless its content was deleted; of the office the complainant is told nobody's name. */
    deleted: z
      .strictObject({ at: isoTime, by: z.string().nullable(), reason: z.enum(deletionReasons) })
      .nullable(),
  })
  .meta({ id: 'ComplaintAttachment' });
/** What is told of a file that came with a complaint or a message; it has no name, which could be somebody's. */
export type AttachmentView = z.output<typeof attachment>;

export const attachmentDeletionBody = z
  .strictObject({ reason: z.enum(deletionReasons) })
  .meta({ id: 'AttachmentDeletion' });

const types = Object.values(attachmentTypes);
const upload = {
  types: [...types, 'application/octet-stream'],
  mostBytes: attachmentLimits.mostBytes,
};
const problems = ['attachment-refused', 'move-not-allowed', 'too-many-attachments', 'no-room'] as const;

export const complaintAttachmentsEndpoints = {
  send: endpoint('POST /complaints/{reference}/attachments', {
    summary:
      'Attach a picture or a PDF to what one wrote last, with `Complaint-Secret`; the same file again is the same attachment',
    who: 'public',
    upload,
    status: 201,
    answer: attachment,
    cache: 'no-store',
    problems,
  }),
  fetch: endpoint('GET /complaints/{reference}/attachments/{attachment}', {
    summary:
      'An attachment of a complaint, with `Complaint-Secret`; a file to keep, never to be shown in place',
    who: 'public',
    files: types,
    cache: 'no-store',
    problems: ['attachment-unreadable'],
  }),
  add: endpoint('POST /offices/{office}/complaints/{complaint}/attachments', {
    summary:
      'Attach a picture or a PDF to what the office wrote last; the same file again is the same attachment',
    who: deskRoles,
    upload,
    status: 201,
    answer: attachment,
    cache: 'no-store',
    problems,
  }),
  delete: endpoint('POST /offices/{office}/complaints/{complaint}/attachments/{attachment}/deletion', {
    summary:
      'Delete the content of an attachment for a reason that is recorded; one that was deleted before stays as it is',
    who: supervisors,
    body: attachmentDeletionBody,
    answer: attachment,
    cache: 'no-store',
    problems: ['forbidden'],
  }),
  read: endpoint('GET /offices/{office}/complaints/{complaint}/attachments/{attachment}', {
    summary: 'An attachment of a complaint, for whoever works on it, which is recorded',
    who: deskRoles,
    files: types,
    cache: 'no-store',
    problems: ['attachment-unreadable'],
  }),
};
