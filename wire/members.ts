import * as z from 'zod';
import { languages } from '../domain/language.ts';
import { deliveries } from '../domain/members/links.ts';
import { browsers, systems } from '../domain/members/browser.ts';
import { sessionEnds } from '../domain/members/member.ts';
import { endpoint } from './http/endpoint.ts';
import { emptyBody, isoTime, officeCode, token } from './fields.ts';
import { guestBook } from './visitors/guest-books.ts';

/** What a registration shares with the guest book, by the same rules. */
const person = guestBook.pick({
  name: true,
  email: true,
  institution: true,
  institutionCategory: true,
  purpose: true,
  purposeOther: true,
  privacyNotice: true,
}).shape;

export const registration = z
  .strictObject({
    ...person,
    /** The office whose collection is used; the first one unless said. */
    office: officeCode.optional(),
    language: z.enum(languages).default('id'),
    /** At the reading room's terminal: the session ends with the browser, and after five minutes without use. */
    terminal: z.boolean().default(false),
  })
  .meta({ id: 'Registration' });
export type Registration = z.output<typeof registration>;

export const memberAnswer = z
  .strictObject({
    member: z.strictObject({
      name: z.string(),
      email: z.string(),
      institution: z.string(),
      institutionCategory: person.institutionCategory.nullable(),
      purpose: person.purpose.nullable(),
      purposeOther: z.string().optional(),
      office: officeCode,
      language: z.enum(languages),
      registeredAt: isoTime,
    }),
    /** Whether the address was confirmed, which a softcopy asks for. */
    confirmed: z.boolean(),
  })
  .meta({ id: 'Member' });
/** Who is registered and signed in. */
export type MemberAnswer = z.output<typeof memberAnswer>;

export const ownAnswer = z
  .strictObject({
    ...memberAnswer.shape,
    /** Whether the mail that confirms the address goes out here; where it does not, the page shows the link. */
    mail: z.enum(deliveries),
  })
  .meta({ id: 'OwnRegistration' });
/** What members are told of themselves. */
export type OwnAnswer = z.output<typeof ownAnswer>;

/** What became of a link: whether mails go out here, and the link itself where they do not and it is one's own. */
const linkMade = {
  mail: z.enum(deliveries),
  /** A path of a page with the link's secret in its fragment; null where only the mail has it. */
  link: z.string().nullable(),
};

export const registrationAnswer = z
  .strictObject({ ...memberAnswer.shape, ...linkMade })
  .meta({ id: 'RegistrationAnswer' });

export const linkAnswer = z.strictObject(linkMade).meta({ id: 'MemberLink' });
export type LinkAnswer = z.output<typeof linkAnswer>;

export const linkBody = z.strictObject({ email: person.email }).meta({ id: 'MemberLinkWish' });

/** Answers the same for every address. */
export const linkAsked = z.strictObject({ mail: linkMade.mail }).meta({ id: 'MemberLinkAsked' });

/** The secret of a mailed link, or its code, with or without its blank. */
export const memberSignIn = z
  .union([
    z.strictObject({ token, terminal: z.boolean().optional() }),
    z.strictObject({
      code: z
        .string()
        .trim()
        .regex(/^\d{4} ?\d{4}$/)
        .transform((code) => code.replace(' ', '')),
      terminal: z.boolean().optional(),
    }),
  ])
  .meta({ id: 'MemberSignIn' });

export const memberSessions = z
  .strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.uuid(),
        browser: z.enum(browsers),
        system: z.enum(systems),
        terminal: z.boolean(),
        since: isoTime,
        usedAt: isoTime,
        /** The session that asks. */
        current: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'MemberSessions' });
export type MemberSessions = z.output<typeof memberSessions>;

export const whoAnswer = z
  .strictObject({
    member: z.strictObject({ name: z.string(), confirmed: z.boolean(), terminal: z.boolean() }).nullable(),
    /** What else than this browser ended the session it had, until it signs in or out. */
    ended: z.enum(sessionEnds).nullable(),
  })
  .meta({ id: 'WhoIsSignedIn' });
/** Whose browser this is, as every page of the collection shows it. */
export type WhoAnswer = z.output<typeof whoAnswer>;

export const membersEndpoints = {
  register: endpoint('POST /members', {
    summary: 'Register to use the collection; signed in at once',
    who: 'public',
    body: registration,
    command: true,
    status: 201,
    answer: registrationAnswer,
    cache: 'no-store',
    problems: ['not-signed-in'],
  }),
  confirmAgain: endpoint('POST /members/me/confirmation', {
    summary: 'Ask for another link that confirms the own address',
    who: 'member',
    body: emptyBody,
    status: 202,
    answer: linkAnswer,
    cache: 'no-store',
  }),
  askLink: endpoint('POST /member-links', {
    summary: 'Ask for a link to sign in; the answer is the same whether somebody is registered or not',
    who: 'public',
    body: linkBody,
    status: 202,
    answer: linkAsked,
    cache: 'no-store',
  }),
  signIn: endpoint('POST /member-session', {
    summary: 'Sign in with a mailed link or its code, in the browser that asked for it; confirms the address',
    who: 'public',
    body: memberSignIn,
    answer: memberAnswer,
    cache: 'no-store',
    problems: ['not-found', 'link-over', 'other-browser', 'wrong-code'],
  }),
  me: endpoint('GET /members/me', {
    summary: 'Who is signed in as a member',
    who: 'member',
    answer: ownAnswer,
    cache: 'no-store',
  }),
  remove: endpoint('DELETE /members/me', {
    summary: 'Delete the own registration: who it was is forgotten at once, every session ends',
    who: 'member',
    status: 204,
  }),
  sessions: endpoint('GET /members/me/sessions', {
    summary: 'Where the member is signed in',
    who: 'member',
    answer: memberSessions,
    cache: 'no-store',
  }),
  endSession: endpoint('DELETE /members/me/sessions/{session}', {
    summary: 'End one of the own sessions',
    who: 'member',
    status: 204,
  }),
  who: endpoint('GET /member-session', {
    summary: 'Who is signed in here as a member, or nobody',
    who: 'public',
    answer: whoAnswer,
    cache: 'no-store',
  }),
  signOut: endpoint('DELETE /member-session', {
    summary: 'Sign out as a member',
    who: 'public',
    status: 204,
  }),
};
