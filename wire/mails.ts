import * as z from 'zod';
import { mailFaults, mailKinds, shownStages } from '../domain/mail/mail.ts';
import { admins } from '../domain/staff/roles.ts';
import { endpoint } from './http/endpoint.ts';
import { emptyBody, isoTime } from './fields.ts';

const mail = z.strictObject({
  id: z.uuid(),
  kind: z.enum(mailKinds),
  stage: z.enum(shownStages),
  /** Tries since it was queued or sent again. */
  attempts: z.int(),
  fault: z.enum(mailFaults).nullable(),
  /** What the mail server answered, such as 550. */
  faultCode: z.int().nullable(),
  queuedAt: isoTime,
  endedAt: isoTime.nullable(),
  /** Dead, and still of use when it is sent again. */
  mayResend: z.boolean(),
});
/** A mail as admins see it: never to whom, nor what it says. */
export type MailView = z.output<typeof mail>;

export const mailList = z
  .strictObject({
    mails: z.array(mail),
    /** The last mail of this page when there are older ones. */
    next: z.uuid().nullable(),
    /** Whether mails end in a folder, where admins may read them. */
    filed: z.boolean(),
  })
  .meta({ id: 'Mails' });

export const mailQuery = z.strictObject({ after: z.uuid().optional() });

export const filedMail = z
  .strictObject({ to: z.string(), subject: z.string(), text: z.string() })
  .meta({ id: 'FiledMail' });

export const mailsEndpoints = {
  list: endpoint('GET /offices/{office}/mails', {
    summary: "An office's outgoing mails of the last 30 days, the newest first, twenty a page",
    who: admins,
    query: mailQuery,
    answer: mailList,
    cache: 'no-store',
  }),
  read: endpoint('GET /offices/{office}/mails/{mail}', {
    summary: 'What a mail says; only where mails end in a folder. Reading is recorded',
    who: admins,
    answer: filedMail,
    cache: 'no-store',
  }),
  resend: endpoint('POST /offices/{office}/mails/{mail}/resend', {
    summary: 'Send a dead mail again; refused once it is of no use any more',
    who: admins,
    body: emptyBody,
    command: true,
    answer: mailList,
    cache: 'no-store',
    problems: ['move-not-allowed'],
  }),
};
