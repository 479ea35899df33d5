// How long copies take, how much memory each, and how long the process that asks for them stands still meanwhile.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deflateSync } from 'node:zlib';
import { stampCopy } from '../pdf/work.ts';
import { firstExtra, makeDocument, type MadePage } from '../test/world/softcopies/documents.ts';
import { rounded, spreadOf } from './measuring/figures.ts';
import { keep } from './measuring/measure.ts';

const runs = 10;
const atOnce = 8;
const mark = {
  text: 'Perpustakaan PST BPS Provinsi Kalimantan Utara · SC-6500-2026-000123 · 29 November 2026',
  address: 'https://kunjung.example/pustaka/cek/7K3MQ9XWPT',
  number: 'SC-6500-2026-000123',
};

const folder = await mkdtemp(join(tmpdir(), 'bench-softcopies-'));
try {
  await keep('softcopies', {
    tables200: await measured('tables.pdf', makeDocument(tables(200))),
    pictures200: await measured('pictures.pdf', pictures(200)),
    tables2000: await measured('long.pdf', makeDocument(tables(2_000))),
  });
} finally {
  await rm(folder, { recursive: true });
}

async function measured(name: string, document: Buffer): Promise<object> {
  const original = join(folder, name);
  await writeFile(original, document);
  const memory: number[] = [];
  const one = async (): Promise<number> => {
    const startedAt = performance.now();
    const { memoryBytes } = await stampCopy(
      { original, mark, workFolder: join(folder, 'work') },
      { onProgress: () => undefined, take: async (made) => void (await stat(made)) },
    );
    memory.push(memoryBytes / 1_000_000);
    return performance.now() - startedAt;
  };
  await one();
  const alone: number[] = [];
  for (let run = 0; run < runs; run += 1) alone.push(await one());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const asked = Array.from({ length: atOnce }, () => one).values();
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (const make of asked) await make(); // as the worker does, which makes as many at a time as there are processors
    }),
  );
  const togetherMs = rounded(performance.now() - startedAt);
  delay.disable();
  return {
    megabytes: rounded(document.length / 1_000_000),
    aloneMs: spreadOf(alone),
    [`together${atOnce}Ms`]: togetherMs,
    mostMemoryMegabytes: rounded(Math.max(...memory)),
    longestPauseMs: rounded(delay.max / 1e6),
  };
}

/** Pages as of a yearbook: forty lines of eight figures. */
function tables(pages: number): MadePage[] {
  return Array.from({ length: pages }, (_, page) => {
    const lines = Array.from({ length: 40 }, (_row, row) =>
      Array.from(
        { length: 8 },
        (_cell, cell) =>
          `BT /F 8 Tf ${40 + cell * 65} ${780 - row * 17} Td (${(page + 7) * (row + 3) * (cell + 11)}) Tj ET`,
      ).join('\n'),
    );
    return { ...(page % 7 === 3 ? { media: [0, 0, 842, 595] } : {}), content: lines.join('\n') };
  });
}

/** Pages of a scanned book: a picture of 300 kB each that nothing makes smaller. */
function pictures(pages: number): Buffer {
  const picture = (): string => {
    const dots = deflateSync(randomBytes(300_000));
    return `<</Type/XObject/Subtype/Image/Width 600/Height 500/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/Length ${dots.length}>>\nstream\n${dots.toString('latin1')}\nendstream`;
  };
  return makeDocument(
    Array.from({ length: pages }, (_, page) => ({ more: `/Thumb ${firstExtra + page} 0 R` })),
    { extra: Array.from({ length: pages }, picture) },
  );
}
