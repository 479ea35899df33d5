/**
 * How long what a visitor told is known: as the privacy notice promises, and no longer than its purpose needs (UU 27/2022,
 * Pasal 42 to 44). What was counted stays, without a person.
 */
export const visitorTerms = {
  /** Who a visitor is, how to reach them, and what they wrote in their own words. */
  keptDays: 730,
  /** The last digits of an ID card, after it went back. */
  cardKeptDays: 30,
} as const;
