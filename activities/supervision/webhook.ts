import { createHmac } from 'node:crypto';

const answerWithinMs = 5_000;

/** The receiver's address and the shared secret. */
export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
}

/** The receiver did not accept the message; its answer is not repeated. */
export class WebhookError extends Error {
  override name = 'WebhookError';
  readonly status: number;
  constructor(status: number) {
    super(`the receiver answered ${status}`);
    this.status = status;
  }
}

/**
 * Posts one message, signed as Standard Webhooks describes: `webhook-id` identifies a repeat, `webhook-timestamp`
 * (seconds since 1970) an old message, and `webhook-signature` is `v1,` with the base64 HMAC-SHA256 of
 * `{id}.{timestamp}.{body}`. Only an answer of 200 to 299 within five seconds counts; a redirect does not.
 */
export async function postWebhook(
  { url, secret }: WebhookSettings,
  { id, body, at }: { id: string; body: object; at: number },
): Promise<void> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(at / 1000));
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Kunjung',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${text}`).digest('base64')}`,
    },
    body: text,
    signal: AbortSignal.timeout(answerWithinMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new WebhookError(response.status);
}

/** A secret written as `whsec_…` is base64, as ready-made receivers expect; any other is used as it is. */
function keyOf(secret: string): Buffer {
  const [, encoded] = /^whsec_(.+)$/.exec(secret) ?? [];
  return encoded === undefined ? Buffer.from(secret) : Buffer.from(encoded, 'base64');
}
