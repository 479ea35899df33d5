import { boardsEndpoints } from '../boards.ts';
import { catalogueEndpoints } from '../catalogue.ts';
import { custodyEndpoints } from '../custody.ts';
import { devicesEndpoints } from '../devices.ts';
import { guestBooksEndpoints } from '../guest-books.ts';
import { mailsEndpoints } from '../mails.ts';
import { officesEndpoints } from '../offices.ts';
import { settingsEndpoints } from '../settings.ts';
import { staffEndpoints } from '../staff.ts';
import { storiesEndpoints } from '../stories.ts';
import { supervisionEndpoints } from '../supervision.ts';
import { visitorsEndpoints } from '../visitors.ts';
import { visitsEndpoints } from '../visits.ts';

/** The whole interface, by subject; the source of the server's routes, the OpenAPI document and the pages' types. */
export const endpoints = {
  boards: boardsEndpoints,
  catalogue: catalogueEndpoints,
  custody: custodyEndpoints,
  devices: devicesEndpoints,
  guestBooks: guestBooksEndpoints,
  mails: mailsEndpoints,
  offices: officesEndpoints,
  settings: settingsEndpoints,
  staff: staffEndpoints,
  stories: storiesEndpoints,
  supervision: supervisionEndpoints,
  visitors: visitorsEndpoints,
  visits: visitsEndpoints,
};
