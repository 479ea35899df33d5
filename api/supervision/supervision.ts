import type { Database } from '../../db/connect.ts';
import { readOfficeNow, type OfficeNow } from '../../db/offices/offices.ts';
import { listDays } from '../../db/supervision/days.ts';
import { acknowledgeEscalation, listEscalations, readEscalation } from '../../db/supervision/escalations.ts';
import { periodOf } from '../../db/supervision/period.ts';
import { readSla } from '../../db/supervision/sla.ts';
import { readSupervision } from '../../db/supervision/supervision.ts';
import { toIso } from '../../domain/time.ts';
import type { supervisionEndpoints } from '../../wire/supervision/supervision.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { exported, fileName } from '../reports/reports.ts';

/** The SLA, everything `/pengawas` shows, its tables as files, and acknowledgements of breaches. */
export const supervisionHandlers: Handlers<typeof supervisionEndpoints> = {
  async sla({ params: { office }, query }, { db }) {
    const { opening } = await officeNow(db, office);
    return readSla(db, { office, ...periodOf(query, opening.day) });
  },

  async supervision({ params: { office }, query, refuse }, { db }) {
    const supervision = await readSupervision(db, { office, ...query });
    if (!supervision) throw refuse('not-found');
    return supervision;
  },

  async report({ params: { office, report }, query, staff, response }, deps) {
    const { values } = query;
    const { opening } = await officeNow(deps.db, office);
    const asked = { office, document: report, format: 'csv', ...periodOf(query, opening.day) } as const;
    const given = { by: staff.name, values, purpose: null };
    const name = await fileName(deps.db, asked);
    return { name, ...(await exported({ ...asked, ...given }, { staff, response, format: 'csv' }, deps)) };
  },

  async escalations({ params: { office }, query }, { db }) {
    const { opening, now } = await officeNow(db, office);
    const escalations = await listEscalations(db, { office, ...periodOf(query, opening.day) });
    return { escalations, at: toIso(now) };
  },

  async acknowledge({ params: { office, visitId }, staff, command, refuse }, { db, commands }) {
    await commands.once({ ...command, visitId }, async (trx, { id: commandId }) => {
      const outcome = await acknowledgeEscalation(trx, { office, visitId, staffId: staff.id, commandId });
      if (outcome === 'unknown') throw refuse('not-found');
      if (outcome === 'over') throw refuse('move-not-allowed');
    });
    const escalation = await readEscalation(db, { office, visitId });
    if (!escalation) throw refuse('not-found');
    return escalation;
  },

  async days({ params: { office }, query }, { db }) {
    const { opening } = await officeNow(db, office);
    const { from = opening.day, to = opening.day } = query;
    return { days: await listDays(db, { office, from, to }) };
  },
};

async function officeNow(db: Database, office: string): Promise<OfficeNow> {
  const now = await readOfficeNow(db, office);
  if (!now) throw new ProblemError('not-found');
  return now;
}
