import * as z from 'zod';
import { dues, noticeKinds, owed } from '../../domain/complaints/due-times.ts';
import {
  answerStates,
  channels,
  complainantMoveNames,
  complaintKinds,
  complaintStages,
  identities,
  staffMoveNames,
} from '../../domain/complaints/steps.ts';
import { complaintLimits } from '../../domain/complaints/terms.ts';
import { languages } from '../../domain/language.ts';
import { deskRoles, supervisors } from '../../domain/staff/roles.ts';
import { emailShape } from '../../domain/visitors/guest-book.ts';
import {
  complaintReferenceEnd,
  dayRange,
  isoTime,
  manyLinesText,
  phone,
  revision,
  text,
  token,
  toldPhone,
  username,
  visitId,
} from '../fields.ts';
import { attachment } from './complaint-attachments.ts';
import { endpoint } from '../http/endpoint.ts';

const { fewestCharacters, mostCharacters, mostReplyCharacters } = complaintLimits;

const person = z.strictObject({
  name: text(150),
  email: z.email({ pattern: emailShape }).max(254).optional(),
  phone,
});

const filedParts = {
  text: manyLinesText(fewestCharacters, mostCharacters),
  identity: z.enum(identities),
  person: person.optional(),
  language: z.enum(languages).default('id'),
};
const namesWhoItShould = ({ identity, person: who }: { identity: string; person?: unknown }): boolean =>
  (identity === 'anonymous') === (who === undefined);

/** A complaint as its complainant sends it; the visit it is about by the token that visitor holds. */
export const complaintBody = z
  .strictObject({ ...filedParts, visit: token.optional() })
  .refine(namesWhoItShould, { path: ['person'] })
  .meta({ id: 'NewComplaint' });

/** The ways of which staff enter complaints: the web form is the complainant's own. */
const enteredChannels = channels.filter((channel) => channel !== 'web');

/** A complaint that came another way, typed by staff. */
export const enteredComplaintBody = z
  .strictObject({
    ...filedParts,
    person: person.extend({ phone: toldPhone }).optional(),
    channel: z.enum(enteredChannels),
    visit: visitId.optional(),
  })
  .refine(namesWhoItShould, { path: ['person'] })
  .meta({ id: 'EnteredComplaint' });

const reply = manyLinesText(1, mostReplyCharacters);

/** A move of staff, decided on a revision. */
export const complaintMoveBody = z
  .discriminatedUnion('move', [
    z.strictObject({ move: z.literal('verify'), expectedRevision: revision, kind: z.enum(complaintKinds) }),
    z.strictObject({
      move: z.literal('assign'),
      expectedRevision: revision,
      assignee: username.nullable(),
    }),
    z.strictObject({ move: z.literal('message'), expectedRevision: revision, text: reply }),
    z.strictObject({ move: z.literal('follow-up'), expectedRevision: revision, text: reply }),
    z.strictObject({ move: z.literal('answer'), expectedRevision: revision, text: reply }),
    z.strictObject({ move: z.literal('close'), expectedRevision: revision }),
    z.strictObject({ move: z.literal('reopen'), expectedRevision: revision, text: reply }),
    z.strictObject({
      move: z.literal('transfer'),
      expectedRevision: revision,
      unit: text(200),
      text: reply,
    }),
    z.strictObject({ move: z.literal('dismiss'), expectedRevision: revision, text: reply }),
  ])
  .meta({ id: 'ComplaintMove' });
export type ComplaintMoveBody = z.output<typeof complaintMoveBody>;

/** A move of the complainant, who sees no revisions. */
export const complainantMoveBody = z
  .discriminatedUnion('move', [
    z.strictObject({ move: z.literal('message'), text: reply }),
    z.strictObject({ move: z.literal('accept') }),
    z.strictObject({ move: z.literal('reopen'), text: reply }),
  ])
  .meta({ id: 'ComplainantMove' });

const filed = z
  .strictObject({
    reference: z.string(),
    /** Opens the complaint together with its reference; shown once, here. */
    secret: z.string(),
    /** The page that follows it up; the secret stands behind `#`, which no server is told. */
    statusUrl: z.string(),
    /** By when it is answered, as it is known before it was classified. */
    dueAt: isoTime,
  })
  .meta({ id: 'FiledComplaint' });

