import koffi from 'koffi';
import type { Box, PageBoxes } from '../domain/softcopies/page-shape.ts';
import { findLibrary } from './library.mjs';

/** An object of a document, as qpdf's C interface numbers it. */
type Handle = number;

const library = koffi.load(findLibrary() ?? 'libqpdf.so');
const callback = koffi.proto('void told(int percent, void *data)');

const api = {
  open: library.func('void *qpdf_init()'),
  close: library.func('void qpdf_cleanup(_Inout_ void **document)'),
  silence: library.func('void qpdf_silence_errors(void *document)'),
  suppressWarnings: library.func('void qpdf_set_suppress_warnings(void *document, int on)'),
  attemptRecovery: library.func('void qpdf_set_attempt_recovery(void *document, int on)'),
  read: library.func('int qpdf_read(void *document, const char *file, const char *password)'),
  hasError: library.func('int qpdf_has_error(void *document)'),
  error: library.func('void *qpdf_get_error(void *document)'),
  errorCode: library.func('int qpdf_get_error_code(void *document, void *error)'),
  isEncrypted: library.func('int qpdf_is_encrypted(void *document)'),
  pageCount: library.func('int qpdf_get_num_pages(void *document)'),
  pushInherited: library.func('int qpdf_push_inherited_attributes_to_page(void *document)'),
  page: library.func('uint32_t qpdf_get_page_n(void *document, size_t index)'),
  key: library.func('uint32_t qpdf_oh_get_key(void *document, uint32_t from, const char *key)'),
  isArray: library.func('int qpdf_oh_is_array(void *document, uint32_t of)'),
  isNumber: library.func('int qpdf_oh_is_number(void *document, uint32_t of)'),
  items: library.func('int qpdf_oh_get_array_n_items(void *document, uint32_t of)'),
  item: library.func('uint32_t qpdf_oh_get_array_item(void *document, uint32_t from, int index)'),
  number: library.func('double qpdf_oh_get_numeric_value(void *document, uint32_t of)'),
  release: library.func('void qpdf_oh_release_all(void *document)'),
  setInfo: library.func('void qpdf_set_info_key(void *document, const char *key, const char *value)'),
  newJob: library.func('void *qpdfjob_init()'),
  endJob: library.func('void qpdfjob_cleanup(_Inout_ void **job)'),
  fillJob: library.func('int qpdfjob_initialize_from_argv(void *job, const char **argv)'),
  watchJob: library.func('void qpdfjob_register_progress_reporter(void *job, told *told, void *data)'),
  makeJob: library.func('void *qpdfjob_create_qpdf(void *job)'),
  writeJob: library.func('int qpdfjob_write_qpdf(void *job, void *document)'),
  runJob: library.func('int qpdfjob_run_from_argv(const char **argv)'),
};

/** Why a file could not be read. */
export type ReadFault = 'password' | 'damaged';

/** The codes of qpdf's errors that we tell apart. */
const passwordCode = 4;

/** qpdf could not read a file. */
export class ReadError extends Error {
  override name = 'ReadError';
  readonly fault: ReadFault;

  constructor(fault: ReadFault) {
    super(`qpdf: ${fault}`);
    this.fault = fault;
  }
}

/** qpdf could not make a document of what it had read: mostly for want of memory. */
export class WriteError extends Error {
  override name = 'WriteError';
}

/** A document that was opened with no password. */
export interface OpenDocument extends Disposable {
  readonly pages: number;
  readonly isEncrypted: boolean;
  /** The boxes of a page, counted from 0; null when they are no boxes. */
  readonly boxesOf: (index: number) => PageBoxes | null;
}

/** Opens a document, strictly: whose table of objects has to be guessed counts as damaged. */
export function openDocument(file: string): OpenDocument {
  const document = api.open() as unknown;
  api.silence(document);
  api.suppressWarnings(document, 1);
  api.attemptRecovery(document, 0);
  api.read(document, file, null);
  refuseError(document);
  const pages = api.pageCount(document) as number;
  refuseError(document);
  api.pushInherited(document);
  refuseError(document);
  return {
    pages,
    isEncrypted: api.isEncrypted(document) === 1,
    boxesOf(index) {
      const page = api.page(document, index) as Handle;
      const boxes = readBoxes(document, page);
      api.release(document);
      refuseError(document);
      return boxes;
    },
    [Symbol.dispose]: () => api.close([document]),
  };
}

function refuseError(document: unknown): void {
  if (api.hasError(document) === 0) return;
  const code = api.errorCode(document, api.error(document)) as number;
  throw new ReadError(code === passwordCode ? 'password' : 'damaged');
}

function readBoxes(document: unknown, page: Handle): PageBoxes | null {
  const box = (name: string): Box | null => {
    const array = api.key(document, page, name) as Handle;
    if (api.isArray(document, array) === 0 || api.items(document, array) !== 4) return null;
    const sides = [0, 1, 2, 3].map((index) => {
      const item = api.item(document, array, index) as Handle;
      return api.isNumber(document, item) === 1 ? (api.number(document, item) as number) : NaN;
    });
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = sides;
    return {
      left: Math.min(x0, x1),
      bottom: Math.min(y0, y1),
      right: Math.max(x0, x1),
      top: Math.max(y0, y1),
    };
  };
  const number = (name: string): number | null => {
    const value = api.key(document, page, name) as Handle;
    return api.isNumber(document, value) === 1 ? (api.number(document, value) as number) : null;
  };
  const media = box('/MediaBox');
  if (!media) return null;
  const crop = box('/CropBox') ?? media;
  return {
    media,
    crop,
    trim: box('/TrimBox') ?? crop,
    rotate: number('/Rotate') ?? 0,
    unit: number('/UserUnit') ?? 1,
  };
}

/** Runs qpdf as from a shell; answers its exit code: 0, 2 at an error, 3 with warnings. */
export function runQpdf(args: readonly string[]): number {
  return api.runJob(['qpdf', ...args, null]) as number;
}

/**
 * Runs qpdf as from a shell and writes these lines into the metadata of what it makes. `onProgress` hears how much of it is
 * written, in percent, and 0 as soon as everything was read.
 */
export function writeWithInfo(
  args: readonly string[],
  { info, onProgress }: { info: Readonly<Record<string, string>>; onProgress: (percent: number) => void },
): void {
  const job = api.newJob() as unknown;
  const told = koffi.register((percent: number) => onProgress(percent), koffi.pointer(callback));
  if (api.fillJob(job, ['qpdf', ...args, null]) !== 0) throw new WriteError();
  api.watchJob(job, told, null);
  const document = api.makeJob(job) as unknown;
  if (document === null) throw new WriteError();
  onProgress(0);
  for (const [name, value] of Object.entries(info)) api.setInfo(document, `/${name}`, value);
  const code = api.writeJob(job, document) as number;
  api.close([document]);
  api.endJob([job]);
  koffi.unregister(told);
  if (code !== 0 && code !== 3) throw new WriteError();
}
