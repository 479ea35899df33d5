import type * as z from 'zod';
import type { Bilingual } from '../../domain/language.ts';
import { wholeRequest, type FieldWords } from '../field-words/field-words.ts';
import { requestWords } from '../field-words/request-words.ts';

/** One fault of a request: where it is and how to mend it, in both languages. Never repeats the input. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: Bilingual;
}

type Words = Readonly<Record<string, FieldWords>>;

/** The words of a request's fields; a schema without fields has none. */
export const wordsOf = (schema: z.ZodType): Words => requestWords.get(schema) ?? {};

export const unknownField: Bilingual = { id: 'Isian ini tidak dikenal.', en: 'This field is not known.' };

/** A schema's issues as sentences for people: a field is missing, wrong, or unknown. */
export function faultsOf({ issues }: z.ZodError, value: unknown, words: Words): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') {
      // their names are cut, because they are the sender's own text
      return issue.keys
        .slice(0, 20)
        .map((key) => ({ path: [...path, key.slice(0, 40)], message: unknownField }));
    }
    return [{ path, message: sentence(fieldAt(path, value, words), isMissing(value, path)) }];
  });
}

/** A wrong or missing field, and how to fill it. */
function sentence({ name, how }: FieldWords, missing: boolean): Bilingual {
  return missing
    ? { id: `${name.id} belum diisi. ${how.id}`, en: `${name.en} is missing. ${how.en}` }
    : { id: `${name.id} belum benar. ${how.id}`, en: `${name.en} is not right. ${how.en}` };
}

/** The innermost field of a path that has words. */
function fieldAt(path: readonly PropertyKey[], value: unknown, words: Words): FieldWords {
  const names = path.filter((part) => typeof part === 'string');
  for (let depth = names.length - 1; depth >= 0; depth -= 1) {
    const name = names[depth] ?? '';
    const found = words[`${names[depth - 1] ?? ''}/${name}`] ?? words[name];
    if (found) return found;
  }
  const sent =
    typeof value === 'object' && value !== null ? Object.keys(value).find((key) => key in words) : undefined;
  return (sent === undefined ? undefined : words[sent]) ?? wholeRequest;
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  if (path.length === 0) return false;
  const found = path.reduce<unknown>(
    (inside, part) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, part) : undefined),
    value,
  );
  return found === undefined || found === null || (typeof found === 'string' && found.trim() === '');
}
