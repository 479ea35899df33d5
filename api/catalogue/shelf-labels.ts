import { labelsPerPage, listLabels } from '../../db/catalogue/shelf-labels.ts';
import type { shelfLabelsEndpoints } from '../../wire/catalogue/shelf-labels.ts';
import type { Handlers } from '../http/handler.ts';

/** Labels for the books of an office. */
export const shelfLabelsHandlers: Handlers<typeof shelfLabelsEndpoints> = {
  async labels({ params: { office }, query: { shelf = null, since = null, page } }, { db }) {
    return {
      ...(await listLabels(db, { office, shelf, since, page })),
      page,
      perPage: labelsPerPage,
    };
  },
};
