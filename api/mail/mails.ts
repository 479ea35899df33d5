import { listMails, noteMailReading, resendMail } from '../../db/mail/mails.ts';
import { isFolder, readFiledMail } from '../../mail/folder.ts';
import type { mailsEndpoints } from '../../wire/mails.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../http/handler.ts';

/** Outgoing mails: looked through, sent again, and read where they end in a folder. */
export const mailsHandlers: Handlers<typeof mailsEndpoints> = {
  list: ({ params: { office }, query: { after } }, deps) => listOf(deps, { office, after }),

  async read({ params: { office, mail: id }, staff, refuse }, { db, mailUrl }) {
    if (mailUrl === null || !isFolder(mailUrl)) throw refuse('not-found');
    if (!(await noteMailReading(db, { office, id, staffId: staff.id }))) throw refuse('not-found');
    const mail = await readFiledMail(mailUrl, id);
    if (!mail) throw refuse('not-found');
    return mail;
  },

  async resend({ params: { office, mail: id }, staff, command, refuse }, deps) {
    await deps.commands.once(command, async (trx, { id: commandId }) => {
      const outcome = await resendMail(trx, { office, id, by: { staffId: staff.id, commandId } });
      if (outcome === 'unknown') throw refuse('not-found');
      if (outcome === 'over') throw refuse('move-not-allowed');
    });
    return listOf(deps, { office });
  },
};

async function listOf({ db, mailUrl }: ApiDeps, of: { office: string; after?: string | undefined }) {
  return { ...(await listMails(db, of)), filed: mailUrl !== null && isFolder(mailUrl) };
}
