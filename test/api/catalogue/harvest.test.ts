import { request as httpRequest } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storePublications } from '../../../db/catalogue/publications.ts';
import type { Publication } from '../../../domain/catalogue/publication.ts';
import { seedTestOffice } from '../../world/office.ts';
import { runPython } from '../../world/programs/python/python.ts';
import { until } from '../../world/until.ts';
import { unknown } from '../../world/catalogue/unknown.ts';
import { openWorld, useWorld } from '../../world/use.ts';

const world = useWorld();
const elsewhere = '9990';

/** A text with everything that XML, RIS and BibTeX do not take as it is. */
const odd = 'Data <b>&amp; "angka"</b> ]]> {50%} \u0001 \n tab\t😀';

/** Known in every detail. */
const whole: Publication = {
  title: 'Kabupaten Bulungan Dalam Angka 2024 <&>',
  titleEn: 'Bulungan Regency in Figures 2024',
  year: 2024,
  catalogueNumber: '1102001.6502',
  publicationNumber: '65020.2401',
  issn: '0317-8471',
  isbn: '978-0-306-40615-7',
  abstract: odd,
  language: 'id-en',
  region: 'Kabupaten Bulungan',
  subject: 'Kependudukan & Migrasi',
  pages: 312,
  publisher: 'BPS Kabupaten Bulungan',
  frequency: 'Tahunan',
  releaseDate: '2024-02-28',
  shelf: 'R 310',
  copies: 2,
  rights: '© BPS',
};

const shelfOf = (prefix: string, count: number): Publication[] =>
  Array.from({ length: count }, (_, index) => ({
    ...unknown,
    title: `Publikasi ${prefix} ${index}`,
    publicationNumber: `${prefix}.${index}`,
  }));

async function store(office: string, publications: readonly Publication[]): Promise<void> {
  await world.db.transaction().execute((trx) => storePublications(trx, { office, publications }));
}

beforeAll(async () => {
  await seedTestOffice(world.db, { code: elsewhere });
  await store(world.office, [whole, ...shelfOf('65020', 229)]);
  await store(elsewhere, shelfOf('99900', 20));
});

const documents: string[] = [];
afterAll(async () => {
  const parser = runPython('well-formed');
  parser.write(JSON.stringify(documents));
  parser.endInput();
  await parser.ended;
});

