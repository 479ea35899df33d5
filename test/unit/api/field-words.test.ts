import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readCalendarCsv } from '../../../api/offices/calendar-csv.ts';
import { faultsOf, wordsOf } from '../../../api/http/faults.ts';
import { requestWords } from '../../../api/field-words/request-words.ts';
import { readOfficeFile } from '../../../api/offices/office-file.ts';
import { served } from '../../../api/endpoints.ts';
import { emptyBody } from '../../../wire/fields.ts';
import type { Bilingual } from '../../../domain/language.ts';

type Json = z.core.JSONSchema.BaseSchema;
type Path = readonly (string | number)[];

/** What nobody should have to read: the library's words, patterns, pointers, and English among Indonesian. */
const technical =
  /\bE\.164\b|regex|pattern|[\^$\\]|\[[A-Za-z]-|>=|<=|\/[a-z]+\/|\b(null|undefined|NaN|string|boolean|array|object)\b/;
const english =
  /\b(must|should|invalid|expected|received|required|the|is|are|of|and|or|such|write|choose|least|most|letters?|time|date)\b/i;
/** A number of things without the dot of its thousands. */
const unparted = /\b\d{4,} (?:huruf|letters|kelompok|groups)\b/;
const library = (['id', 'en'] as const).map((language) => z.locales[language]().localeError);

function expectHuman({ id, en }: Bilingual): void {
  expect(id).toMatch(/^\p{Lu}[^\n]{10,}[.]$/u);
  expect(en).toMatch(/^\p{Lu}[^\n]{10,}[.]$/u);
  // what is to be written in English has an English example
  if (!/Inggris/.test(id)) expect(id).not.toMatch(english);
  for (const text of [id, en]) {
    expect(text.replaceAll(/https?:\/\/\S+/g, '')).not.toMatch(technical);
    expect(text).not.toMatch(unparted);
  }
}

/** An input of this shape; that it is not always right does no harm, whatever is said of it is looked at. */
function sample(schema: Json, defs: Json['$defs'] = schema.$defs): unknown {
  const { type, properties, items, prefixItems } = schema;
  const named = defs?.[schema.$ref?.split('/').at(-1) ?? ''];
  if (named) return sample(named, defs);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (alternatives) return sample(alternatives.find(({ type: kind }) => kind !== 'null') as Json, defs);
  if (type === 'object') {
    const entries = Object.entries(properties ?? {}).map(([name, inside]) => [
      name,
      sample(inside as Json, defs),
    ]);
    return Object.fromEntries(entries);
  }
  if (type === 'array') return (prefixItems ?? [items]).map((entry) => sample(entry as Json, defs));
  if (type === 'integer' || type === 'number') return 1;
  return type === 'boolean' ? true : 'P';
}

/** Every place of an input, its shape aside. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([name, inside]) =>
      placesIn(inside, [...path, Array.isArray(value) ? Number(name) : name]),
    ),
  ];
}

function put(value: unknown, [first, ...rest]: Path, next: unknown): unknown {
  if (first === undefined) return next;
  if (Array.isArray(value))
    return value.map((entry, index) => (index === first ? put(entry, rest, next) : entry));
  const { [first]: inside, ...others } = value as Record<string, unknown>;
  const changed = put(inside, rest, next);
  return changed === undefined ? others : { ...others, [first]: changed };
}

/** Missing, of another type, too long, off its pattern, out of range. */
const mistakes: readonly unknown[] = [
  undefined,
  null,
  '',
  '   ',
  7,
  0,
  -1,
  0.5,
  1e9,
  true,
  'x'.repeat(70_000),
  '\u0000',
  '!?',
  'x',
  [],
  ['x', 'x'],
  {},
  { 'salah-ketik': 1 },
];

const requests = new Map(
  served.flatMap(({ endpoint: { name, body, query } }) =>
    [body, query].flatMap((schema) => (schema && schema !== emptyBody ? [[schema, name] as const] : [])),
  ),
);

describe.each([...requests])('$1', (schema) => {
  const json: Json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const alternatives = (json.anyOf ?? json.oneOf ?? [json]).map((one) => sample(one, json.$defs));

  test('is refused in sentences for people, whatever is wrong with a field', () => {
    let refused = 0;
    for (const base of alternatives) {
      for (const path of placesIn(base)) {
        for (const mistake of mistakes) {
          const input = put(base, path, mistake);
          const result = schema.safeParse(input);
          if (result.success) continue;
          const faults = faultsOf(result.error, input, wordsOf(schema));
          expect(faults.length).toBeGreaterThan(0);
          refused += faults.length;
          for (const { message } of faults) expectHuman(message);
          const ownWords = new Set(
            result.error.issues.flatMap((issue) => library.map((say) => say(issue as never))),
          );
          const said = faults.flatMap(({ message }) => [message.id, message.en]);
          expect(said.filter((text) => ownWords.has(text) || text.includes('salah-ketik'))).toEqual([]);
        }
      }
    }
    expect(refused).toBeGreaterThan(10);
  });

  test('says of each field that is left out which one it is', () => {
    for (const base of alternatives) {
      for (const path of placesIn(base).filter((place) => typeof place.at(-1) === 'string')) {
        const input = put(base, path, undefined);
        const result = schema.safeParse(input);
        if (result.success) continue;
        const at = faultsOf(result.error, input, wordsOf(schema)).find(
          (fault) => fault.path.join() === path.join(),
        );
        if (at) expect(at.message.id).toMatch(/ belum diisi\. /);
      }
    }
  });
});

test('every request of the interface has its words', () => {
  expect([...requests].filter(([schema]) => !requestWords.has(schema)).map(([, name]) => name)).toEqual([]);
  expect([...requestWords.keys()].filter((schema) => !requests.has(schema))).toEqual([]);
});

describe('a file', () => {
  test('of a calendar is refused line by line in sentences', () => {
    const lines = [
      'tanggal;jenis;nama;jam',
      '2026-02-30;libur nasional;X;',
      '2026-12-25;liburan;Natal;',
      '2026-12-26;jam khusus;Y;16:00-08:00',
      '2026-12-27;cuti bersama;;',
      '2026-12-28;cuti bersama;A;',
      '2026-12-28;cuti bersama;B;',
    ];
    const { faults } = readCalendarCsv(lines.join('\n'));
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 4, 5, 7]);
    for (const { message } of faults) expectHuman(message);
    for (const csv of ['a;b', '"', 'tanggal;jenis;nama;jam\n"x']) {
      for (const { message } of readCalendarCsv(csv).faults) expectHuman(message);
    }
  });

  test('of an office is refused line by line in sentences', () => {
    const read = readOfficeFile(
      'code: 65\nname: ""\ntimeZone: Mars\ncounters:\n  - code: "!"\n    label: A\nfoo: 1\n',
    );
    if (!('faults' in read)) throw new Error('it was read');
    for (const { message } of read.faults) expectHuman(message);
    expect(read.faults.map(({ line }) => line)).toContain(5);
    const broken = readOfficeFile('code: [1\nname: : x');
    if (!('faults' in broken)) throw new Error('it was read');
    for (const { message } of broken.faults) expectHuman(message);
  });
});
