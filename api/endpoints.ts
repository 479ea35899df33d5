import { endpoints } from '../wire/http/endpoints.ts';
import type { Endpoint } from '../wire/http/endpoint.ts';
import { boardsHandlers } from './boards/boards.ts';
import { catalogueHandlers } from './catalogue/catalogue.ts';
import { inRoomUsesHandlers } from './catalogue/in-room-uses.ts';
import { collectionsHandlers } from './catalogue/collections.ts';
import { synonymsHandlers } from './catalogue/synonyms.ts';
import { complaintAttachmentsHandlers } from './complaints/attachments.ts';
import { complaintsHandlers } from './complaints/complaints.ts';
import { custodyHandlers } from './custody/custody.ts';
import { devicesHandlers } from './devices/devices.ts';
import { shelfLabelsHandlers } from './catalogue/shelf-labels.ts';
import type { Handler, Handlers } from './http/handler.ts';
import type { Served } from './http/routes.ts';
import { mailsHandlers } from './mail/mails.ts';
import { membersHandlers } from './members/members.ts';
import { officesHandlers } from './offices/offices.ts';
import { settingsHandlers } from './offices/settings.ts';
import { reportHandlers } from './reports/reports.ts';
import { softcopiesHandlers } from './softcopies/softcopies.ts';
import { visitSoftcopiesHandlers } from './softcopies/visit-softcopies.ts';
import { ratingsHandlers } from './ratings/ratings.ts';
import { staffHandlers } from './staff/staff.ts';
import { standardHandlers } from './standard/standard.ts';
import { storiesHandlers } from './supervision/stories.ts';
import { supervisionHandlers } from './supervision/supervision.ts';
import { guestBooksHandlers } from './visitors/guest-books.ts';
import { visitorsHandlers } from './visitors/visitor.ts';
import { visitsHandlers } from './visits/desk.ts';

/** The handlers by subject; a subject without handlers does not compile. */
const handlers: { readonly [Subject in keyof typeof endpoints]: Handlers<(typeof endpoints)[Subject]> } = {
  boards: boardsHandlers,
  catalogue: catalogueHandlers,
  collections: collectionsHandlers,
  complaintAttachments: complaintAttachmentsHandlers,
  complaints: complaintsHandlers,
  custody: custodyHandlers,
  devices: devicesHandlers,
  guestBooks: guestBooksHandlers,
  inRoomUses: inRoomUsesHandlers,
  mails: mailsHandlers,
  members: membersHandlers,
  offices: officesHandlers,
  ratings: ratingsHandlers,
  reports: reportHandlers,
  settings: settingsHandlers,
  shelfLabels: shelfLabelsHandlers,
  softcopies: softcopiesHandlers,
  staff: staffHandlers,
  standard: standardHandlers,
  stories: storiesHandlers,
  supervision: supervisionHandlers,
  synonyms: synonymsHandlers,
  visitors: visitorsHandlers,
  visitSoftcopies: visitSoftcopiesHandlers,
  visits: visitsHandlers,
};

/** Every endpoint with its handler; only here are their specific types erased. */
export const served: readonly Served[] = Object.entries(endpoints).flatMap(([subject, group]) => {
  const own = handlers[subject as keyof typeof handlers] as Readonly<Record<string, unknown>>;
  return Object.entries<Endpoint>(group).map(([name, endpoint]) => ({
    endpoint,
    handler: own[name] as Handler<Endpoint>,
  }));
});
