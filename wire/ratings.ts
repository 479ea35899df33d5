import * as z from 'zod';
import { languages } from '../domain/language.ts';
import { overallScores, skmElements, skmScores } from '../domain/ratings/rating.ts';
import { toTicketToken } from '../domain/ratings/ticket.ts';
import { grades } from '../domain/ratings/skm.ts';
import { deskRoles, supervisors } from '../domain/staff/roles.ts';
import { ageBands, educations, genders, occupations } from '../domain/visitors/guest-book.ts';
import { day, dayRange, isoTime, officeCode, optionalText } from './fields.ts';
import { endpoint } from './http/endpoint.ts';
import { visitView } from './visitors/visitors.ts';

export const rating = z
  .strictObject({
    overall: z.literal(overallScores).nullable(),
    skm: z.strictObject(skmAnswers()).optional(),
    /** Without it an earlier comment stays; null takes it away. */
    comment: optionalText(500).nullable(),
    /** That the page was opened by the link of a mail. */
    from: z.literal('mail').optional(),
  })
  .meta({ id: 'Rating' });
/** A rating as it is sent. What was not answered is null or missing, never 0 and never the top score. */
export type Rating = z.output<typeof rating>;

function skmAnswers() {
  const answer = z.literal(skmScores).nullable().optional();
  return Object.fromEntries(skmElements.map((element) => [element, answer])) as Record<
    (typeof skmElements)[number],
    typeof answer
  >;
}

export const ownRating = z
  .strictObject({
    overall: z.literal(overallScores).nullable(),
    /** The elements that were answered. */
    skm: z.partialRecord(z.enum(skmElements), z.literal(skmScores)),
    /** Whether there is a comment; what it says is not told to whoever holds the ticket. */
    commented: z.boolean(),
  })
  .meta({ id: 'OwnRating' });
/** What a visitor has answered so far. */
export type OwnRating = z.output<typeof ownRating>;

export const sheetBody = z
  .strictObject({
    /** What the QR code of a ticket holds, or its token. */
    ticket: z
      .string()
      .max(500)
      .transform((scanned, context) => {
        const token = toTicketToken(scanned);
        if (token !== null) return token;
        context.addIssue('no ticket');
        return z.NEVER;
      }),
  })
  .meta({ id: 'RatingSheetRequest' });

export const ratingSheet = z
  .strictObject({ label: z.string(), language: z.enum(languages), rating: ownRating })
  .meta({ id: 'RatingSheet' });
/** The rating of one visit on a tablet of the office. */
export type RatingSheet = z.output<typeof ratingSheet>;

/** The survey's result: exact ninths, rounded half up once. */
export const skmResult = {
  elements: z.array(
    z.strictObject({
      element: z.enum(skmElements),
      sum: z.int(),
      n: z.int(),
      nrr: z.number().nullable(),
      weighted: z.number().nullable(),
    }),
  ),
  /** The fewest answers an element has; whether there are enough for a grade. */
  n: z.int(),
  /** Filled questionnaires: who answered at least one element (the n of PermenPANRB 14/2017). */
  respondents: z.int(),
  index: z.number().nullable(),
  grade: z.enum(grades).nullable(),
};

const groups = <Code extends string | number>(codes: readonly Code[]) =>
  z.array(z.strictObject({ code: z.literal(codes).nullable(), n: z.int() }));

export const skmReport = z
  .strictObject({
    office: officeCode,
    timeZone: z.string(),
    /** Local days, both included. */
    from: day,
    to: day,
    at: isoTime,
    /** Below this many answers no grade is given. */
    minimum: z.int(),
    ...skmResult,
    /** The elements to be improved first, the lowest first; none without a grade. */
    priorities: z.array(z.enum(skmElements)),
    /** The respondents by what their guest books say; null where they did not want to. */
    by: z.strictObject({
      gender: groups(genders),
      ageBand: groups(ageBands),
      education: groups(educations),
      occupation: groups(occupations),
    }),
  })
  .meta({ id: 'Skm' });
/** The satisfaction survey of an office over a period (PermenPANRB 14/2017). */
export type SkmReport = z.output<typeof skmReport>;

export const ratingsEndpoints = {
  own: endpoint('GET /visits/{token}/rating', {
    summary: 'What the visitor has answered so far',
    who: 'visitor',
    answer: ownRating,
    cache: 'no-store',
    problems: ['rating-by-staff'],
  }),
  rate: endpoint('PUT /visits/{token}/rating', {
    summary: 'Rate the visit, or change the rating',
    who: 'visitor',
    body: rating,
    command: true,
    answer: visitView,
    problems: ['move-not-allowed', 'rating-by-staff'],
  }),
  turn: endpoint('POST /visits/{visitId}/rating-sheet', {
    summary:
      "Turn the desk's tablet to the visitor: the session of this browser ends, and it can only rate this visit",
    who: deskRoles,
    status: 201,
    answer: ratingSheet,
    cache: 'no-store',
    problems: ['move-not-allowed'],
  }),
  openSheet: endpoint('POST /rating-sheet', {
    summary: 'Open the rating of a ticket on a tablet that stands in the hall',
    who: 'public',
    body: sheetBody,
    status: 201,
    answer: ratingSheet,
    cache: 'no-store',
    problems: ['not-found', 'visit-over', 'move-not-allowed', 'rating-by-staff'],
  }),
  sheet: endpoint('GET /rating-sheet', {
    summary: 'The rating that is open on this tablet',
    who: 'public',
    answer: ratingSheet,
    cache: 'no-store',
    problems: ['not-found', 'rating-by-staff'],
  }),
  rateOnSheet: endpoint('PUT /rating-sheet', {
    summary: 'Answer on this tablet, or change an answer',
    who: 'public',
    body: rating,
    command: true,
    answer: ratingSheet,
    cache: 'no-store',
    problems: ['not-found', 'move-not-allowed', 'rating-by-staff'],
  }),
  skm: endpoint('GET /offices/{office}/skm', {
    summary: 'The satisfaction survey of some days: index, grade, elements, respondents',
    who: supervisors,
    query: dayRange,
    answer: skmReport,
    cache: 'no-store',
  }),
  closeSheet: endpoint('DELETE /rating-sheet', {
    summary: 'Put the rating on this tablet away',
    who: 'public',
    status: 204,
  }),
};
