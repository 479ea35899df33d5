import { acceptBoard, listBoardNames, removeBoard } from '../../db/boards/board-names.ts';
import { readBoard } from '../../db/boards/boards.ts';
import type { boardsEndpoints } from '../../wire/boards.ts';
import type { Handlers } from '../http/handler.ts';

/** The public board, and the boards a supervisor has accepted for the office. */
export const boardsHandlers: Handlers<typeof boardsEndpoints> = {
  async board({ params: { office }, refuse }, { db }) {
    const board = await readBoard(db, office);
    if (!board) throw refuse('not-found');
    return board;
  },

  async list({ params: { office } }, { db }) {
    return { boards: await listBoardNames(db, office) };
  },

  async accept({ params: { office }, body: { board: name }, staff, command }, { db, commands }) {
    await commands.once(command, (trx, { id: commandId }) =>
      acceptBoard(trx, { office, name, by: { staffId: staff.id, commandId } }),
    );
    return { boards: await listBoardNames(db, office) };
  },

  async remove({ params: { office, board: name }, staff, command, refuse }, { db, commands }) {
    await commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      if (!(await removeBoard(trx, { office, name, by }))) throw refuse('not-found');
    });
    return { boards: await listBoardNames(db, office) };
  },
};
