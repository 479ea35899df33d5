import type { Config } from '../../config.ts';
import type { DocumentName, FileFormat } from '../../domain/reports/documents.ts';
import type { ReportValues } from '../../wire/fields.ts';

/** A file that somebody asks for. */
export type Asked = {
  readonly office: string;
  /** The name of whoever asks. */
  readonly by: string;
  readonly purpose: string | null;
} & (
  | {
      readonly document: DocumentName;
      readonly format: FileFormat;
      readonly values: ReportValues;
      /** Local days, both included. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly document: 'incident-record'; readonly incident: string }
);

/** What the process is told. */
export interface ReportSetup {
  readonly url: string;
  readonly keyFile: string;
  readonly logLevel: Config['logLevel'];
  readonly asked: Asked;
  readonly patienceMs: number;
}

/** The open file that the process writes: it has no name, and a process has those that it was started with. */
export const fileOfReport = 3;

/** The process's answer. */
export type ReportAnswer =
  | { readonly rows: number; readonly bytes: number; readonly sha256: string }
  | 'unknown'
  | 'no-database';
