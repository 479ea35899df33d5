import { boardsEndpoints } from '../boards.ts';
import { catalogueEndpoints } from '../catalogue/catalogue.ts';
import { collectionsEndpoints } from '../catalogue/collections.ts';
import { complaintAttachmentsEndpoints } from '../complaints/complaint-attachments.ts';
import { complaintsEndpoints } from '../complaints/complaints.ts';
import { custodyEndpoints } from '../custody.ts';
import { devicesEndpoints } from '../devices.ts';
import { guestBooksEndpoints } from '../visitors/guest-books.ts';
import { inRoomUsesEndpoints } from '../catalogue/in-room-uses.ts';
import { mailsEndpoints } from '../mails.ts';
import { membersEndpoints } from '../members.ts';
import { officesEndpoints } from '../offices/offices.ts';
import { shelfLabelsEndpoints } from '../catalogue/shelf-labels.ts';
import { ratingsEndpoints } from '../ratings.ts';
import { reportEndpoints } from '../supervision/reports.ts';
import { settingsEndpoints } from '../offices/settings.ts';
import { softcopiesEndpoints } from '../softcopies/softcopies.ts';
import { staffEndpoints } from '../staff.ts';
import { standardEndpoints } from '../standard.ts';
import { storiesEndpoints } from '../supervision/stories.ts';
import { supervisionEndpoints } from '../supervision/supervision.ts';
import { synonymsEndpoints } from '../catalogue/synonyms.ts';
import { visitorsEndpoints } from '../visitors/visitors.ts';
import { visitSoftcopiesEndpoints } from '../softcopies/visit-softcopies.ts';
import { visitsEndpoints } from '../visits.ts';

/** The whole interface, by subject; the source of the server's routes, the OpenAPI document and the pages' types. */
export const endpoints = {
  boards: boardsEndpoints,
  // before the catalogue, whose publications stand at the same place of a path
  synonyms: synonymsEndpoints,
  catalogue: catalogueEndpoints,
  collections: collectionsEndpoints,
  complaintAttachments: complaintAttachmentsEndpoints,
  complaints: complaintsEndpoints,
  custody: custodyEndpoints,
  devices: devicesEndpoints,
  guestBooks: guestBooksEndpoints,
  inRoomUses: inRoomUsesEndpoints,
  mails: mailsEndpoints,
  members: membersEndpoints,
  offices: officesEndpoints,
  ratings: ratingsEndpoints,
  reports: reportEndpoints,
  settings: settingsEndpoints,
  shelfLabels: shelfLabelsEndpoints,
  softcopies: softcopiesEndpoints,
  staff: staffEndpoints,
  standard: standardEndpoints,
  stories: storiesEndpoints,
  supervision: supervisionEndpoints,
  visitors: visitorsEndpoints,
  visitSoftcopies: visitSoftcopiesEndpoints,
  visits: visitsEndpoints,
};
