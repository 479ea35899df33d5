import { pathOf } from '../../domain/pages.mjs';
import type { Instant } from '../../domain/time.ts';
import type { Cipher } from '../sealing/cipher.ts';
import type { Transaction } from '../connect.ts';
import { prepareMail, queueMail, withdrawMail, type MailCause } from '../mail/outbox.ts';
import { readMember } from '../members/members.ts';

/** A request, and when it was made: it may begin anew on the same day. */
interface Asked {
  readonly id: string;
  readonly requested_at: Instant;
}

const mailOf = ({ id, requested_at }: Asked) =>
  ({ kind: 'softcopy-ready', cause: `${id} ${requested_at}` }) as const satisfies MailCause;

/** Tells whoever asked for a copy by mail that it can be fetched. */
export async function tellReady(
  trx: Transaction,
  cipher: Cipher,
  copy: Asked & {
    readonly office: string;
    readonly member_id: string | null;
    readonly title: string;
    readonly number: string;
    readonly expires_at: Instant | null;
  },
): Promise<void> {
  if (copy.member_id === null || copy.expires_at === null) return;
  const member = await readMember({ db: trx, cipher }, copy.member_id);
  if (!member?.person) return; // ended meanwhile, or sealed with another key: nobody can be written to
  const { name, time_zone: timeZone } = await trx
    .selectFrom('office')
    .select(['name', 'time_zone'])
    .where('code', '=', copy.office)
    .executeTakeFirstOrThrow();
  const { title, number, expires_at: validUntil } = copy;
  await prepareMail(trx, cipher, {
    ...mailOf(copy),
    office: copy.office,
    language: member.language,
    to: member.person.email,
    values: { office: name, title, number, path: pathOf('member-account'), validUntil, timeZone },
    goodUntil: validUntil,
  });
  await queueMail(trx, mailOf(copy));
}

/** Takes back the mail about a copy that was fetched or is not wanted any more. */
export const withdrawReady = (trx: Transaction, asked: Asked): Promise<void> =>
  withdrawMail(trx, mailOf(asked));