const stage = z.enum(complaintStages);

const attachments = z.array(attachment);

const tracked = z
  .strictObject({
    reference: z.string(),
    office: z.string(),
    officeName: z.string(),
    stage,
    kind: z.enum(complaintKinds).nullable(),
    identity: z.enum(identities),
    receivedAt: isoTime,
    /** By when it is answered; null once it was. */
    dueAt: isoTime.nullable(),
    /** When silence after the answer closes it. */
    closesAt: isoTime.nullable(),
    text: z.string().nullable(),
    timeline: z.array(
      z.strictObject({
        at: isoTime,
        move: z.string(),
        by: z.enum(['complainant', 'office']),
        stage,
        text: z.string().nullable(),
        attachments,
      }),
    ),
    /** What the complainant can do now. */
    next: z.array(z.enum(complainantMoveNames)),
    at: isoTime,
  })
  .meta({ id: 'TrackedComplaint' });
/** A complaint as its complainant follows it up; of the office nobody is named. */
export type TrackedComplaint = z.output<typeof tracked>;

const due = z.strictObject({ due: z.enum(dues), at: isoTime, late: z.boolean(), open: z.boolean() });

const summary = {
  id: z.uuid(),
  reference: z.string(),
  stage,
  kind: z.enum(complaintKinds).nullable(),
  channel: z.enum(channels),
  identity: z.enum(identities),
  receivedAt: isoTime,
  /** Every due time it had or has. */
  dues: z.array(due),
  /** The next thing that is owed, or null. */
  nextDue: due.nullable(),
  assignee: z.strictObject({ username: z.string(), name: z.string() }).nullable(),
  revision,
};

const listed = z
  .strictObject({
    ...summary,
    /** How its text begins; null for a confidential one, whose text stands with itself alone, and once it was forgotten. */
    firstWords: z.string().nullable(),
    /** What the complainant wrote since the office's last word. */
    newMessages: z.int(),
  })
  .meta({ id: 'ListedComplaint' });
export type ListedComplaint = z.output<typeof listed>;
/** What a list and a complaint itself both tell. */
export type ComplaintSummary = Omit<ListedComplaint, 'firstWords' | 'newMessages'>;

const complaintView = z
  .strictObject({
    ...summary,
    text: z.string().nullable(),
    /** The earlier one with the same text. */
    sameAs: z.string().nullable(),
    /** The visit it is about; not told of a confidential one, whose visit names its complainant. */
    visit: visitId.nullable(),
    notices: z.array(
      z.strictObject({
        due: z.enum(owed),
        kind: z.enum(noticeKinds),
        dueAt: isoTime,
        noticedAt: isoTime,
      }),
    ),
    timeline: z.array(
      z.strictObject({
        revision,
        at: isoTime,
        move: z.string(),
        by: z.enum(['complainant', 'staff', 'system']),
        staff: z.string().nullable(),
        stage,
        kind: z.enum(complaintKinds).nullable(),
        /** Whom it was assigned to with this event. */
        assignee: z.string().nullable(),
        text: z.string().nullable(),
        attachments,
        dues: z.array(z.strictObject({ due: z.string(), from: isoTime.nullable(), to: isoTime })),
      }),
    ),
    next: z.array(z.enum(staffMoveNames)),
    at: isoTime,
  })
  .meta({ id: 'Complaint' });
/** A complaint as staff work on it. */
export type ComplaintView = z.output<typeof complaintView>;

/** Why somebody needs to know who complains. */
export const readingReasons = ['contact', 'inspection', 'request-of-law', 'own-wish'] as const;
export type ReadingReason = (typeof readingReasons)[number];

export const complaintReadingBody = z
  .strictObject({ reason: z.enum(readingReasons) })
  .meta({ id: 'ComplainantReading' });

const complainant = z
  .strictObject({
    person: z
      .strictObject({
        name: z.string(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
      })
      .nullable(),
    visit: visitId.nullable(),
  })
  .meta({ id: 'Complainant' });

/** Which complaints are listed: those that are not done with, or all; of these perhaps those whose reference ends so. */
export const complaintsQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  reference: complaintReferenceEnd.optional(),
});

