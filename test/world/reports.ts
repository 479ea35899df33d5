import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { TestClient } from './client.ts';
import { runPython } from './programs/python/python.ts';

const run = promisify(execFile);
const received = fileURLToPath(new URL('../../.cache/reports', import.meta.url));

/** A file as the api answered it. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Fetches a file of an office as it is, byte by byte. */
export async function fetchFile(client: TestClient, path: string): Promise<Received> {
  const response = await fetch(`${client.base}${client.inOffice(path)}`, {
    headers: { cookie: client.cookie },
    signal: AbortSignal.timeout(60_000),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { status: response.status, headers: response.headers, bytes, sha256 };
}

/** A sheet of a workbook as openpyxl reads it. */
interface ReadSheet {
  readonly name: string;
  readonly frozen: string | null;
  readonly formulas: number;
  /** How the values of each column look, by its first value. */
  readonly formats: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Opens a workbook with openpyxl. */
export async function readWorkbook(name: string, bytes: Buffer): Promise<ReadSheet[]> {
  const program = runPython('workbook', await kept(`${name}.xlsx`, bytes));
  return JSON.parse(await program.ended) as ReadSheet[];
}

/** The texts of a PDF by page, as poppler reads them; its first page is painted beside it, to be looked at. */
export async function readPdf(name: string, bytes: Buffer): Promise<string[]> {
  const path = await kept(`${name}.pdf`, bytes);
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 100_000_000 });
  await run('pdftoppm', ['-r', '80', '-png', '-l', '1', '-singlefile', path, path.replace('.pdf', '')]);
  return stdout.split('\f').slice(0, -1);
}

/** Files have the folder of their suite: several run at a time. */
async function kept(name: string, bytes: Buffer): Promise<string> {
  const folder = `${received}/${basename(expect.getState().testPath ?? '', '.test.ts')}`;
  await mkdir(folder, { recursive: true });
  const path = `${folder}/${name}`;
  await writeFile(path, bytes);
  return path;
}
