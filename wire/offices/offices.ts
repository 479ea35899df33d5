import * as z from 'zod';
import type { ComplaintKind } from '../../domain/complaints/steps.ts';
import { longestTermDays } from '../../domain/complaints/terms.ts';
import { admins, settingsReaders } from '../../domain/staff/roles.ts';
import { endpoint } from '../http/endpoint.ts';
import { closedReasons } from '../../domain/offices/calendar.ts';
import { catalogueAccesses, kioskModes, weekdays } from '../../domain/offices/policy.ts';
import { slaBases } from '../../domain/visits/visit.ts';
import { bilingual, clockTime, counter, day, isoTime, officeCode, text } from '../fields.ts';

const interval = z
  .tuple([clockTime, clockTime])
  .refine(([start, end]) => start < end, { message: 'start < end' });

export const dayHours = z
  .array(interval)
  .min(1)
  .max(6)
  .refine((spans) => spans.every(([start], index) => index === 0 || start >= (spans[index - 1]?.[1] ?? '')));

const seconds = (max: number) => z.int().min(1).max(max);

const termDays = z.int().min(1).max(longestTermDays);

const complaintTerms = z.strictObject({
  verification: termDays,
  firstFollowUp: termDays,
  answer: z.strictObject({
    information: termDays,
    aspiration: termDays,
    normative: termDays,
    ordinary: termDays,
    supervisory: termDays,
  } satisfies Record<ComplaintKind, typeof termDays>),
  silence: termDays,
});

export const policy = z
  .strictObject({
    sk: text(100),
    effectiveFrom: day,
    slaBasis: z.enum(slaBases),
    slaSeconds: seconds(86_400),
    slaWarnSeconds: seconds(86_400),
    noShowSeconds: seconds(86_400),
    undoSeconds: seconds(86_400),
    escalationRepeatMinutes: z.int().min(0).max(1_440).exactOptional(),
    typingHoldSeconds: z.int().min(0).max(1_800).exactOptional(),
    priorityRun: z.int().min(1).max(100),
    hours: z.union([
      z.literal('always'),
      z.strictObject(
        Object.fromEntries(weekdays.map((weekday) => [weekday, dayHours.optional()])) as Record<
          (typeof weekdays)[number],
          z.ZodOptional<typeof dayHours>
        >,
      ),
    ]),
    lastTicketMinutesBeforeClose: z.int().min(0).max(1_440),
    kiosk: z.enum(kioskModes),
    catalogueAccess: z.enum(catalogueAccesses).exactOptional(),
    complaintTerms: complaintTerms.exactOptional(),
  })
  .refine(({ slaWarnSeconds, slaSeconds }) => slaWarnSeconds < slaSeconds, {
    path: ['slaWarnSeconds'],
    message: 'slaWarnSeconds < slaSeconds',
  })
  .meta({ id: 'Policy' });

/** The published service standard, word for word. */
const serviceStandard = z.strictObject({
  sk: z.string(),
  service: z.string(),
  requirements: z.array(z.string()),
  steps: z.array(z.string()),
  slaText: z.string(),
  fee: z.string(),
  product: z.string(),
  complaints: z.array(z.string()),
  /** The Maklumat; empty until the office has entered its own. */
  pledge: z.string(),
});

export const office = z
  .strictObject({
    code: officeCode,
    name: z.string(),
    unit: z.string(),
    address: z.string(),
    contacts: z.strictObject({ phone: z.string(), email: z.string(), website: z.string() }),
    timeZone: z.string(),
    /** Base of links for phones, when it is not the page's own origin (`PUBLIC_URL`). */
    publicUrl: z.string().nullable(),
    open: z.boolean(),
    /** Whether a number can be taken now; false in the last minutes before closing as well. */
    ticketsOpen: z.boolean(),
    closedBecause: z.enum(closedReasons).nullable(),
    opensAt: isoTime.nullable(),
    /** When today's last interval ends; null on a day without hours. */
    closesAt: isoTime.nullable(),
    /** Why the office is closed today, or what the staff tell everyone. */
    message: z.strictObject(bilingual).nullable(),
    privacyNotice: z.strictObject({ version: z.string(), ...bilingual }),
    services: z.array(counter),
    counters: z.array(counter),
    standard: serviceStandard,
    /** The days that were filled with invented visits, both included; null when there are none. */
    demo: z.strictObject({ from: day, to: day }).nullable(),
    /** Whether visitors can be sent mails. */
    mails: z.boolean(),
    /** Where the yearly survey of data needs is answered; null on days when it is not open. */
    skdUrl: z.string().nullable(),
    /** Working days that a new complaint may take. */
    complaintTerms,
  })
  .meta({ id: 'Office' });
/** An office as everyone may see it. */
export type OfficeView = z.output<typeof office>;

/** The public notice: why the office is closed and until when, and the staff's message. */
export const officeNotice = office.pick({ closedBecause: true, opensAt: true, message: true });
export type OfficeNotice = z.output<typeof officeNotice>;

export const officeList = z
  .strictObject({ offices: z.array(z.strictObject({ code: officeCode, name: z.string() })) })
  .meta({ id: 'Offices' });

export const policyAnswer = z
  .strictObject({ ...policy.shape, version: z.int() })
  .meta({ id: 'PolicyVersion' });

export const officesEndpoints = {
  list: endpoint('GET /offices', {
    summary: 'All offices',
    who: 'public',
    answer: officeList,
  }),
  office: endpoint('GET /offices/{office}', {
    summary: 'An office, its service standard, and whether it is open',
    who: 'public',
    answer: office,
    cache: 'no-cache',
  }),
  policy: endpoint('GET /offices/{office}/policy', {
    summary: 'The policy in force',
    who: settingsReaders,
    answer: policyAnswer,
  }),
  changePolicy: endpoint('PUT /offices/{office}/policy', {
    summary: 'Add a policy version',
    who: admins,
    body: policy,
    command: true,
    answer: policyAnswer,
  }),
};
