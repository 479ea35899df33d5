// Where the set-up puts qpdf. Plain JavaScript, because the set-up runs under Node 20.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder it is fetched into. */
export const libraryFolder = fileURLToPath(new URL('../.cache/qpdf', import.meta.url));

/**
 * The path of qpdf's library, or null when it was not fetched yet.
 * @returns {string | null}
 */
export function findLibrary() {
  const folder = `${libraryFolder}/pikepdf.libs`;
  const name = existsSync(folder)
    ? readdirSync(folder).find((file) => file.startsWith('libqpdf'))
    : undefined;
  return name === undefined ? null : `${folder}/${name}`;
}