const officers = z
  .strictObject({
    officers: z.array(
      z.strictObject({
        username,
        name: z.string(),
        /** How many open complaints they have. */
        open: z.number(),
      }),
    ),
  })
  .meta({ id: 'ComplaintOfficers' });

const figures = z
  .strictObject({
    /** The open complaints, whatever period is asked for. */
    now: z.strictObject({ open: z.number(), overdue: z.number(), unassigned: z.number() }),
    /** Complaints that came in on these days, counted where all of these are alike. */
    counts: z.array(
      z.strictObject({
        channel: z.enum(channels),
        kind: z.enum(complaintKinds).nullable(),
        answer: z.enum(answerStates),
        n: z.number(),
      }),
    ),
  })
  .meta({ id: 'ComplaintFigures' });

export const complaintsEndpoints = {
  file: endpoint('POST /offices/{office}/complaints', {
    summary: 'Complain, by name, confidentially or anonymously; the same key is the same complaint',
    who: 'public',
    body: complaintBody,
    command: true,
    status: 201,
    answer: filed,
    cache: 'no-store',
  }),
  track: endpoint('GET /complaints/{reference}', {
    summary: 'Follow a complaint up; its secret comes in the header `Complaint-Secret`',
    who: 'public',
    answer: tracked,
    cache: 'no-store',
  }),
  reply: endpoint('POST /complaints/{reference}/moves', {
    summary: 'Write to the office, accept its answer, or reopen the complaint; with `Complaint-Secret`',
    who: 'public',
    body: complainantMoveBody,
    command: true,
    answer: tracked,
    cache: 'no-store',
    problems: ['move-not-allowed', 'reopened-before', 'reopened-late', 'too-many-messages'],
  }),
  enter: endpoint('POST /offices/{office}/complaints/entered', {
    summary: 'Enter a complaint that came at the desk, from the box, by e-mail, by phone or by LAPOR!',
    who: deskRoles,
    body: enteredComplaintBody,
    command: true,
    status: 201,
    answer: filed,
    cache: 'no-store',
  }),
  list: endpoint('GET /offices/{office}/complaints', {
    summary: "An office's complaints by due time; officers see those assigned to them",
    who: deskRoles,
    query: complaintsQuery,
    answer: z.strictObject({ complaints: z.array(listed), at: isoTime }).meta({ id: 'Complaints' }),
    cache: 'no-store',
  }),
  // before one complaint, whose id stands at the same place
  figures: endpoint('GET /offices/{office}/complaints/figures', {
    summary: 'How it stands with the complaints, and those of some days by channel, kind and timeliness',
    who: supervisors,
    query: dayRange,
    answer: figures,
    cache: 'no-store',
  }),
  read: endpoint('GET /offices/{office}/complaints/{complaint}', {
    summary: 'One complaint with its history, without its complainant',
    who: deskRoles,
    answer: complaintView,
    cache: 'no-store',
  }),
  move: endpoint('POST /offices/{office}/complaints/{complaint}/moves', {
    summary: 'Verify, assign, write, follow up, answer, close, reopen, transfer or set aside a complaint',
    who: deskRoles,
    body: complaintMoveBody,
    command: true,
    answer: complaintView,
    problems: ['complaint-changed', 'move-not-allowed', 'reopened-before', 'reopened-late', 'forbidden'],
  }),
  officers: endpoint('GET /offices/{office}/complaints/{complaint}/officers', {
    summary: 'Whom a complaint can be assigned to; one that is not by name to nobody whom it is about',
    who: supervisors,
    answer: officers,
    cache: 'no-store',
  }),
  complainant: endpoint('POST /offices/{office}/complaints/{complaint}/complainant', {
    summary:
      'Who complains, for a reason that is recorded; confidential names are for supervisors, and none for whom it is about',
    who: deskRoles,
    body: complaintReadingBody,
    answer: complainant,
    cache: 'no-store',
    problems: ['forbidden'],
  }),
};