/** Asks `/oai`, as a form when `method` is POST; every answer must be well-formed. */
async function ask(query: string, { method = 'GET', base = world.base } = {}): Promise<string> {
  const response = await fetch(method === 'GET' ? `${base}/oai?${query}` : `${base}/oai`, {
    method,
    ...(method === 'GET' ? {} : { body: new URLSearchParams(query) }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  const text = await response.text();
  documents.push(text);
  return text;
}

/** The texts of all elements of a name. */
const textsOf = (name: string, document: string): string[] =>
  [...document.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(
    ([, text = '']) => text,
  );
const errorOf = (document: string): string | undefined => /<error code="(\w+)"/.exec(document)?.[1];
const identifierOf = (id: string): string => `oai:127.0.0.1:${id}`;

async function idOf(publicationNumber: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from publication where publication_number = ${publicationNumber}
  `.execute(world.db);
  return rows[0]?.id ?? '';
}

async function remove(publicationNumber: string): Promise<void> {
  await sql`
    with gone as (update publication set removed_at = clock(), changed_at = clock()
      where publication_number = ${publicationNumber} returning id)
    delete from publication_index where id in (select id from gone)
  `.execute(world.db);
}

interface Harvested {
  readonly identifier: string;
  readonly datestamp: string;
  readonly sets: string[];
  readonly deleted: boolean;
  readonly metadata?: Record<string, string[]>;
}

function startHarvest(
  parameters: Record<string, string>,
  { method = 'GET', pauseAfter = 0, base = world.base } = {},
) {
  return runPython('harvest', `${base}/oai`, method, JSON.stringify(parameters), String(pauseAfter));
}

async function harvest<T = Harvested>(...args: Parameters<typeof startHarvest>): Promise<T[]> {
  const written = await startHarvest(...args).ended;
  return written
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T);
}

describe('a repository', () => {
  test('says what it is', async () => {
    const document = await ask('verb=Identify');
    expect(textsOf('baseURL', document)).toEqual([`${world.base}/oai`]);
    expect(textsOf('deletedRecord', document)).toEqual(['persistent']);
    expect(textsOf('granularity', document)).toEqual(['YYYY-MM-DDThh:mm:ssZ']);
    expect(textsOf('adminEmail', document)[0]).toContain('@');
    const [earliest = ''] = textsOf('earliestDatestamp', document);
    expect(Date.parse(earliest)).toBeLessThanOrEqual(Date.now());
  });

  test('has a set for each office, and one of all', async () => {
    expect(textsOf('setSpec', await ask('verb=ListSets'))).toEqual(
      ['office', `office:${elsewhere}`, `office:${world.office}`].toSorted(),
    );
  });

  test('has two formats, for all records and for each', async () => {
    const both = ['oai_dc', 'marcxml'];
    expect(textsOf('metadataPrefix', await ask('verb=ListMetadataFormats'))).toEqual(both);
    const one = identifierOf(await idOf('65020.0'));
    expect(textsOf('metadataPrefix', await ask(`verb=ListMetadataFormats&identifier=${one}`))).toEqual(both);
  });

  test('answers a form as it does an address', async () => {
    const query = `verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifierOf(await idOf('65020.2401'))}`;
    const comparable = (document: string) => document.replace(/<responseDate>.*<\/responseDate>/, '');
    const [got, posted] = [await ask(query), await ask(query, { method: 'POST' })];
    expect(comparable(posted)).toBe(comparable(got));
    expect(textsOf('dc:title', got)[0]).toBe('Kabupaten Bulungan Dalam Angka 2024 &#60;&#38;&#62;');
  });

  test('takes no other method', async () => {
    const response = await fetch(`${world.base}/oai?verb=Identify`, { method: 'DELETE' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test.each(['"><x', 'a b', '[::', '%00', ''])('is not confused by the host %j', async (host) => {
    const { port } = new URL(world.base);
    const document = await new Promise<string>((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', path: '/oai?verb=Identify', headers: { host } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    documents.push(document);
    expect(textsOf('baseURL', document)).toEqual([expect.stringMatching(/^http:\/\/[\w.:%]+\/oai$/)]);
  });
});

describe('a request that is no good', () => {
  test.each([
    ['', 'badVerb'],
    ['verb=', 'badVerb'],
    ['verb=identify', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=constructor', 'badVerb'],
    ['verb=Identify&x=1', 'badArgument'],
    ['verb=Identify&resumptionToken=x', 'badArgument'],
    ['verb=ListRecords', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=GetRecord&identifier=x', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=yesterday', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-01T24:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-01T00:00:00.000Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-01T00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-02&until=2024-02-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-01&until=2024-02-02T00:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=office:65', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=%00', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=%00%E0%A4%A<', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=mods', 'cannotDisseminateFormat'],
    ['verb=GetRecord&metadataPrefix=mods&identifier=x', 'cannotDisseminateFormat'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=%00"<', 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:1', 'idDoesNotExist'],
    [
      'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:00000000-0000-4000-8000-000000000000',
      'idDoesNotExist',
    ],
    ['verb=ListMetadataFormats&identifier=x', 'idDoesNotExist'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=office:0001', 'noRecordsMatch'],
    ['verb=ListIdentifiers&metadataPrefix=oai_dc&until=0000-01-01', 'noRecordsMatch'],
    ['verb=ListIdentifiers&metadataPrefix=oai_dc&from=9999-12-31T23:59:59Z', 'noRecordsMatch'],
    ['verb=ListRecords&resumptionToken=', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=W10.AAAAAAAAAAAAAAAAAAAAAA', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=%00', 'badResumptionToken'],
    ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
  ])('%s is answered %s', async (query, code) => {
    for (const method of ['GET', 'POST']) expect(errorOf(await ask(query, { method }))).toBe(code);
  });

  test('with a bad verb or argument is not repeated in the answer, any other is', async () => {
    expect(await ask('verb=Identify&x=1')).toContain(`<request>${world.base}/oai</request>`);
    expect(await ask('verb=ListMetadataFormats&identifier=a"b')).toContain(
      '<request verb="ListMetadataFormats" identifier="a&#34;b">',
    );
  });

  test('and is too large is refused', async () => {
    const response = await fetch(`${world.base}/oai`, {
      method: 'POST',
      body: new URLSearchParams({ verb: 'x'.repeat(20_000) }),
    });
    expect(response.status).toBe(413);
  });
});

describe('a harvest by Sickle', () => {
  test('of everything, by a form, gets each record once', async () => {
    const records = await harvest({ metadataPrefix: 'oai_dc' }, { method: 'POST' });
    expect(records).toHaveLength(250);
    expect(new Set(records.map(({ identifier }) => identifier)).size).toBe(250);
    const record = records.find(({ metadata }) => metadata?.['title']?.[0] === whole.title);
    expect(record).toMatchObject({
      deleted: false,
      sets: [`office:${world.office}`],
      metadata: {
        title: [whole.title, whole.titleEn],
        creator: [whole.publisher],
        description: [odd.replace('\u0001', '\uFFFD')],
        language: ['id', 'en'],
        date: ['2024-02-28'],
        coverage: ['Kabupaten Bulungan'],
        relation: ['urn:ISSN:0317-8471'],
        identifier: [
          `${world.base}/pustaka/${await idOf('65020.2401')}`,
          '65020.2401',
          '1102001.6502',
          'urn:ISBN:978-0-306-40615-7',
        ],
      },
    });
  });

  test('of an office gets its own', async () => {
    const records = await harvest({ metadataPrefix: 'oai_dc', set: `office:${elsewhere}` });
    expect(records).toHaveLength(20);
    expect(new Set(records.flatMap(({ sets }) => sets))).toEqual(new Set([`office:${elsewhere}`]));
  });

  test('hears what is removed and changed meanwhile, whether it had it or not', async () => {
    const [first] = textsOf('responseDate', await ask('verb=Identify'));
    const harvesting = startHarvest({ metadataPrefix: 'oai_dc' }, { pauseAfter: 150 });
    await until('half of the harvest', async () => harvesting.lines().length === 150);
    const before = new Set(harvesting.lines().map((line) => (JSON.parse(line) as Harvested).identifier));
    const numbers = shelfOf('65020', 229).map(({ publicationNumber }) => publicationNumber ?? '');
    const { rows } = await sql<{ id: string; number: string }>`
      select id, publication_number as number from publication where publication_number = any (${numbers}::text[])
    `.execute(world.db);
    const had = rows.filter(({ id }) => before.has(identifierOf(id)));
    const awaited = rows.filter(({ id }) => !before.has(identifierOf(id)));
    const [removedOld, changedOld] = had;
    const [removedNew, changedNew] = awaited.slice(-2);
    for (const one of [removedOld, removedNew]) await remove(one?.number ?? '');
    await store(
      world.office,
      [changedOld, changedNew].map((one) => ({
        ...unknown,
        title: 'Judul baru',
        publicationNumber: one?.number ?? '',
      })),
    );
    harvesting.write('\n');
    const told = (await harvesting.ended)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Harvested);
    const known = new Map(told.map((record) => [record.identifier, record])); // the last word counts
    expect(known.size).toBe(250);
    for (const one of [removedOld, removedNew])
      expect(known.get(identifierOf(one?.id ?? ''))).toMatchObject({ deleted: true });
    for (const one of [changedOld, changedNew])
      expect(known.get(identifierOf(one?.id ?? ''))?.metadata?.['title']).toEqual(['Judul baru']);

    const later = await harvest({ metadataPrefix: 'oai_dc', from: first ?? '' });
    const news = later.map(({ identifier }) => identifier);
    for (const one of [removedOld, removedNew, changedOld, changedNew])
      expect(news).toContain(identifierOf(one?.id ?? ''));
    const record = await ask(
      `verb=GetRecord&metadataPrefix=marcxml&identifier=${identifierOf(removedOld?.id ?? '')}`,
    );
    expect(record).toContain('<header status="deleted">');
    expect(record).not.toContain('<metadata>');
  });

  test('in MARC gives pymarc every field', async () => {
    type Field = Record<string, string | { ind1: string; ind2: string; subfields: Record<string, string>[] }>;
    const records = await harvest<{ identifier: string; metadata?: { leader: string; fields: Field[] } }>({
      metadataPrefix: 'marcxml',
    });
    expect(records).toHaveLength(250);
    const id = await idOf('65020.2401');
    const marc = records.find(({ identifier }) => identifier === identifierOf(id))?.metadata;
    const fields = Object.fromEntries(
      (marc?.fields ?? []).flatMap((field) =>
        Object.entries(field).map(([tag, value]) => [
          tag,
          typeof value === 'string'
            ? value
            : [
                `${value.ind1}${value.ind2}`,
                ...value.subfields.flatMap((subfield) =>
                  Object.entries(subfield).map(([code, text]) => `$${code} ${text}`),
                ),
              ],
        ]),
      ),
    );
    expect(marc?.leader).toMatch(/^\d{5}nam a22\d{5}7  4500$/);
    expect(fields).toMatchObject({
      '001': id,
      '005': expect.stringMatching(/^\d{14}\.\d$/),
      '008': expect.stringMatching(/^\d{6}s2024 {4}io \|{4}\| s {3}f00\| 0 ind d$/),
      '020': ['  ', '$a 978-0-306-40615-7'],
      '022': ['  ', '$a 0317-8471'],
      '024': ['8 ', '$a 1102001.6502'],
      '041': ['0 ', '$a ind', '$a eng'],
      '088': ['  ', '$a 65020.2401'],
      '245': ['00', `$a ${whole.title}`],
      '246': ['31', `$a ${whole.titleEn}`],
      '264': [' 1', '$b BPS Kabupaten Bulungan', '$c 2024'],
      '300': ['  ', '$a 312 halaman'],
      '310': ['  ', '$a Tahunan'],
      '500': ['  ', '$a Tanggal rilis: 2024-02-28'],
      '520': ['3 ', `$a ${odd.replace('\u0001', '\uFFFD')}`],
      '540': ['  ', '$a © BPS'],
      '651': [' 4', '$a Kabupaten Bulungan'],
      '653': [' 0', '$a Kependudukan & Migrasi'],
      '710': ['2 ', '$a BPS Kabupaten Bulungan', '$4 isb'],
      '852': ['  ', expect.stringMatching(/^\$a /), '$c R 310', '$z 2 eksemplar'],
      '856': ['42', `$u ${world.base}/pustaka/${id}`],
    });
    expect(String(fields['008'])).toHaveLength(40);
  });
});

describe('a list', () => {
  const tokenOf = (document: string): string => textsOf('resumptionToken', document)[0] ?? '';

  test('tells how far it is, and ends with an empty token', async () => {
    const first = await ask('verb=ListIdentifiers&metadataPrefix=oai_dc');
    expect(first).toContain('completeListSize="250" cursor="0"');
    const second = await ask(`verb=ListIdentifiers&resumptionToken=${tokenOf(first)}`);
    expect(second).toContain('completeListSize="250" cursor="100"');
    const third = await ask(`verb=ListIdentifiers&resumptionToken=${tokenOf(second)}`);
    expect(third).toContain('<resumptionToken completeListSize="250" cursor="200"/>');
    expect([first, second, third].map((page) => textsOf('identifier', page).length)).toEqual([100, 100, 50]);
    expect(first).not.toContain('<metadata>');
  });

  test('goes on at another api, again and again, but not under another verb or changed', async () => {
    const token = tokenOf(await ask('verb=ListIdentifiers&metadataPrefix=oai_dc'));
    const base = await world.startApi();
    const pages = [await ask(`verb=ListIdentifiers&resumptionToken=${token}`)];
    pages.push(await ask(`verb=ListIdentifiers&resumptionToken=${token}`, { base }));
    const [here, there] = pages.map((page) =>
      textsOf('identifier', page).map((identifier) => identifier.slice(-36)),
    );
    expect(there).toEqual(here);
    expect(errorOf(await ask(`verb=ListRecords&resumptionToken=${token}`))).toBe('badResumptionToken');
    const [content = '', digest = ''] = token.split('.');
    const changed = Buffer.from(content, 'base64url').toString().replace('oai_dc', 'marcxml');
    const forged = `${Buffer.from(changed).toString('base64url')}.${digest}`;
    expect(errorOf(await ask(`verb=ListIdentifiers&resumptionToken=${forged}`))).toBe('badResumptionToken');
  });

  test('of a span has what changed in it, by the day and by the second', async () => {
    const id = await idOf('99900.7');
    const set = `set=office:${elsewhere}&metadataPrefix=oai_dc&verb=ListIdentifiers`;
    await sql`update publication set changed_at = '2001-05-06T07:08:09.5Z' where id = ${id}`.execute(
      world.db,
    );
    for (const span of [
      'from=2001-05-06&until=2001-05-06',
      'from=2001-05-06T07:08:09Z&until=2001-05-06T07:08:09Z',
      'until=2001-05-06T07:08:09Z',
    ])
      expect(textsOf('identifier', await ask(`${set}&${span}`))).toEqual([identifierOf(id)]);
    for (const span of ['until=2001-05-05', 'from=2001-05-06T07:08:10Z&until=2001-05-07T00:00:00Z'])
      expect(errorOf(await ask(`${set}&${span}`))).toBe('noRecordsMatch');
    expect(textsOf('earliestDatestamp', await ask('verb=Identify'))).toEqual(['2001-05-06T07:08:09Z']);
  });

  test('waits for a change that is not committed, which it would miss for good', async () => {
    const trx = await world.db.startTransaction().execute();
    try {
      const publications = [{ ...unknown, title: 'Terlambat', publicationNumber: '99900.7' }];
      await storePublications(trx, { office: elsewhere, publications });
      const list = `${world.base}/oai?verb=ListIdentifiers&metadataPrefix=oai_dc`;
      const response = await fetch(list);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
      expect(errorOf(await ask('verb=ListSets'))).toBeUndefined();
    } finally {
      await trx.commit().execute();
    }
    const { rows } = await sql<{ at: number }>`select max(changed_at) as at from publication`.execute(
      world.db,
    );
    const from = `${new Date(rows[0]?.at ?? 0).toISOString().slice(0, 19)}Z`;
    const list = await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&from=${from}`);
    expect(textsOf('identifier', list)).toContain(identifierOf(await idOf('99900.7')));
  });
});

test('a repository without anything says so', async () => {
  await using empty = await openWorld();
  const asked = { base: empty.base };
  expect(errorOf(await ask('verb=ListRecords&metadataPrefix=oai_dc', asked))).toBe('noRecordsMatch');
  expect(textsOf('setSpec', await ask('verb=ListSets', asked))).toEqual(['office']);
  expect(textsOf('earliestDatestamp', await ask('verb=Identify', asked))).toHaveLength(1);
});
