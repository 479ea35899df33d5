import { writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/connect.ts';
import { readOfficeNow, type OfficeNow } from '../../db/offices/offices.ts';
import { listDays } from '../../db/supervision/days.ts';
import { acknowledgeEscalation, listEscalations, readEscalation } from '../../db/supervision/escalations.ts';
import { readSla } from '../../db/supervision/sla.ts';
import { periodOf, readSupervision } from '../../db/supervision/supervision.ts';
import { toIso } from '../../domain/time.ts';
import { reports } from '../../wire/report-tables.ts';
import type { supervisionEndpoints } from '../../wire/supervision.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem.ts';
import { toCsv } from './report-csv.ts';

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

  async report({ params: { office, report }, query, staff, refuse }, { db }) {
    const supervision = await readSupervision(db, { office, ...query });
    if (!supervision) throw refuse('not-found');
    const { from, to, timeZone } = supervision;
    await writeAudit(db, {
      by: { kind: 'staff', id: staff.id },
      office,
      action: 'report-exported',
      detail: { report, from, to },
    });
    return {
      name: `kunjung-${office}-${report}-${from}-${to}.csv`,
      type: 'text/csv',
      text: toCsv(reports[report](supervision), timeZone),
    };
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
