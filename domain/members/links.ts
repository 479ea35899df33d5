/** How long a link and its code are good, and how many wrong codes end both. */
export const linkTerms = { goodForMs: 10 * 60_000, mostTries: 5 } as const;

/** A second wish for a link by the same browser so soon is the same one. */
export const sameWishMs = 20_000;

/**
 * How many mails go to one address: for whoever asks from one place, and for all together, so that a stranger can
 * neither fill somebody's mailbox nor keep its owner from getting a link. Nobody is told that there was one more.
 */
export const mailLimits = [
  { withinMs: 15 * 60_000, fromOnePlace: 3, fromAll: 9 },
  { withinMs: 24 * 3_600_000, fromOnePlace: 12, fromAll: 36 },
] as const;

/** Whether mails go out, are kept on this machine for admins to read, or are not written at all. */
export const deliveries = ['sent', 'kept', 'off'] as const;
export type Delivery = (typeof deliveries)[number];

/** A code as people read and type it. */
export const spacedCode = (code: string): string => code.replace(/(?=\d{4}$)/, ' ');
