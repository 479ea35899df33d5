import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mark } from '../domain/softcopies/mark.ts';
import { shapeOf, type PageShape } from '../domain/softcopies/page-shape.ts';
import { drawOverlay } from './overlay.ts';
import { openDocument, writeWithInfo } from './qpdf.ts';
import { taskFiles } from './tasks.ts';

/**
 * How far a copy is, in percent, when its pages were read, and when the marks were laid over them: writing it takes a fifth
 * of the time of many small pages and two thirds of the time of full ones.
 */
const shares = { read: 15, laid: 35 } as const;

/** A page has no room for a mark. */
export class PageBoxesError extends Error {
  override name = 'PageBoxesError';
}

/** Makes a copy of which every page carries the mark, and answers where it is; whoever opened the original may do with it what its author allowed. */
export async function stamp(
  original: string,
  { folder, mark, onProgress }: { folder: string; mark: Mark; onProgress: (percent: number) => void },
): Promise<string> {
  const { shapes, numbers, isEncrypted } = readShapes(original, (part) =>
    onProgress(Math.floor(part * shares.read)),
  );
  const overlay = join(folder, taskFiles.overlay);
  await writeFile(overlay, await drawOverlay({ shapes, mark }));
  const copy = join(folder, taskFiles.copy);
  const args = [
    original,
    '--overlay',
    overlay,
    `--from=${numbers.join(',')}`,
    '--',
    '--min-version=1.4',
    '--no-warn',
    '--progress',
    ...(isEncrypted ? ['--allow-weak-crypto'] : ['--deterministic-id']),
    copy,
  ];
  writeWithInfo(args, {
    info: { PermintaanSoftcopy: mark.number },
    onProgress: (percent) => onProgress(shares.laid + Math.floor((percent * (100 - shares.laid)) / 100)),
  });
  return copy;
}

/** Pages after which it is told how many were read. */
const toldEvery = 50;

/**
 * The different shapes of a document's pages, and which of them each page has, counted from 1. Tells which part was read, from 0 to
 * 1.
 */
function readShapes(file: string, onRead: (part: number) => void) {
  using document = openDocument(file);
  const shapes: PageShape[] = [];
  const seen = new Map<string, number>();
  const numbers = Array.from({ length: document.pages }, (_, index) => {
    if (index % toldEvery === toldEvery - 1) onRead(index / document.pages);
    const boxes = document.boxesOf(index);
    const shape = boxes && shapeOf(boxes);
    if (!shape) throw new PageBoxesError();
    const name = JSON.stringify(shape);
    const known = seen.get(name);
    if (known !== undefined) return known;
    seen.set(name, shapes.push(shape));
    return shapes.length;
  });
  return { shapes, numbers, isEncrypted: document.isEncrypted };
}
