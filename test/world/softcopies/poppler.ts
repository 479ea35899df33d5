import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether poppler reads PDFs here: told and skipped where it is missing, a failure in CI. */
export function hasPoppler(): boolean {
  const found = spawnSync('pdftotext', ['-v']).status === 0;
  if (!found) process.stderr.write('poppler-utils is not installed: no other program reads the copies\n');
  return found || Boolean(process.env['CI']);
}

/** The text of each page, in the order of its content. */
export async function readPages(file: string): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-raw', '-cropbox', file, '-'], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\f').slice(0, -1);
}

/** A word on a page, counted from the top left corner of what is shown. */
interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The words of each page and where they stand, with the size of what is shown. */
export async function readWords(file: string): Promise<{ width: number; height: number; words: Word[] }[]> {
  const { stdout } = await run('pdftotext', ['-bbox', '-cropbox', file, '-'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout
    .split('<page ')
    .slice(1)
    .map((page) => ({
      width: Number(/width="([\d.]+)"/.exec(page)?.[1]),
      height: Number(/height="([\d.]+)"/.exec(page)?.[1]),
      words: Array.from(
        page.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g),
        ([, left, top, right, bottom, text = '']) => ({
          text,
          left: Number(left),
          top: Number(top),
          right: Number(right),
          bottom: Number(bottom),
        }),
      ),
    }));
}

/** The lines of a document's metadata. */
export async function readInfo(file: string): Promise<string> {
  const parts = [await run('pdfinfo', [file]), await run('pdfinfo', ['-custom', file])];
  return parts.map(({ stdout }) => stdout).join('');
}
