import * as z from 'zod';
import { deskRoles, supervisors } from '../../domain/staff/roles.ts';
import { endpoint, moveProblems } from '../http/endpoint.ts';
import { emptyBody, optionalText, phone, text } from '../fields.ts';
import { visitView } from './visitors.ts';
import {
  ageBands,
  educations,
  emailShape,
  genders,
  institutionCategories,
  isGroup,
  largestGroup,
  occupations,
  purposes,
  serviceKinds,
} from '../../domain/visitors/guest-book.ts';

const email = z
  .string()
  .trim()
  .max(150)
  .pipe(z.email({ pattern: emailShape }));
const groupCount = z.int().min(0).max(largestGroup);

export const guestBook = z
  .strictObject({
    name: text(150),
    email,
    institution: text(150),
    institutionCategory: z.literal(institutionCategories),
    gender: z.literal(genders).nullable(),
    ageBand: z.literal(ageBands).nullable(),
    education: z.literal(educations).nullable(),
    occupation: z.literal(occupations).nullable(),
    occupationOther: optionalText(150),
    phone,
    disability: z.boolean().nullable(),
    purpose: z.literal(purposes),
    purposeOther: optionalText(150),
    services: z
      .array(z.literal(serviceKinds))
      .min(1)
      .max(serviceKinds.length)
      .refine((codes) => new Set(codes).size === codes.length),
    dataNeeded: optionalText(500),
    /** Consent to keep the guest book for the next visit. */
    remember: z.boolean().optional(),
    /** The wish for a mail with the link to the rating, should the visitor leave without one. */
    ratingMail: z.boolean().optional(),
    /** Who came, when the visitor leads a group: everyone counted, the leader too. */
    group: z.strictObject({ male: groupCount, female: groupCount }).refine(isGroup).optional(),
    /** The version of the privacy notice that was shown; recorded as sent. */
    privacyNotice: text(20),
  })
  .meta({ id: 'GuestBook' });
/** A guest book entry as it is sent and stored; null means "Tidak ingin menjawab". */
export type GuestBook = z.output<typeof guestBook>;

export const profileBody = z.strictObject({ email }).meta({ id: 'ProfileLookup' });

/** A saved guest book as it is returned; optional texts only when they were filled in. */
const knownAs = {
  ...guestBook.pick({
    name: true,
    email: true,
    institution: true,
    institutionCategory: true,
    gender: true,
    ageBand: true,
    education: true,
    occupation: true,
    disability: true,
    purpose: true,
  }).shape,
  occupationOther: z.string().optional(),
  purposeOther: z.string().optional(),
  phone: z.string().optional(),
};

export const profileAnswer = z
  .strictObject({ profile: z.strictObject(knownAs).nullable() })
  .meta({ id: 'ProfileAnswer' });

export const wholeGuestBook = z
  .strictObject({
    guestBook: z.strictObject({
      ...knownAs,
      email: z.string(), // also what stands for an unreadable one
      services: z.array(z.literal(serviceKinds)),
      dataNeeded: z.string().optional(),
      remember: z.boolean(),
      ratingMail: z.boolean(),
      group: z.strictObject({ male: z.int(), female: z.int() }).optional(),
      privacyNotice: z.string(),
    }),
    emailVerified: z.boolean().nullable(),
  })
  .meta({ id: 'WholeGuestBook' });
/** A guest book for correction; access is recorded. */
export type WholeGuestBook = z.output<typeof wholeGuestBook>;

export const profileForgotten = z.strictObject({ forgotten: z.boolean() }).meta({ id: 'ProfileForgotten' });

export const emailVerified = z.strictObject({ verified: z.literal(true) }).meta({ id: 'EmailVerified' });

const emailCheck = z.strictObject({ verified: z.boolean() }).meta({ id: 'EmailCheck' });

export const guestBooksEndpoints = {
  submit: endpoint('PUT /visits/{token}/guest-book', {
    summary: 'Submit the guest book',
    who: 'visitor',
    body: guestBook,
    command: true,
    answer: visitView,
    problems: moveProblems,
  }),
  emailCheck: endpoint('GET /email-checks/{token}', {
    summary: 'Whether a mailed link still leads anywhere, and whether it was followed; it confirms nothing',
    who: 'public',
    answer: emailCheck,
    cache: 'no-store',
    problems: ['link-over'],
  }),
  verifyEmail: endpoint('POST /email-checks/{token}', {
    summary: 'Confirm the e-mail address of a guest book with the mailed link',
    who: 'public',
    body: emptyBody,
    answer: emailVerified,
    cache: 'no-store',
    problems: ['link-over'],
  }),
  lookUp: endpoint('POST /offices/{office}/profiles/lookup', {
    summary: 'The saved guest book of exactly this address; access is recorded',
    who: deskRoles,
    body: profileBody,
    answer: profileAnswer,
    cache: 'no-store',
  }),
  forget: endpoint('POST /offices/{office}/profiles/forget', {
    summary: 'Delete the saved guest book of an address',
    who: deskRoles,
    body: profileBody,
    answer: profileForgotten,
  }),
  whole: endpoint('GET /visits/{visitId}/staff/guest-book', {
    summary: 'The whole guest book, for correction; access is recorded',
    who: supervisors,
    answer: wholeGuestBook,
    cache: 'no-store',
  }),
};
