import * as z from 'zod';
import { endpoint, moveProblems } from '../http/endpoint.ts';
import { emptyBody, counter, day, isoTime, token, visitId } from '../fields.ts';
import { languages } from '../../domain/language.ts';
import { priorities } from '../../domain/visits/queue.ts';
import { verdicts } from '../../domain/visits/sla.ts';
import { steps } from '../../domain/visits/steps.ts';
import { officeNotice, type OfficeView } from '../offices/offices.ts';

export const ticketBody = z
  .strictObject({
    service: z.string().regex(/^[A-Z]$/),
    priority: z.enum(priorities).optional(),
    language: z.enum(languages).default('id'),
  })
  .meta({ id: 'TicketRequest' });

/** An honest range, or null when there is too little data. */
const estimate = z.strictObject({ lowMinutes: z.number(), highMinutes: z.number() }).nullable();

export const ticket = z
  .strictObject({
    visitId,
    token,
    number: z.int(),
    label: z.string(),
    day,
    step: z.literal('waiting'),
    revision: z.int(),
    ahead: z.int(),
    estimate,
    statusUrl: z.string(),
  })
  .meta({ id: 'Ticket' });
/** The issued ticket. `token` opens the visitor’s page. */
export type Ticket = z.output<typeof ticket>;

export const visitView = z
  .strictObject({
    /** The code of the office whose page this is. */
    office: z.string(),
    label: z.string(),
    step: z.enum(steps),
    revision: z.int(),
    ahead: z.int(),
    estimate,
    counter: counter.nullable(),
    guestBook: z.enum(['closed', 'open', 'submitted']),
    rating: z.enum(['closed', 'open', 'submitted']),
    custody: z.enum(['none', 'held', 'returned']),
    /** The locker while the card is held; the visitor has its key. */
    locker: z.string().nullable(),
    sla: z.strictObject({ dueAt: isoTime, verdict: z.enum(verdicts) }).nullable(),
    /** When the called number lapses if nobody comes or types; null unless it is called. */
    noShowAt: isoTime.nullable(),
    /** When it lapses at the latest, however much is typed. */
    noShowLatestAt: isoTime.nullable(),
    /** Until when a lapsed number can be called back; null unless it has lapsed. */
    callBackUntil: isoTime.nullable(),
    /** True once the number had lapsed and was called back. */
    calledBack: z.boolean(),
    /** How many copies were asked for during the visit; they are read apart. */
    softcopies: z.int(),
    timeline: z.array(z.strictObject({ step: z.enum(steps), at: isoTime })),
    notice: officeNotice,
    at: isoTime,
  })
  .meta({ id: 'VisitView' });
/** The visit as its visitor sees it. No name. */
export type VisitView = z.output<typeof visitView>;

/** The data inside a visitor's page, so that it can render before any request. */
export type FirstAnswer =
  | { readonly kind: 'visit'; readonly view: VisitView; readonly office: OfficeView }
  | Gone;

/** An unknown or expired token. */
export interface Gone {
  readonly kind: 'ended' | 'unknown';
}

export const visitorsEndpoints = {
  takeTicket: endpoint('POST /offices/{office}/visits', {
    summary: 'Take a number',
    who: 'public',
    body: ticketBody,
    command: true,
    status: 201,
    answer: ticket,
    problems: ['office-closed', 'too-late', 'engine-unavailable', 'not-signed-in'],
  }),
  visit: endpoint('GET /visits/{token}', {
    summary: "The visitor's own visit",
    who: 'visitor',
    answer: visitView,
    cache: 'tagged',
  }),
  typing: endpoint('POST /visits/{token}/typing', {
    summary: 'Signal that the visitor is filling the guest book; safe to repeat',
    who: 'public',
    status: 204,
    problems: ['visit-over'],
  }),
  cancel: endpoint('POST /visits/{token}/cancel', {
    summary: 'Give up the number',
    who: 'visitor',
    body: emptyBody,
    command: true,
    answer: visitView,
    problems: moveProblems,
  }),
};
