import * as z from 'zod';
import { admins, settingsReaders, supervisors } from '../../domain/staff/roles.ts';
import { endpoint } from '../http/endpoint.ts';
import { dayKinds, type CalendarDay } from '../../domain/offices/calendar.ts';
import type { OfficeSurvey } from '../../domain/offices/survey.ts';
import { bothLanguages, code, day, isoTime, labelled, longText, officeCode, text } from '../fields.ts';
import { dayHours } from './offices.ts';

/** A day of the calendar as a form or file sends it. */
export const calendarDay = z
  .strictObject({
    day,
    kind: z.enum(dayKinds),
    name: text(100),
    hours: dayHours.nullable(),
    verified: z.boolean(),
  })
  .refine(({ kind, hours }) => (kind === 'hours') === (hours !== null), { path: ['hours'] })
  .meta({ id: 'CalendarDay' }) satisfies z.ZodType<CalendarDay>;

const calendar = z
  .array(calendarDay)
  .max(1_000)
  .refine((days) => new Set(days.map((entry) => entry.day)).size === days.length);

/** What an office publishes, as an admin edits it. */
const profile = z.strictObject({
  unit: text(200),
  address: text(300),
  contacts: z.strictObject({ phone: text(40), email: z.email(), website: z.url({ protocol: /^https?$/ }) }),
  privacyNotice: z.strictObject({ version: text(20), id: longText.min(1), en: longText.min(1) }),
  standard: z.strictObject({
    sk: text(100),
    service: text(100),
    requirements: z.array(longText.min(1)).max(20),
    steps: z.array(longText.min(1)).max(20),
    slaText: longText.min(1),
    fee: text(200),
    product: text(300),
    complaints: z.array(longText.min(1)).max(20),
    pledge: longText,
  }),
});

const survey = z.strictObject({
  minimumRespondents: z.int().min(1).max(1_000),
  skd: z
    .strictObject({ url: z.url({ protocol: /^https?$/ }).max(300), from: day, to: day })
    .refine(({ from, to }) => from <= to, { path: ['to'] })
    .nullable(),
}) satisfies z.ZodType<OfficeSurvey>;

export const settingsSections = {
  name: text(150),
  profile,
  survey,
  services: labelled(z.string().regex(/^[A-Z]$/)),
  counters: labelled(code),
  lockers: z
    .array(code)
    .max(500)
    .refine((codes) => new Set(codes).size === codes.length),
  calendar,
  disabled: z.boolean(),
};

export const settingsBody = z
  .strictObject({ expectedVersion: z.int().min(1), ...z.strictObject(settingsSections).partial().shape })
  .refine((body) => Object.keys(body).length > 1)
  .meta({ id: 'SettingsChange' });

export const nationalCalendarBody = z
  .strictObject({ expectedVersion: z.int().min(1), days: calendar })
  .meta({ id: 'NationalCalendarChange' });

export const calendarCsvBody = z
  .strictObject({ csv: z.string().min(1).max(60_000) })
  .meta({ id: 'CalendarCsv' });

export const announcementBody = z
  .strictObject({
    message: bothLanguages.nullable(),
    closing: z.strictObject({ reason: bothLanguages, until: isoTime.nullable() }).nullable(),
  })
  .meta({ id: 'Announcement' });

export type AnnouncementBody = z.output<typeof announcementBody>;

export const settings = z
  .strictObject({
    code: officeCode,
    timeZone: z.string(),
    version: z.int(),
    ...settingsSections,
  })
  .meta({ id: 'Settings' });

export const nationalCalendar = z
  .strictObject({ version: z.int(), days: z.array(calendarDay) })
  .meta({ id: 'NationalCalendar' });

export const calendarDays = z.strictObject({ days: z.array(calendarDay) }).meta({ id: 'CalendarDays' });

export const settingsEndpoints = {
  settings: endpoint('GET /offices/{office}/settings', {
    summary: "An office's settings",
    who: settingsReaders,
    answer: settings,
    cache: 'no-store',
  }),
  changeSettings: endpoint('PUT /offices/{office}/settings', {
    summary: 'Replace whole sections of the settings, all or none',
    who: admins,
    body: settingsBody,
    command: true,
    answer: settings,
    problems: ['setting-changed', 'in-use'],
  }),
  announcement: endpoint('GET /offices/{office}/announcement', {
    summary: "The boards' message and an unscheduled closing",
    who: settingsReaders,
    answer: announcementBody,
  }),
  announce: endpoint('PUT /offices/{office}/announcement', {
    summary: 'Set or clear the message and the unscheduled closing',
    who: supervisors,
    body: announcementBody,
    command: true,
    answer: announcementBody,
  }),
  nationalCalendar: endpoint('GET /calendar', {
    summary: 'The calendar that holds for all offices',
    who: admins,
    national: true,
    answer: nationalCalendar,
  }),
  changeNationalCalendar: endpoint('PUT /calendar', {
    summary: 'Replace the calendar that holds for all offices',
    who: admins,
    national: true,
    body: nationalCalendarBody,
    command: true,
    answer: nationalCalendar,
    problems: ['setting-changed'],
  }),
  checkCalendar: endpoint('POST /calendar/check', {
    summary: 'Check a calendar in CSV; reports faults by line, stores nothing',
    who: admins,
    body: calendarCsvBody,
    answer: calendarDays,
  }),
};
