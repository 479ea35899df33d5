import { LineCounter, isNode, parseDocument, stringify } from 'yaml';
import * as z from 'zod';
import type { OfficeFile } from '../../db/offices/office-import.ts';
import type { Bilingual } from '../../domain/language.ts';
import { faultsOf } from '../http/faults.ts';
import type { WordsOf } from '../field-words/field-words.ts';
import { policy as rules, settings as sections } from '../field-words/office-words.ts';
import { usualSurvey } from '../../domain/offices/survey.ts';
import { settingsSections } from '../../wire/offices/settings.ts';
import { policy } from '../../wire/offices/offices.ts';
import { officeCode } from '../../wire/fields.ts';

/** One office as one file: its settings, calendar and policy. No accounts, no visits. */
const officeFile = z.strictObject({
  code: officeCode,
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone)),
  ...settingsSections,
  survey: settingsSections.survey.default(usualSurvey), // files of before have none
  policy,
});

const words: WordsOf<z.input<typeof officeFile>> = {
  ...rules,
  ...sections,
  code: {
    name: { id: 'Kode kantor', en: 'The office’s code' },
    how: { id: 'Tulis empat angka, misalnya "6500".', en: 'Write four digits, such as "6500".' },
  },
  'counters/code': sections.code,
  timeZone: {
    name: { id: 'Zona waktu', en: 'The time zone' },
    how: {
      id: 'Tulis nama zona, misalnya Asia/Makassar.',
      en: 'Write the zone’s name, such as Asia/Makassar.',
    },
  },
  policy: {
    name: { id: 'Standar dan aturan', en: 'Standard and rules' },
    how: {
      id: 'Isi semua bagiannya, misalnya batas layanan.',
      en: 'Fill all its parts, such as the promise.',
    },
  },
};

const notYaml: Bilingual = {
  id: 'Baris ini tidak dapat dibaca. Periksa tanda kurung, tanda kutip dan jarak di awal barisnya.',
  en: 'This line cannot be read. Check its brackets, its quotation marks and the blanks it starts with.',
};

/** A fault of the file, with its line from 1. */
export interface FileFault {
  readonly line: number;
  readonly message: Bilingual;
}

/** Reads an office from YAML or JSON; returns all faults instead when there are any. */
export function readOfficeFile(
  text: string,
): { readonly office: OfficeFile } | { readonly faults: FileFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos }) => ({ line: lines.linePos(pos[0]).line, message: notYaml })),
    };
  }
  const content: unknown = document.toJS();
  const result = officeFile.safeParse(content);
  if (result.success) return { office: result.data as OfficeFile };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const faults = faultsOf(result.error, content, words).map(({ path, message }) => ({
    line: lineOf(path),
    message,
  }));
  return { faults: faults.toSorted((a, b) => a.line - b.line) };
}

/** Writes an office as YAML, in a readable order. */
export function writeOfficeFile(office: OfficeFile): string {
  return stringify(office, { lineWidth: 100 });
}
