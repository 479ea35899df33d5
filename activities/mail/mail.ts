import { ApplicationFailure } from '@temporalio/activity';
import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Database } from '../../db/connect.ts';
import { beginTry, recordFault, recordSent, type MailPace, type TriedMail } from '../../db/mail/outbox.ts';
import { faultOf, type MetFault } from '../../mail/faults.ts';
import { writeLetter } from '../../mail/letters.ts';
import { createPost, type MailSettings } from '../../mail/post.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { MailEvents } from '../events.ts';

/** What sending needs: the way out, and the key that opens what was written down. */
export interface MailGround {
  readonly settings: MailSettings;
  readonly cipher: Cipher;
  readonly pace: MailPace;
}

/** The activity that sends what was written down. It runs on a task queue of its own. */
export function createMailActivities(deps: { db: Database; mail: MailGround; events: MailEvents }) {
  const { db, mail, events } = deps;
  const { settings, cipher, pace } = mail;
  const post = createPost(settings);

  const send = async ({ id, content }: TriedMail): Promise<MetFault | null> => {
    if (content === null) return { fault: 'unreadable', code: null };
    try {
      const letter = writeLetter(content.letter, settings);
      await post.send({ ...letter, id, to: [content.to] });
      return null;
    } catch (error) {
      return faultOf(error);
    }
  };

  return {
    /**
     * Sends a mail once: ends when the server took it, when it is dead and when it is not needed any more; throws, to be
     * tried again after the pause of this try, while the server does not take it. The row decides, not the engine, so
     * that a mail whose workflow was lost goes on where it was.
     */
    async sendMail(mailId: string): Promise<void> {
      const pauseMs = await withHeartbeat(async () => {
        const tried = await beginTry({ db, cipher }, mailId);
        if (!tried) return null;
        const met = await send(tried);
        if (met === null) {
          await recordSent(db, mailId);
          events.mailSent(tried);
          return null;
        }
        const pause = await recordFault(db, tried, { ...met, pace });
        events.mailFailed(tried, { ...met, isOver: pause === null });
        return pause;
      });
      if (pauseMs === null) return;
      throw ApplicationFailure.create({ message: 'the mail was not taken', nextRetryDelay: pauseMs });
    },
  };
}

export type MailActivities = ReturnType<typeof createMailActivities>;
