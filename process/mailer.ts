import { createTransport, type Transporter } from 'nodemailer';

const answerWithinMs = 5_000;

/**
 * A connection to the mail server, encrypted unless the server is on this machine or its address ends in
 * `?requireTLS=false`.
 */
export function createMailer(url: string): Transporter {
  return createTransport({
    url,
    requireTLS: !isLocal(url),
    connectionTimeout: answerWithinMs,
    greetingTimeout: answerWithinMs,
    socketTimeout: answerWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The part of a mail's failure that may be logged: the server's text may repeat the address. */
export function mailFault(error: unknown): { code?: unknown; responseCode?: unknown } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return { code, responseCode };
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
