import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const chunkBytes = 256 * 1024;

/** The SHA-256 of a file, in hexadecimal. One buffer does: streamed, a large file would leave its whole size to be collected. */
export async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  await using handle = await open(file);
  const buffer = Buffer.alloc(chunkBytes);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes);
    if (bytesRead === 0) return digest.digest('hex');
    digest.update(buffer.subarray(0, bytesRead));
  }
}
