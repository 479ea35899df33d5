import type { ParamsFor, ReadPath } from '../../../wire/http/client.ts';
import { addressOf, base } from './api.ts';
import { save } from './save.ts';

/** A slow line takes minutes for a few megabytes. */
const limitMs = 300_000;

/**
 * Fetches a file with headers, which a link cannot have, and gives it to the browser to keep, under this name; it is never
 * shown in place. False when it did not come.
 */
export async function download<Path extends ReadPath>(
  path: Path,
  params: ParamsFor<Path>,
  { headers, name }: { readonly headers: Readonly<Record<string, string>>; readonly name: string },
): Promise<boolean> {
  try {
    const response = await fetch(`${base}${addressOf(path, params)}`, {
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(limitMs),
    });
    if (!response.ok) return false;
    save(new Blob([await response.arrayBuffer()], { type: 'application/octet-stream' }), name);
    return true;
  } catch {
    return false; // no network, or no answer in time
  }
}
