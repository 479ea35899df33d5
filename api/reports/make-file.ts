import type { Cipher } from '../../db/sealing/cipher.ts';
import type { Transaction } from '../../db/connect.ts';
import { hasInvented } from '../../db/demo/mark.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import { readSkmIn } from '../../db/ratings/skm.ts';
import { readComplaintFigures } from '../../db/reports/complaint-figures.ts';
import { readIncidentRecord } from '../../db/reports/incident-record.ts';
import { readSupervisionIn } from '../../db/supervision/supervision.ts';
import type { FileFormat } from '../../domain/reports/documents.ts';
import { localDayOf } from '../../domain/offices/calendar.ts';
import { writeCsv } from './csv-writer.ts';
import type { Asked } from './report-task.ts';
import type { Origin, Sink, SheetWriter } from './sheet.ts';
import { sheetOf } from './sheets/sheets.ts';

/** The writers of tables, of which only the one that is needed is loaded. */
const writers: Readonly<Record<FileFormat, () => Promise<SheetWriter>>> = {
  csv: () => Promise.resolve(writeCsv),
  xlsx: async () => (await import('./xlsx-writer.ts')).writeXlsx,
  pdf: async () => (await import('./pdf/table.ts')).writePdf,
};

/** Makes the file that was asked for; answers its rows, or null when there is no such office or incident. */
export async function makeFile({
  trx,
  cipher,
  asked,
  sink,
}: {
  trx: Transaction;
  cipher: Cipher;
  asked: Asked;
  sink: Sink;
}): Promise<number | null> {
  const { office } = asked;
  const found = await readOrigin(trx, asked);
  if (!found) return null;
  if (asked.document === 'incident-record') {
    const record = await readIncidentRecord(trx, cipher, { id: asked.incident, office });
    if (!record) return null;
    const { writeIncidentRecord } = await import('./pdf/incident-record.ts');
    const { day } = record;
    const isSample = await hasInvented(trx, { office, from: day, to: day });
    await writeIncidentRecord(record, { ...found, isSample, from: day, to: day }, sink);
    return 1;
  }
  const { from, to, values } = asked;
  const isSample = await hasInvented(trx, { office, from, to });
  const origin = { ...found, isSample, from, to, values };
  if (asked.document === 'summary') {
    const supervision = await readSupervisionIn(trx, { ...origin, office });
    if (!supervision) return null;
    const complaints = await readComplaintFigures(trx, { ...origin, office });
    const { writeSummary } = await import('./pdf/summary.ts');
    await writeSummary({ supervision, complaints }, origin, sink);
    return supervision.days.reduce((sum, { taken }) => sum + taken, 0);
  }
  if (asked.document === 'skm-sheet' && asked.format === 'pdf') {
    const report = await readSkmIn(trx, { ...origin, office });
    if (!report) return null;
    const { writeSkmSheet } = await import('./pdf/skm-sheet.ts');
    await writeSkmSheet({ report, service: found.service }, origin, sink);
    return report.respondents;
  }
  const sheet = await sheetOf(asked.document, { trx, cipher, office, origin });
  const write = await writers[asked.format]();
  return write(sheet, origin, sink);
}

async function readOrigin(
  trx: Transaction,
  { office, by, purpose }: Asked,
): Promise<(Origin & { service: string }) | null> {
  const now = await readOfficeNow(trx, office);
  if (!now) return null;
  const { name, profile } = await trx
    .selectFrom('office')
    .select(['name', 'profile'])
    .where('code', '=', office)
    .executeTakeFirstOrThrow();
  const { phone, email, website } = profile.contacts;
  const today = localDayOf(now.now, now.timeZone);
  return {
    office: {
      name,
      unit: profile.unit,
      contact: [profile.address, phone, email, website.replace(/^https?:\/\//, '')]
        .filter((part) => part !== '')
        .join(' · '),
    },
    timeZone: now.timeZone,
    from: today,
    to: today,
    madeAt: now.now,
    madeBy: by,
    isSample: false,
    values: 'codes',
    purpose,
    service: profile.standard.service,
  };
}
