import * as z from 'zod';
import { deskRoles, supervisors } from '../domain/staff/roles.ts';
import { endpoint } from './http/endpoint.ts';
import { created, dayRange, emptyBody, day, isoTime, reason, username, visitId } from './fields.ts';
import { idTypes, incidentKinds, lockerStates, settableLockerStates } from '../domain/custody/custody.ts';

export const lockerBody = z
  .strictObject({ state: z.enum(settableLockerStates), expected: z.enum(settableLockerStates) })
  .meta({ id: 'LockerChange' });

export const incidentBody = z
  .strictObject({ kind: z.enum(incidentKinds), note: reason })
  .meta({ id: 'NewIncident' });

export const handoverBody = z.strictObject({ to: username }).meta({ id: 'NewHandover' });

const locker = z.strictObject({
  locker: z.string(),
  state: z.enum(lockerStates),
  /** The number whose bag is inside. */
  label: z.string().exactOptional(),
});
/** A locker on the desk's plan. */
export type LockerView = z.output<typeof locker>;

export const lockerList = z
  .strictObject({
    lockers: z.array(locker),
  })
  .meta({ id: 'Lockers' });

const heldItem = z.strictObject({ label: z.string(), locker: z.string(), idType: z.enum(idTypes) });

const handover = z
  .strictObject({
    id: z.uuid(),
    givenBy: z.string(),
    takenBy: z.string(),
    takerUsername: z.string(),
    givenAt: isoTime,
    /** Null until the recipient confirms. */
    takenAt: isoTime.nullable(),
    items: z.array(heldItem),
  })
  .meta({ id: 'Handover' });
/** Cards that one officer handed over to another. */
export type HandoverView = z.output<typeof handover>;

export const handoverList = z.strictObject({ handovers: z.array(handover) }).meta({ id: 'HandoverList' });

export const handoverDesk = z
  .strictObject({
    held: z.array(heldItem),
    handovers: z.array(handover),
    colleagues: z.array(z.strictObject({ username: z.string(), name: z.string() })),
  })
  .meta({ id: 'HandoverDesk' });

export const lockerAnswer = z
  .strictObject({ locker: z.string(), state: z.enum(settableLockerStates) })
  .meta({ id: 'Locker' });

const incident = z.strictObject({
  id: z.uuid(),
  visitId,
  label: z.string(),
  day,
  kind: z.enum(incidentKinds),
  locker: z.string().nullable(),
  at: isoTime,
  by: z.string(),
  /** What the officer wrote; null for lines that a move added. */
  note: z.string().nullable(),
});
/** One line of the incident report: what happened to a card or a key. */
export type IncidentView = z.output<typeof incident>;

export const incidentList = z.strictObject({ incidents: z.array(incident) }).meta({ id: 'Incidents' });

export const custodyEndpoints = {
  lockers: endpoint('GET /offices/{office}/lockers', {
    summary: 'Every locker and its state',
    who: deskRoles,
    answer: lockerList,
    cache: 'no-store',
  }),
  changeLocker: endpoint('PUT /offices/{office}/lockers/{locker}', {
    summary: 'Mark a locker as usable, out of order or without its key',
    who: deskRoles,
    body: lockerBody,
    command: true,
    answer: lockerAnswer,
    problems: ['locker-taken', 'setting-changed'],
  }),
  incidents: endpoint('GET /offices/{office}/incidents', {
    summary: 'Incidents with cards and keys',
    who: supervisors,
    query: dayRange,
    answer: incidentList,
    cache: 'no-store',
  }),
  reportIncident: endpoint('POST /visits/{visitId}/incidents', {
    summary: 'Report an incident with a card or a key',
    who: deskRoles,
    body: incidentBody,
    command: true,
    status: 201,
    answer: created,
  }),
  handovers: endpoint('GET /offices/{office}/handovers', {
    summary: 'Cards at the desk, latest hand-overs, and who can take over',
    who: deskRoles,
    answer: handoverDesk,
    cache: 'no-store',
  }),
  giveHandover: endpoint('POST /offices/{office}/handovers', {
    summary: 'Hand the cards at the desk over to a colleague',
    who: deskRoles,
    body: handoverBody,
    command: true,
    status: 201,
    answer: handoverList,
  }),
  takeHandover: endpoint('POST /offices/{office}/handovers/{handover}/confirm', {
    summary: 'Confirm a hand-over as its recipient',
    who: deskRoles,
    body: emptyBody,
    command: true,
    answer: handoverList,
  }),
};
