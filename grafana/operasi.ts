import { attachmentRow } from './operasi/attachments.ts';
import { boardsRow } from './operasi/boards.ts';
import { engineRow } from './operasi/engine.ts';
import { collectionRow } from './operasi/collection.ts';
import { mailRow } from './operasi/mail.ts';
import { softcopyRow } from './operasi/softcopies.ts';
import { partsRow } from './operasi/parts.ts';
import { processesRow } from './operasi/processes.ts';
import { requestsRow } from './operasi/requests.ts';
import { temporalRow } from './operasi/temporal.ts';

/** The machinery, for whoever keeps it running. */
export const operasi = {
  uid: 'kunjung-operasi',
  title: 'Kunjung · Operasi',
  description:
    'Keadaan proses, basis data, mesin alur kerja, papan, dan kunjungan uji untuk pengelola sistem.',
  since: 'now-6h',
  refresh: '30s',
  rows: [
    partsRow,
    requestsRow,
    engineRow,
    mailRow,
    collectionRow,
    softcopyRow,
    attachmentRow,
    boardsRow,
    processesRow,
    temporalRow,
  ],
} as const;
