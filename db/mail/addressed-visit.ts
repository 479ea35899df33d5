import { syntheticOffice } from '../../domain/probe/synthetic.ts';
import { clockNow } from '../clock.ts';
import type { Database } from '../connect.ts';

/** What a mail to a visitor tells of their visit, and now; undefined for a synthetic visit, about which nobody is mailed. */
export const readAddressedVisit = (trx: Database, visitId: string) =>
  trx
    .selectFrom('visit')
    .innerJoin('office', 'office.code', 'visit.office')
    .select(['visit.office', 'visit.language', 'token', 'day', 'office.name', 'office.time_zone as timeZone'])
    .select(clockNow.as('now'))
    .where('visit.id', '=', visitId)
    .where('visit.office', '<>', syntheticOffice)
    .executeTakeFirst();
