import * as z from 'zod';
import { useSources } from '../../domain/catalogue/in-room-use.ts';
import { deskRoles } from '../../domain/staff/roles.ts';
import { emptyBody, isoTime } from '../fields.ts';
import { endpoint } from '../http/endpoint.ts';

/** What stands on the shelf, as an officer who holds the book must know it. */
const held = {
  id: z.uuid(),
  title: z.string(),
  year: z.int(),
  catalogueNumber: z.string().nullable(),
  publicationNumber: z.string().nullable(),
  /** Where it stands, in the office's words. */
  shelf: z.string().nullable(),
  copies: z.int(),
};

const shelfItem = z.strictObject({
  ...held,
  /** Whether a marked copy of it can be asked for. */
  softcopy: z.boolean(),
  /** Copies that somebody reads now, as far as it was recorded; may be more than there are. */
  inUse: z.int(),
  /** Uses of the office's day. */
  usesToday: z.int(),
});
/** A publication as it stands on the shelf now. */
export type ShelfItem = z.output<typeof shelfItem>;

/** Which publications are asked for: by what was scanned from a label, or by their ids. */
export const shelfQuery = z
  .strictObject({
    label: z.string().max(500).optional(),
    publication: z
      .union([z.uuid(), z.array(z.uuid()).max(50)])
      .transform((given) => [given].flat())
      .optional(),
  })
  .refine(({ label, publication }) => (label === undefined) !== (publication === undefined), {
    path: ['label'],
  });

/** Those of them that this office has, in any order; of a label at most one. */
export const shelfList = z.strictObject({ items: z.array(shelfItem) }).meta({ id: 'ShelfItems' });

const use = z.strictObject({
  id: z.uuid(),
  publication: z.strictObject(held),
  source: z.enum(useSources),
  at: isoTime,
  by: z.string(),
  /** When the book was put back or the visit ended; null while it is read. */
  endedAt: isoTime.nullable(),
  /** Whether the book was put back, as far as it was recorded; the end of a visit says nothing of it. */
  isBack: z.boolean(),
});
/** A printed publication that was read in the room. */
export type InRoomUse = z.output<typeof use>;

/** The oldest first. */
export const useList = z.strictObject({ uses: z.array(use) }).meta({ id: 'InRoomUses' });

export const useBody = z.strictObject({ publication: z.uuid() }).meta({ id: 'NewInRoomUse' });

/** The use that was recorded, and all of the visit, or those counted from tables today. */
export const recordedUse = z
  .strictObject({ id: z.uuid(), uses: z.array(use) })
  .meta({ id: 'RecordedInRoomUse' });

export const inRoomUsesEndpoints = {
  shelf: endpoint('GET /offices/{office}/shelf', {
    summary: 'Where publications stand and whether they are in use: by the scanned label or by id',
    who: deskRoles,
    query: shelfQuery,
    answer: shelfList,
    cache: 'no-store',
  }),
  ofVisit: endpoint('GET /visits/{visitId}/uses', {
    summary: 'What a visitor read in the room',
    who: deskRoles,
    answer: useList,
    cache: 'no-store',
  }),
  record: endpoint('POST /visits/{visitId}/uses', {
    summary: 'Record that the visitor reads a printed publication of this office in the room',
    who: deskRoles,
    body: useBody,
    command: true,
    status: 201,
    answer: recordedUse,
    problems: ['forbidden', 'move-not-allowed'],
  }),
  counted: endpoint('GET /offices/{office}/uses', {
    summary: 'What was counted from tables today',
    who: deskRoles,
    answer: useList,
    cache: 'no-store',
  }),
  count: endpoint('POST /offices/{office}/uses', {
    summary: 'Count a book found on a table as read in the room, without a visit',
    who: deskRoles,
    body: useBody,
    command: true,
    status: 201,
    answer: recordedUse,
    problems: ['forbidden'],
  }),
  end: endpoint('POST /offices/{office}/uses/{use}/return', {
    summary: 'The book is back on its shelf; nothing changes where it was before',
    who: deskRoles,
    body: emptyBody,
    command: true,
    answer: useList,
  }),
  remove: endpoint('POST /offices/{office}/uses/{use}/remove', {
    summary: 'Take back a use that was recorded by mistake, until the end of its day',
    who: deskRoles,
    body: emptyBody,
    command: true,
    answer: useList,
    problems: ['move-not-allowed'],
  }),
};
