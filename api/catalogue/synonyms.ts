import { changeSynonyms, readSynonymLines } from '../../db/catalogue/search/synonyms.ts';
import type { synonymsEndpoints } from '../../wire/catalogue/synonyms.ts';
import type { Handlers } from '../http/handler.ts';

/** The synonyms of the search: admins read them, those of all offices change them. */
export const synonymsHandlers: Handlers<typeof synonymsEndpoints> = {
  synonyms: (_input, { db }) => readSynonymLines(db),

  async changeSynonyms({ body: { expectedVersion, lines }, staff, command, refuse }, { db, commands }) {
    await commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      if ((await changeSynonyms(trx, { expectedVersion, lines, by })) === 'stale')
        throw refuse('setting-changed');
    });
    return readSynonymLines(db);
  },
};
