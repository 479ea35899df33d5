import type { Database } from '../../db/connect.ts';
import {
  countAttempt,
  markSent,
  planTelling,
  type Delivery,
  type EscalationMessage,
} from '../../db/supervision/tellings.ts';
import { toIso } from '../../domain/time.ts';
import {
  escalationChannels,
  type EscalationChannel,
  type Telling,
} from '../../domain/supervision/escalation.ts';
import { createMailer, mailFault } from '../../process/mailer.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { EscalationEvents } from '../events.ts';
import { toMail, type EscalationMailSettings } from './escalation-mail.ts';
import { WebhookError, postWebhook, type WebhookSettings } from './webhook.ts';

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
      events.deliveryFailed(of, faultOf(error));
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
        const { goesOn, message, deliveries } = await planTelling(db, telling, channels);
        if (message === null) return goesOn;
        const sent = await Promise.all(deliveries.map((delivery) => deliver(telling, delivery, message)));
        if (sent.includes(false)) throw new Error('a message was not taken');
        return goesOn;
      });
    },
  };
}

export type EscalationActivities = ReturnType<typeof createEscalationActivities>;

function sendersOf({ webhook, mail }: OutsideSettings): Readonly<Partial<Record<EscalationChannel, Send>>> {
  const mailer = mail && createMailer(mail.url);
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
      mailer && {
        mail: async (delivery, message) => {
          await mailer.sendMail(toMail(delivery, message, mail));
        },
      }),
  } satisfies Partial<Record<EscalationChannel, Send>>;
}

/** The part of a failure that may be logged: no address, and nothing from the receiver's answer. */
function faultOf(error: unknown): object {
  if (error instanceof WebhookError) return { status: error.status };
  const { cause, name } = error as Error;
  return { name, ...mailFault(cause ?? error) };
}
