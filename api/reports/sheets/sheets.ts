import { readSupervisionIn } from '../../../db/supervision/supervision.ts';
import { isRegister, isReport, type DocumentName } from '../../../domain/reports/documents.ts';
import { documentWords } from '../../../domain/reports/words.ts';
import { scoreWords } from '../../../domain/staff/words.ts';
import type { ReportName } from '../../../domain/supervision/report-names.ts';
import {
  columnWords,
  reportColumns,
  reports,
  type Column,
  type WordColumn,
} from '../../../wire/supervision/report-tables.ts';
import type { FileColumn, Sheet } from '../sheet.ts';
import { guestBookSheet } from './guest-book.ts';
import type { Content, Reading } from './reading.ts';
import { registers } from './registers.ts';
import { skmSheet } from './skm-sheet.ts';

/** Documents that are tables; the summary is a page of its own. */
type TableName = Exclude<DocumentName, 'summary'>;

/** The table of a document. */
export async function sheetOf(document: TableName, reading: Reading): Promise<Sheet> {
  const title = documentWords.id[document];
  if (isReport(document))
    return { title: reportTitle(title), ...(await reportSheet(document, reading)), isRegister: false };
  if (isRegister(document)) return { title, ...registers[document](reading), isRegister: true };
  const content = document === 'skm-sheet' ? await skmSheet(reading) : guestBookSheet(reading);
  return { title, ...content, isRegister: false };
}

/** `Per hari` becomes `Laporan per hari`; names keep their capitals. */
function reportTitle(title: string): string {
  return `Laporan ${title.replace(/^\p{Lu}(?=\p{Ll}+( \p{Ll}|,|$))/u, (letter) => letter.toLowerCase())}`;
}

/** Codes of a report's column in words; scores are numbers, and people read them in words as well. */
function wordsOf(column: Column): Pick<FileColumn, 'words'> {
  if (column === 'score') return { words: scoreWords.id };
  return column in columnWords ? { words: columnWords[column as WordColumn].id } : {};
}

async function reportSheet(report: ReportName, { trx, office, origin }: Reading): Promise<Content> {
  const toFileColumn = (column: Column): FileColumn => {
    const { kind, head, title } = reportColumns[column];
    return { kind, head, title: title.id, ...wordsOf(column) };
  };
  const supervision = await readSupervisionIn(trx, { ...origin, office });
  if (!supervision) throw new Error('the office is gone');
  const { columns, rows } = reports[report](supervision);
  return { columns: columns.map(toFileColumn), rows: [rows.map(({ cells }) => cells)], notes: [] };
}
