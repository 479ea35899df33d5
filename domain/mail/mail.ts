/** The kinds of mails that are written down before they are sent. */
export const mailKinds = [
  'email-check',
  'member-confirm',
  'member-link',
  'member-expiry',
  'member-deleted',
  'softcopy-ready',
  'rating-link',
  'complaint',
  'complaint-overdue',
] as const;
export type MailKind = (typeof mailKinds)[number];

/**
 * The stages of a mail: written with something that may still be refused (`prepared`), waiting to be sent, taken by the
 * mail server, given up, or not needed any more.
 */
export const mailStages = ['prepared', 'queued', 'sent', 'dead', 'withdrawn'] as const;
export type MailStage = (typeof mailStages)[number];

/** The stages that people see: nobody is owed a mail that is only prepared. */
export const shownStages = ['queued', 'sent', 'dead', 'withdrawn'] as const satisfies readonly MailStage[];
export type ShownStage = (typeof shownStages)[number];

/** The stages of mails that are not done with. */
export const pendingStages = ['queued', 'dead'] as const satisfies readonly MailStage[];

/**
 * Why a mail was not taken: refused for good, refused for now, server not reached or silent, not let in by the server,
 * sealed with another key, no place on the disk, a try that ended with its worker, or none of these.
 */
export const mailFaults = [
  'refused',
  'put-off',
  'unreachable',
  'not-let-in',
  'unreadable',
  'unwritable',
  'interrupted',
  'unforeseen',
] as const;
export type MailFault = (typeof mailFaults)[number];

/** What no repeat mends. */
const lasting: ReadonlySet<MailFault> = new Set(['refused', 'unreadable']);

/** Tries of a mail before it is given up. */
export const mostTries = 10;

/** The pause after a try that failed: it doubles each time, so that ten tries span more than eight hours. */
export function pauseAfter(attempt: number, firstPauseMs: number): number {
  return firstPauseMs * 2 ** (attempt - 1);
}

/** Whether a mail is given up after this fault. */
export function isGivenUp(fault: MailFault, attempt: number): boolean {
  return lasting.has(fault) || attempt >= mostTries;
}

/** The task queue of mails, apart from that of notifications: mails that wait for a silent server hold up nobody else. */
export const mailQueueOf = (taskQueue: string): string => `${taskQueue}-mail`;

/** A mail and how often it was begun: sending a dead one again is a new round, with a workflow of its own. */
export interface MailRound {
  readonly id: string;
  readonly round: number;
}

/** The workflow id of a round. */
export function mailWorkflowIdOf({ id, round }: MailRound): string {
  return `mail:${id}:${round}`;
}
