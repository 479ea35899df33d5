import type { Response } from 'express';
import { writeAudit } from '../../db/audit.ts';
import type { Database } from '../../db/connect.ts';
import { hasInvented } from '../../db/demo/mark.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import type { Staff } from '../../db/staff/sessions.ts';
import { periodOf } from '../../db/supervision/period.ts';
import {
  daysIn,
  daysOf,
  formatsOf,
  isPersonal,
  isRegister,
  longestRegisterDays,
  type DocumentName,
  type FileFormat,
} from '../../domain/reports/documents.ts';
import { documentWords } from '../../domain/reports/words.ts';
import { formatTypes, type reportEndpoints } from '../../wire/supervision/reports.ts';
import type { ApiDeps } from '../deps.ts';
import { whenClosed } from '../http/transport/closing.ts';
import type { FileAnswer, Handlers, MadeFile } from '../http/handler.ts';
import { invalidField } from '../http/requests.ts';
import type { Asked } from './report-task.ts';

/** Files of a period, and the records of incidents. */
export const reportHandlers: Handlers<typeof reportEndpoints> = {
  async document({ params: { office, document }, query, staff, response, refuse }, deps) {
    const now = await readOfficeNow(deps.db, office);
    if (!now) throw refuse('not-found');
    const { format, values, purpose = null } = query;
    const period = daysOf(document, periodOf(query, now.opening.day), now.opening.day);
    if (!formatsOf(document).includes(format)) throw invalidField('/format', 'only-printed');
    if (isRegister(document) && daysIn(period) > longestRegisterDays) {
      throw invalidField('/to', 'register-too-long');
    }
    if (isPersonal(document) && purpose === null) throw invalidField('/purpose', 'purpose-needed');
    const asked = { office, document, format, ...period, values, by: staff.name, purpose };
    const name = await fileName(deps.db, asked);
    return { name, ...(await exported(asked, { staff, response, format }, deps)) };
  },

  async incidentRecord({ params: { office, incident }, query: { purpose }, staff, response }, deps) {
    const asked = { office, document: 'incident-record', incident, by: staff.name, purpose } as const;
    const name = `kunjung-${office}-berita-acara-${incident.slice(0, 8)}.pdf`;
    return { name, ...(await exported(asked, { staff, response, format: 'pdf' }, deps)) };
  },
};

/** What a file is called, in the words of its readers; it says when some of its days are invented, so that it is never taken for a real one. */
export async function fileName(
  db: Database,
  of: { office: string; document: DocumentName; from: string; to: string; format: FileFormat },
): Promise<string> {
  const { office, document, from, to, format } = of;
  const title = documentWords.id[document]
    .toLowerCase()
    .match(/[a-z]+/g)
    ?.join('-');
  const mark = (await hasInvented(db, of)) ? '-contoh' : '';
  return `kunjung-${office}-${title}-${from}-${to}${mark}.${format}`;
}

/** Makes a file and records it before anything of it is sent. */
export async function exported<Format extends FileFormat>(
  asked: Asked,
  { staff, response, format }: { staff: Staff; response: Response; format: Format },
  { db, reports }: ApiDeps,
): Promise<Omit<FileAnswer<(typeof formatTypes)[Format]>, 'name'> & { readonly made: MadeFile }> {
  const gone = new AbortController();
  whenClosed(response, () => gone.abort());
  const { file, bytes, rows, sha256 } = await reports.make(asked, gone.signal);
  try {
    const { document: report, office, by: _name, ...detail } = asked;
    await writeAudit(db, {
      by: { kind: 'staff', id: staff.id },
      office,
      action: 'report-exported',
      detail: { report, ...detail, format, rows, bytes, sha256 },
    });
  } catch (error) {
    await file.close();
    throw error;
  }
  return { type: formatTypes[format], made: { file, bytes } };
}
