import { Router } from 'express';
import { acceptBoard, listBoardNames, removeBoard } from '../../db/boards/board-names.ts';
import type { Database } from '../../db/connect.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import type { Commands } from '../visits/commands.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { parse, pathPart } from '../http/requests.ts';
import { emptyBody, boardName } from '../../wire/fields.ts';
import { boardBody } from '../../wire/boards.ts';

/** Which boards the office takes for its own: a supervisor says so. */
export function boardNameRoutes(deps: { db: Database; access: Access; commands: Commands }): Router {
  const { db, access, commands } = deps;
  const router = Router();

  router
    .route('/offices/:office/boards')
    .get(async (request, response) => {
      const { office } = await access.supervisor(request);
      response.json({ boards: await listBoardNames(db, office) });
    })
    .post(async (request, response) => {
      const { office, staff } = await access.supervisor(request);
      const { board: name } = parse(boardBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, ({ id: commandId }) =>
        acceptBoard(db, { office, name, by: { staffId: staff.id, commandId } }),
      );
      response.status(201).json({ boards: await listBoardNames(db, office) });
    })
    .all(onlyAllows('GET', 'POST'));

  router
    .route('/offices/:office/boards/:board/remove')
    .post(async (request, response) => {
      const { office, staff } = await access.supervisor(request);
      const name = pathPart(boardName, request.params.board);
      parse(emptyBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const by = { staffId: staff.id, commandId };
        if (!(await removeBoard(db, { office, name, by }))) throw new ProblemError('not-found');
      });
      response.json({ boards: await listBoardNames(db, office) });
    })
    .all(onlyAllows('POST'));
  return router;
}
