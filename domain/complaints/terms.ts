import type { ComplaintKind } from './steps.ts';

/** How many working days each thing may take; a complaint keeps the terms it came under. */
export interface ComplaintTerms {
  readonly verification: number;
  readonly firstFollowUp: number;
  readonly answer: Readonly<Record<ComplaintKind, number>>;
  /** Days without a word from the complainant after which an answer counts as accepted. */
  readonly silence: number;
}

/** The terms of offices that have set none: those of the national complaint system SP4N-LAPOR!. */
export const defaultComplaintTerms: ComplaintTerms = {
  verification: 3,
  firstFollowUp: 5,
  answer: { information: 5, aspiration: 5, normative: 5, ordinary: 14, supervisory: 60 },
  silence: 10,
};

/** What complaints are bounded by. */
export const complaintLimits = {
  fewestCharacters: 20,
  mostCharacters: 2_000,
  /** Of an answer, a message, a reason. */
  mostReplyCharacters: 4_000,
  /** Messages that a complainant may leave without one from the office between them. */
  mostUnanswered: 10,
  /** Days after its end during which a complaint can be reopened. */
  reopenDays: 30,
} as const;

/** Years after the end of a complaint until what was written and attached, and who complained, is forgotten. */
export const keptYears = 2;

/** Days after its end until what a stranger attached is deleted when a complaint was dismissed before anybody verified it. */
export const dismissedKeptDays = 30;

/**
 * Mails about complaints just received that go to one address, whoever typed it: a stranger must not fill somebody's mailbox.
 * Nobody is told that there was one more; whoever did complain has number and code on the screen, and is mailed about
 * what the office does.
 */
export const receivedMails = { withinMs: 24 * 3_600_000, most: 5 } as const;

/** The longest term an office can set, in working days: a quarter of a year. */
export const longestTermDays = 90;
