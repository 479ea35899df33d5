import type { Database } from '../../db/connect.ts';
import {
  countAttempt,
  markSent,
  markTakenBack,
  planTelling,
  type Delivery,
  type EscalationMessage,
} from '../../db/supervision/tellings.ts';
import { languages } from '../../domain/language.ts';
import { toIso } from '../../domain/time.ts';
import {
  escalationChannels,
  type EscalationChannel,
  type Telling,
} from '../../domain/supervision/escalation.ts';
import { pathOf } from '../../domain/pages.mjs';
import { faultOf } from '../../mail/faults.ts';
import { writeLetter } from '../../mail/letters.ts';
import { createPost, type MailSettings } from '../../mail/post.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { EscalationEvents } from '../events.ts';
import { WebhookError, postWebhook, type WebhookSettings } from './webhook.ts';

/** The way out, and the recipients. */
interface EscalationMailSettings extends MailSettings {
  readonly to: readonly string[];
}

/** The receivers of breach notifications; null where not configured. */
export interface OutsideSettings {
  readonly webhook: WebhookSettings | null;
  readonly mail: EscalationMailSettings | null;
}

type Send = (delivery: Delivery, message: EscalationMessage) => Promise<void>;

/** The activities that notify of breaches. They run on a separate task queue. */
export function createEscalationActivities(deps: {
  db: Database;
  outside: OutsideSettings;
  events: EscalationEvents;
}) {
  const { db, outside, events } = deps;
  const senders = sendersOf(outside);
  const channels = escalationChannels.filter((channel) => senders[channel] !== undefined);

  const deliver = async (telling: Telling, delivery: Delivery, message: EscalationMessage) => {
    const of = { ...telling, channel: delivery.channel, event: delivery.event };
    await countAttempt(db, delivery.id);
    try {
      await senders[delivery.channel]?.(delivery, message);
    } catch (error) {
      events.deliveryFailed(of, toldOf(error));
      return false;
    }
    await markSent(db, delivery.id);
    events.deliverySent(of);
    return true;
  };

  return {
    /**
     * Sends the next notification if the visitor still waits unserved, or a withdrawal. True when another
     * notification is due later; throws, to be retried, while a receiver does not accept its message.
     */
    async tellEscalation(telling: Telling): Promise<boolean> {
      return withHeartbeat(async () => {
        const { goesOn, message, deliveries, withdrawnAt } = await planTelling(db, telling, channels);
        if (message === null) return goesOn;
        const sent = await Promise.all(deliveries.map((delivery) => deliver(telling, delivery, message)));
        if (sent.includes(false)) throw new Error('a message was not taken');
        if (withdrawnAt !== null) await markTakenBack(db, telling.visitId, withdrawnAt);
        return goesOn;
      });
    },
  };
}

export type EscalationActivities = ReturnType<typeof createEscalationActivities>;

function sendersOf({ webhook, mail }: OutsideSettings): Readonly<Partial<Record<EscalationChannel, Send>>> {
  const post = mail && createPost(mail);
  return {
    ...(webhook && {
      webhook: async ({ id, event, number }, { office: { code, name }, label, dueAt, counter }) => {
        const body = {
          id,
          event,
          level: 'breach',
          number,
          office: { code, name },
          label,
          dueAt: toIso(dueAt),
          counter,
        };
        await postWebhook(webhook, { id, body, at: Date.now() });
      },
    }),
    ...(mail &&
      post && {
        mail: async ({ id, event, number }, { office, label, dueAt, counter }) => {
          const values = {
            office: office.name,
            officeCode: office.code,
            event,
            label,
            dueAt,
            timeZone: office.timeZone,
            counter: counter?.label ?? null,
            number,
            path: `${pathOf('supervisor')}?kantor=${office.code}`,
          };
          const letter = writeLetter({ kind: 'breach', language: languages[0], values }, mail);
          await post.send({ ...letter, id, to: mail.to });
        },
      }),
  } satisfies Partial<Record<EscalationChannel, Send>>;
}

/** The part of a failure that may be logged: no address, and nothing from the receiver's answer. */
function toldOf(error: unknown): object {
  if (error instanceof WebhookError) return { status: error.status };
  const { cause, name } = error as Error;
  return { name, ...faultOf(cause ?? error) };
}
