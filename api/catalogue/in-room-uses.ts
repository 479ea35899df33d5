import {
  endUse,
  listCounted,
  listUses,
  readShelf,
  recordUse,
  removeUse,
  visitOfUse,
  type Recorded,
} from '../../db/catalogue/in-room-uses.ts';
import type { Database } from '../../db/connect.ts';
import { readLabel } from '../../domain/catalogue/shelf-code.ts';
import type { InRoomUse, inRoomUsesEndpoints } from '../../wire/catalogue/in-room-uses.ts';
import type { Handlers } from '../http/handler.ts';

const refusals = {
  unknown: 'not-found',
  elsewhere: 'forbidden',
  over: 'move-not-allowed',
} as const satisfies Record<Exclude<Recorded, 'recorded'>, string>;

/** Printed publications read in the room: for a visit, and counted from tables. */
export const inRoomUsesHandlers: Handlers<typeof inRoomUsesEndpoints> = {
  async shelf({ params: { office }, query: { label, publication = [] } }, { db }) {
    const asked = label === undefined ? publication : (readLabel(label) ?? []);
    return { items: await readShelf(db, { office, asked }) };
  },

  async ofVisit({ target: { visitId } }, { db }) {
    return { uses: await listUses(db, visitId) };
  },

  async record({ target: { visitId, office }, body: { publication }, staff, command, refuse }, deps) {
    const { db, commands } = deps;
    const { id } = await commands.once({ ...command, visitId }, async (trx, { id: commandId, at }) => {
      const use = { commandId, office, publication, visitId, at, staffId: staff.id };
      const outcome = await recordUse(trx, use);
      if (outcome !== 'recorded') throw refuse(refusals[outcome]);
    });
    return { id, uses: await listUses(db, visitId) };
  },

  async counted({ params: { office } }, { db }) {
    return { uses: await listCounted(db, office) };
  },

  async count({ params: { office }, body: { publication }, staff, command, refuse }, { db, commands }) {
    const { id } = await commands.once(command, async (trx, { id: commandId, at }) => {
      const use = { commandId, office, publication, visitId: null, at, staffId: staff.id };
      const outcome = await recordUse(trx, use);
      if (outcome === 'unknown' || outcome === 'elsewhere') throw refuse(refusals[outcome]);
    });
    return { id, uses: await listCounted(db, office) };
  },

  async end({ params: { office, use: id }, staff, command, refuse }, { db, commands }) {
    await commands.once(command, async (trx, { id: commandId, at }) => {
      if (!(await endUse(trx, { commandId, office, id, at, staffId: staff.id }))) throw refuse('not-found');
    });
    return { uses: await listWith(db, { office, id }) };
  },

  async remove({ params: { office, use: id }, staff, command, refuse }, { db, commands }) {
    await commands.once(command, async (trx, { id: commandId, at }) => {
      const outcome = await removeUse(trx, { commandId, office, id, at, staffId: staff.id });
      if (outcome === 'unknown') throw refuse('not-found');
      if (outcome === 'settled') throw refuse('move-not-allowed');
    });
    return { uses: await listWith(db, { office, id }) };
  },
};

/** The list that a use stands in: of its visit, or of what was counted today. */
async function listWith(db: Database, { office, id }: { office: string; id: string }): Promise<InRoomUse[]> {
  const visitId = await visitOfUse(db, id);
  return visitId === null ? listCounted(db, office) : listUses(db, visitId);
}
