import { endpoints } from '../wire/http/endpoints.ts';
import type { Endpoint } from '../wire/http/endpoint.ts';
import { boardsHandlers } from './boards/boards.ts';
import { catalogueHandlers } from './catalogue/catalogue.ts';
import { custodyHandlers } from './custody/custody.ts';
import { devicesHandlers } from './devices/devices.ts';
import type { Handler, Handlers } from './http/handler.ts';
import type { Served } from './http/routes.ts';
import { mailsHandlers } from './mail/mails.ts';
import { officesHandlers } from './offices/offices.ts';
import { settingsHandlers } from './offices/settings.ts';
import { staffHandlers } from './staff/staff.ts';
import { storiesHandlers } from './supervision/stories.ts';
import { supervisionHandlers } from './supervision/supervision.ts';
import { guestBooksHandlers } from './visitors/guest-books.ts';
import { visitorsHandlers } from './visitors/visitor.ts';
import { visitsHandlers } from './visits/desk.ts';

/** The handlers by subject; a subject without handlers does not compile. */
const handlers: { readonly [Subject in keyof typeof endpoints]: Handlers<(typeof endpoints)[Subject]> } = {
  boards: boardsHandlers,
  catalogue: catalogueHandlers,
  custody: custodyHandlers,
  devices: devicesHandlers,
  guestBooks: guestBooksHandlers,
  mails: mailsHandlers,
  offices: officesHandlers,
  settings: settingsHandlers,
  staff: staffHandlers,
  stories: storiesHandlers,
  supervision: supervisionHandlers,
  visitors: visitorsHandlers,
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
