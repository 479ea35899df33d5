import { LineCounter, isNode, parseDocument, stringify } from 'yaml';
import * as z from 'zod';
import type { OfficeFile } from '../db/office-import.ts';
import { officeCode, policy, settingsSections } from './schemas.ts';

/** Everything about one office as one file: what it decides, its calendar, its policy. No accounts, no visits. */
const officeFile = z.strictObject({
  code: officeCode,
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone)),
  ...settingsSections,
  policy,
});

/** A fault of the file, by line as an editor counts. */
export interface FileFault {
  readonly line: number;
  readonly message: string;
}

/** Reads an office from YAML or JSON. All faults are told at once; then there is no office. */
export function readOfficeFile(
  text: string,
): { readonly office: OfficeFile } | { readonly faults: FileFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })),
    };
  }
  const result = officeFile.safeParse(document.toJS());
  if (result.success) return { office: result.data as OfficeFile };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const faultAt = (path: readonly PropertyKey[], message: string): FileFault => ({
    line: lineOf(path),
    message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
  });
  const faults = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => faultAt([...issue.path, key], 'this is not known'))
      : [faultAt(issue.path, issue.message)],
  );
  return { faults: faults.toSorted((a, b) => a.line - b.line) };
}

/** Writes an office as YAML, in the order in which a person would tell it. */
export function writeOfficeFile(office: OfficeFile): string {
  return stringify(office, { lineWidth: 100 });
}
