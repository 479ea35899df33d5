import { readFile, readdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Fonts, sounds and pictures are compressed already. */
const isText = (name: string): boolean => /\.(js|css|svg|json)$/.test(name);

/** Smaller files gain nothing. Bytes. */
const worthwhile = 512;

/**
 * Writes `name.br` and `name.gz` next to every text in a folder, at the highest compression.
 */
export async function precompress(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(isText);
  await Promise.all(
    names.map(async (name) => {
      const plain = await readFile(`${folder}/${name}`);
      if (plain.length < worthwhile) return;
      const [brotli, gzipped] = await Promise.all([
        promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
        promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION }),
      ]);
      await Promise.all([
        writeFile(`${folder}/${name}.br`, brotli),
        writeFile(`${folder}/${name}.gz`, gzipped),
      ]);
    }),
  );
}
