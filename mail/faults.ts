import type { MailFault } from '../domain/mail/mail.ts';

/** What a try met: the fault, and the server's number where it gave one. Never its words, which may repeat the address. */
export interface MetFault {
  readonly fault: MailFault;
  readonly code: number | null;
}

/** Faults of the line and of names: the server was not reached, hung up or fell silent. */
const ofTheLine = new Set([
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ESOCKET',
  'ETIMEDOUT',
  'ETLS',
  'EDNS',
]);

/**
 * What an error of the mail server means. For good is only what it says of this recipient or this message (5xx to RCPT TO or
 * DATA): a 5xx to anything before concerns every mail, and is mended by whoever looks after the server.
 */
export function faultOf(error: unknown): MetFault {
  const { code, responseCode, command } = error as {
    code?: unknown;
    responseCode?: unknown;
    command?: unknown;
  };
  const number = typeof responseCode === 'number' ? responseCode : null;
  if (code === 'EAUTH') return { fault: 'not-let-in', code: number };
  if (number !== null) {
    const isOfThisMail = command === 'RCPT TO' || command === 'DATA';
    return { fault: number >= 500 && isOfThisMail ? 'refused' : 'put-off', code: number };
  }
  if (typeof code === 'string' && ofTheLine.has(code)) return { fault: 'unreachable', code: null };
  if (typeof code === 'string' && /^E(ACCES|PERM|NOSPC|ROFS|DQUOT|NOENT|EXIST|NOTDIR|IO)$/.test(code)) {
    return { fault: 'unwritable', code: null };
  }
  return { fault: 'unforeseen', code: null };
}
