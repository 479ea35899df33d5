import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mark } from '../../../domain/softcopies/mark.ts';
import { fileRefusals } from '../../../domain/softcopies/original.ts';
import { runQpdf } from '../../../pdf/qpdf.ts';
import { inspectFile, stampCopy } from '../../../pdf/work.ts';
import { firstExtra, makeDocument, oddPages } from '../../world/softcopies/documents.ts';

const mutants = 240;
const seed = Number(process.env['PDF_SEED'] ?? Date.now() % 1_000_000);

const mark: Mark = {
  text: 'Perpustakaan PST · SC-6500-2026-000001',
  address: 'http://127.0.0.1/',
  number: 'SC',
};

let folder = '';
let parents: Buffer[] = [];
beforeAll(async () => {
  process.stderr.write(`mutated PDFs: PDF_SEED=${seed}\n`);
  folder = await mkdtemp(join(tmpdir(), 'kunjung-'));
  const plain = makeDocument(Object.values(oddPages), {
    extra: ['['.repeat(2_000), '<</Type/Filespec/F(x)>>'],
    catalog: `/X ${firstExtra} 0 R`,
  });
  const file = join(folder, 'plain.pdf');
  await writeFile(file, makeDocument(Object.values(oddPages)));
  const made = [
    ['--object-streams=generate', '--linearize'],
    ['--encrypt', '', 'pemilik', '256', '--'],
    ['--allow-weak-crypto', '--encrypt', '', 'pemilik', '128', '--'],
  ].map((options, index) => {
    const kind = join(folder, `${index}.pdf`);
    expect(runQpdf([file, ...options, kind])).not.toBe(2);
    return kind;
  });
  parents = [plain, await readFile(file), ...(await Promise.all(made.map((kind) => readFile(kind))))];
});
afterAll(() => rm(folder, { recursive: true }));

/** Numbers below a bound, the same ones for the same seed (mulberry32). */
function numbersFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A document in which a few things were changed as a bad disk, a bad program or a bad person would. */
function mutate(parent: Buffer, next: (below: number) => number): Buffer {
  let bytes = Buffer.from(parent);
  for (let change = 0; change <= next(4); change += 1) {
    const at = next(bytes.length);
    const length = 1 + next(200);
    const kind = next(6);
    if (kind === 0) bytes[at] = next(256);
    if (kind === 1) bytes.fill(next(256), at, Math.min(bytes.length, at + length));
    if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    if (kind === 3)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(0, length), bytes.subarray(at)]);
    if (kind === 4) {
      const text = bytes.toString('latin1');
      const numbers = [...text.matchAll(/\d+/g)];
      const number = numbers[next(numbers.length)];
      const other = ['0', '-1', '99999999999', '1', '4', '2147483648'][next(6)] ?? '0';
      if (number)
        bytes = Buffer.from(
          text.slice(0, number.index) + other + text.slice(number.index + number[0].length),
          'latin1',
        );
    }
    if (kind === 5) {
      const words = [
        'obj',
        'endobj',
        'stream',
        'endstream',
        '/Kids',
        '/Parent',
        '/Length',
        '/Filter',
        'xref',
        '<<',
      ];
      const text = bytes.toString('latin1');
      bytes = Buffer.from(
        text.replace(words[next(words.length)] ?? '', words[next(words.length)] ?? ''),
        'latin1',
      );
    }
  }
  return bytes;
}

test(
  'a mutated document is taken or refused, in time, and leaves nothing behind',
  { timeout: 600_000 },
  async () => {
    const workFolder = join(folder, 'work');
    const seen = new Map<string, number>();
    const ignored = { onProgress: () => undefined, take: () => Promise.resolve() };
    const tryOne = async (index: number): Promise<void> => {
      const next = numbersFrom(seed + index);
      const file = join(folder, `mutant-${index}.pdf`);
      await writeFile(file, mutate(parents[index % parents.length] ?? Buffer.alloc(0), next));
      const startedAt = performance.now();
      const found = await inspectFile(file, workFolder);
      const told = 'pages' in found ? 'taken' : found.refused;
      expect(['taken', ...fileRefusals]).toContain(told);
      seen.set(told, (seen.get(told) ?? 0) + 1);
      expect(performance.now() - startedAt).toBeLessThan(125_000);
      if (told === 'taken') await stampCopy({ original: file, mark, workFolder }, ignored);
      await rm(file);
    };
    const queue = Array.from({ length: mutants }, (_, index) => index).values();
    await Promise.all(
      Array.from({ length: availableParallelism() }, async () => {
        for (const index of queue) await tryOne(index);
      }),
    );
    expect(await readdir(workFolder)).toEqual([]);
    process.stderr.write(`mutated PDFs: ${JSON.stringify(Object.fromEntries(seen))}\n`);
    expect(seen.get('taken')).toBeGreaterThan(0);
  },
);
