import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import type { Publication } from '../../domain/catalogue/publication.ts';
import { element, type Xml } from './xml.ts';

/** A value of Dublin Core; `language` where the text is in one. */
interface Value {
  readonly name: string;
  readonly value: string;
  readonly language: string | null;
}

/** A publication in unqualified Dublin Core; the table of `docs/harvesting.md`. */
export function dublinCoreOf(of: Publication & { readonly id: string }, base: string): Value[] {
  const languages = of.language === 'id-en' ? ['id', 'en'] : [of.language];
  const values: readonly (readonly [name: string, value: string | null, language?: string])[] = [
    ['title', of.title, of.language === 'en' ? 'en' : 'id'],
    ['title', of.titleEn, 'en'],
    ['creator', of.publisher],
    ['subject', of.subject],
    ['description', of.abstract],
    ['publisher', of.publisher],
    ['date', of.releaseDate ?? String(of.year)],
    ['type', 'Text'],
    ['format', of.pages === null ? null : `${of.pages} halaman`],
    ['identifier', publicationAddress(base, of.id)],
    ['identifier', of.publicationNumber],
    ['identifier', of.catalogueNumber],
    ['identifier', of.isbn === null ? null : `urn:ISBN:${of.isbn}`],
    ...languages.map((language) => ['language', language] as const),
    ['relation', of.issn === null ? null : `urn:ISSN:${of.issn}`],
    ['coverage', of.region],
    ['rights', of.rights],
  ];
  return values.flatMap(([name, value, language = null]) =>
    value === null ? [] : [{ name, value, language }],
  );
}

/** The same as a record of OAI-PMH. */
export function toDublinCore(of: Publication & { readonly id: string }, base: string): Xml {
  return element(
    'oai_dc:dc',
    dublinCoreOf(of, base).map(({ name, value, language }) =>
      element(`dc:${name}`, value, { 'xml:lang': language }),
    ),
    {
      'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xsi:schemaLocation':
        'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    },
  );
}
