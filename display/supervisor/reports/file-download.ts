import type { Problem } from '../../../wire/http/problem.ts';
import { base } from '../../ui/line/api.ts';
import { save } from '../../ui/line/save.ts';
import { language } from '../../ui/words/language.ts';
import { words } from '../../ui/words/words.ts';

/** A file may be made for less than 45 seconds, and a slow line takes minutes for it. */
const limitMs = 345_000;

/** What became of a download: the file's name and size, or a sentence that says why there is none. */
export type Downloaded =
  | { readonly kind: 'saved'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Fetches a file and hands it to the browser to be saved. A plain link would show a refusal as a broken file, and say nothing
 * while the file is made.
 */
export async function download(address: string): Promise<Downloaded> {
  try {
    const response = await fetch(`${base}${address}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(limitMs),
      headers: { 'accept-language': language() },
    });
    if (!response.ok) return refusalOf((await response.json()) as Problem);
    const file = await response.blob();
    const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
    save(file, name);
    return { kind: 'saved', name, bytes: file.size };
  } catch {
    return { kind: 'refused', why: words().unreachable }; // no line, or no answer in time
  }
}

function refusalOf({ title, errors = [] }: Problem): Downloaded {
  const why = errors.length === 0 ? title : errors.map(({ message }) => message).join(' ');
  return { kind: 'refused', why };
}
