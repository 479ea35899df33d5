import { open } from 'node:fs/promises';

/** Writes down which names a folder has, so that a power cut takes none of them. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
