import * as z from 'zod';
import { roles } from '../../domain/staff/roles.ts';
import { day } from '../fields.ts';
import { endpoint } from '../http/endpoint.ts';

/** Which labels are asked for: of one shelf, of what came since a day, or all; without those of titles that are not printed. */
export const labelQuery = z.strictObject({
  shelf: z.string().max(100).optional(),
  since: day.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

const shelfLabel = z.strictObject({
  id: z.uuid(),
  /** What the barcode says: twelve digits. */
  code: z.string(),
  title: z.string(),
  year: z.int(),
  /** The publication number, or else the catalogue number. */
  number: z.string().nullable(),
  shelf: z.string().nullable(),
  copies: z.int(),
});
/** What is printed on the label of a publication. */
export type ShelfLabel = z.output<typeof shelfLabel>;

/** Labels in the order of the shelves, and the shelves there are. */
export const labelList = z
  .strictObject({
    labels: z.array(shelfLabel),
    total: z.int(),
    page: z.int(),
    perPage: z.int(),
    shelves: z.array(z.strictObject({ shelf: z.string(), titles: z.int() })),
  })
  .meta({ id: 'ShelfLabels' });

export const shelfLabelsEndpoints = {
  labels: endpoint('GET /offices/{office}/shelf-labels', {
    summary: 'The labels of printed publications, 500 a page',
    who: roles,
    query: labelQuery,
    answer: labelList,
    cache: 'no-store',
  }),
};
