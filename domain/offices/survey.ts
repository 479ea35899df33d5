/** What an office decides about its satisfaction survey, and where the yearly survey of data needs is answered. */
export interface OfficeSurvey {
  /** Below this many answers no grade is given. */
  readonly minimumRespondents: number;
  /** The address of the yearly survey, on the days it is open, both included. */
  readonly skd: { readonly url: string; readonly from: string; readonly to: string } | null;
}

/** What holds where an office has decided nothing. */
export const usualSurvey: OfficeSurvey = { minimumRespondents: 10, skd: null };

/** The address of the yearly survey on a day; null when it is not open. */
export function skdUrlOn({ skd }: OfficeSurvey, day: string): string | null {
  return skd !== null && skd.from <= day && day <= skd.to ? skd.url : null;
}
