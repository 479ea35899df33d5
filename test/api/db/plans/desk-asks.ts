import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { pickNext, releaseReservation } from '../../../../db/visits/calls.ts';
import {
  endUse,
  listCounted,
  listUses,
  readShelf,
  recordUse,
  removeUse,
} from '../../../../db/catalogue/in-room-uses.ts';
import { listLabels } from '../../../../db/catalogue/shelf-labels.ts';
import { createCommandStore } from '../../../../db/commands.ts';
import { readStaffVisit } from '../../../../db/visits/desk.ts';
import { readGuestBook } from '../../../../db/visitors/guest-books.ts';
import {
  giveHandover,
  listHandovers,
  readHeldItems,
  takeHandover,
} from '../../../../db/custody/handovers.ts';
import { reportIncident } from '../../../../db/custody/incidents.ts';
import { changeLocker } from '../../../../db/custody/lockers.ts';
import { isCounter } from '../../../../db/offices/codes.ts';
import { enterPaperVisit } from '../../../../db/supervision/paper-visits.ts';
import { changePriority } from '../../../../db/visits/priorities.ts';
import { storeRating } from '../../../../db/ratings/ratings.ts';
import { fetchSoftcopy, listSoftcopies } from '../../../../db/softcopies/requests.ts';
import { requestForVisit } from '../../../../db/softcopies/visit-requests.ts';
import { correctVisit } from '../../../../db/supervision/corrections.ts';
import { readStory } from '../../../../db/supervision/stories.ts';
import { today, write, type Ask } from './asker.ts';
import { walkToLibrary } from './walks.ts';

/** What officers ask at their desk. */
export const deskAsks: readonly Ask[] = [
  [
    'call next',
    async ({ db, cipher, office }) => {
      const command = await createCommandStore({ db, cipher }).takeIf(
        { scope: 's', key: randomUUID(), request: '', visitId: null },
        { holds: isCounter(office, 'FO-2') },
      );
      if (!command) throw new Error('no counter');
      expect(await pickNext(db, { command, office, counter: 'FO-2' })).toMatchObject({
        kind: 'picked',
      });
      await releaseReservation(db, command);
    },
  ],
  [
    'the rest of the desk',
    async (asker) => {
      const { db, cipher, office, staff } = asker;
      const { id: visitId } = await walkToLibrary(asker);
      const by = { office, staffId: staff.id };
      await readStaffVisit({ db, cipher }, visitId, {
        role: 'staff',
        readerId: staff.id,
        mailLeaves: true,
      });
      await readGuestBook(db, cipher, { visitId, office, readerId: staff.id, mailLeaves: true });
      await write(asker, visitId, (trx, commandId) =>
        changePriority(trx, { ...by, visitId, priority: 'elderly', commandId }),
      );
      await write(asker, visitId, (trx, commandId) =>
        changeLocker(trx, {
          ...by,
          locker: '09',
          expected: 'free',
          state: 'out-of-order',
          commandId,
        }),
      );
      await write(asker, visitId, (trx, commandId) =>
        reportIncident(trx, cipher, {
          ...by,
          commandId,
          visitId,
          kind: 'other',
          note: 'x',
          at: Date.now(),
        }),
      );
      await readHeldItems(db, office);
      const other = await db
        .selectFrom('staff')
        .select('id')
        .where('office', '=', '1008')
        .executeTakeFirstOrThrow();
      await write(asker, visitId, (trx, commandId) =>
        giveHandover(trx, { office, givenBy: staff.id, takenBy: other.id, commandId }),
      );
      const [offer] = await listHandovers(db, office);
      await write(asker, visitId, (trx, commandId) =>
        takeHandover(trx, {
          office,
          id: offer?.id ?? '',
          takenBy: other.id,
          commandId,
        }),
      );
      await write(asker, visitId, (trx, commandId) =>
        storeRating(trx, cipher, {
          visitId,
          office,
          commandId,
          at: Date.now(),
          source: 'phone',
          atStaffAddress: false,
          rating: { overall: 5 },
        }),
      );
      const day = await today(asker);
      await write(asker, visitId, (trx, commandId) =>
        enterPaperVisit(trx, {
          ...by,
          service: 'P',
          day,
          label: 'K-9',
          takenAt: Date.now(),
          servedAt: null,
          endedAt: Date.now(),
          outcome: 'no-show',
          commandId,
        }),
      );
      await write(asker, visitId, (trx, commandId) =>
        correctVisit(trx, cipher, {
          ...by,
          visitId,
          commandId,
          reason: 'x',
          request: { field: 'entered', at: Date.now() - 1 },
          mailIsOn: true,
        }),
      );
      await readStory({ db, cipher }, visitId);
    },
  ],
  [
    'reading in the room',
    async (asker) => {
      const { db, office, staff } = asker;
      const { id: visitId } = await walkToLibrary(asker);
      const by = { office, staffId: staff.id, at: Date.now() };
      const { id: publication, shelf_number: shelfNumber } = await db
        .selectFrom('publication')
        .select(['id', 'shelf_number'])
        .where('office', '=', office)
        .where('key', '=', 'pub 1')
        .executeTakeFirstOrThrow();
      const id = await write(asker, visitId, (trx, commandId) =>
        recordUse(trx, { ...by, commandId, publication, visitId }),
      );
      await write(asker, visitId, (trx, commandId) => endUse(trx, { ...by, commandId, id }));
      await write(asker, visitId, (trx, commandId) => removeUse(trx, { ...by, commandId, id }));
      await write(asker, visitId, (trx, commandId) =>
        recordUse(trx, { ...by, commandId, publication, visitId: null }),
      );
      await listUses(db, visitId);
      await listCounted(db, office);
      await readShelf(db, { office, asked: [publication] });
      await readShelf(db, { office, asked: { kind: 'shelf-number', shelfNumber } });
      await listLabels(db, { office, shelf: null, since: null, page: 1 });
    },
  ],
  [
    'a copy for a visitor',
    async (asker) => {
      const { db, office, staff } = asker;
      const { id: visitId } = await walkToLibrary(asker);
      const { id: publication } = await db
        .selectFrom('publication')
        .select('id')
        .where('office', '=', office)
        .where('key', '=', 'pub 3')
        .executeTakeFirstOrThrow();
      const by = { office, staffId: staff.id, linkTo: (code: string) => code };
      for (const _time of [1, 2])
        await write(asker, visitId, async (trx, commandId) => {
          expect(await requestForVisit(trx, { ...by, commandId, publication, visitId })).toBeNull();
        });
      const own = { visit: visitId };
      const [request] = await listSoftcopies(db, own);
      expect(await fetchSoftcopy(db, { ...own, id: request?.id ?? '', fetches: true })).toBeNull();
    },
  ],
];
