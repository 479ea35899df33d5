import { pathOf } from '../../domain/pages.mjs';
import type { Database } from '../../db/connect.ts';
import { claimDueCheck, markCheckSent, type DueCheck } from '../../db/visitors/email-checks.ts';
import type { Cipher } from '../../db/cipher.ts';
import type { Log } from '../../process/log.ts';
import { createMailer, mailFault } from '../../process/mailer.ts';

/** Mails per round, so that stopping never waits for a long queue. */
const mostAtOnce = 50;

/** The mail server, the sender, and the base address of the links. */
export interface MailSettings {
  readonly url: string;
  readonly from: string;
  readonly linkBase: string;
}

/**
 * Sends the check mails that are due, each at least once; a failed one is retried later. The first failure ends
 * the round, so that a mail server that is down is tried once per round.
 */
export function createCheckMails(deps: {
  db: Database;
  cipher: Cipher;
  mail: MailSettings;
  log: Log;
  isStopping: () => boolean;
  /** The retry delay after the first failure. */
  retryAfterMs: number;
}): () => Promise<void> {
  const { db, cipher, mail, log, isStopping, retryAfterMs } = deps;
  const transport = createMailer(mail.url);

  return async () => {
    for (let sent = 0; sent < mostAtOnce && !isStopping(); sent += 1) {
      const check = await claimDueCheck({ db, cipher }, { retryAfterMs });
      if (!check) return;
      const { id, visitId, attempt, address } = check;
      if (address === null) continue; // reported where it was read; its tries end by themselves
      try {
        await transport.sendMail(toMail({ ...check, address }, mail));
      } catch (error) {
        log.warn({ ...mailFault(error), visitId, attempt }, 'check mail failed');
        return;
      }
      await markCheckSent(db, id);
      log.info({ visitId, attempt }, 'check mail sent');
    }
  };
}

/** The mail: Indonesian first, then English, and nothing about the visit or the person. */
function toMail(
  { address, office, token }: DueCheck & { address: string },
  { from, linkBase }: MailSettings,
) {
  const link = new URL(pathOf('check', token), linkBase).href;
  return {
    from: { name: office, address: from },
    to: { name: '', address }, // one address, never parsed as a list
    envelope: { from, to: [address] },
    subject: 'Apakah ini alamat e-mail Anda? / Is this your e-mail address?',
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: `${office}

Alamat e-mail ini ditulis di buku tamu kami. Jika ini alamat Anda, silakan
buka tautan berikut, lalu tekan "Ya, ini alamat e-mail saya":

${link}

Tautan ini berlaku 48 jam. Jika Anda tidak mengisi buku tamu kami, abaikan
pesan ini.

* * *

This e-mail address was written in our guest book. If it is yours, please
open this link and press "Yes, this is my e-mail address":

${link}?lang=en

The link is valid for 48 hours. If you have not filled in our guest book,
please ignore this message.
`,
  };
}
