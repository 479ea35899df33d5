import type { HarvestedPublication } from '../../db/catalogue/harvest.ts';
import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import { isIsbn, isIssn } from '../../domain/catalogue/identifiers.ts';
import type { PublicationLanguage } from '../../domain/catalogue/publication.ts';
import { toIso } from '../../domain/time.ts';
import { element, type Xml } from './xml.ts';

/** MARC's codes of languages; the first is the one of the text, 008/35-37. */
const marcLanguages: Readonly<Record<PublicationLanguage, readonly [string, ...string[]]>> = {
  id: ['ind'],
  en: ['eng'],
  'id-en': ['ind', 'eng'],
};

/**
 * A publication as a MARC 21 bibliographic record in MARCXML; the table of `docs/harvesting.md`. Every edition is a
 * record of its own, a monograph, whose series the ISSN names.
 */
export function toMarc(of: HarvestedPublication, base: string): Xml {
  const languages = marcLanguages[of.language];
  return element(
    'record',
    [
      element('leader', leaderOf(of)),
      control('001', of.id),
      control(
        '005',
        toIso(of.changedAt)
          .replaceAll(/[-:TZ]/g, '')
          .slice(0, 16),
      ),
      control('008', fixedDataOf(of)),
      field('020', '  ', [of.isbn !== null && isIsbn(of.isbn) ? 'a' : 'z', of.isbn]),
      field('022', '  ', [of.issn !== null && isIssn(of.issn) ? 'a' : 'y', of.issn]),
      field('024', '8 ', ['a', of.catalogueNumber]),
      field('040', '  ', ['b', 'ind']),
      field('041', '0 ', ['a', languages]),
      field('088', '  ', ['a', of.publicationNumber]),
      field('245', '00', ['a', of.title]),
      field('246', '31', ['a', of.titleEn]),
      field('264', ' 1', ['b', of.publisher], ['c', String(of.year)]),
      field('300', '  ', ['a', of.pages === null ? null : `${of.pages} halaman`]),
      field('310', '  ', ['a', of.frequency]),
      field('500', '  ', ['a', of.releaseDate === null ? null : `Tanggal rilis: ${of.releaseDate}`]),
      field('520', '3 ', ['a', of.abstract]),
      field('540', '  ', ['a', of.rights]),
      field('651', ' 4', ['a', of.region]),
      field('653', ' 0', ['a', of.subject]),
      field('710', '2 ', ['a', of.publisher], ['4', of.publisher === null ? null : 'isb']),
      of.copies > 0 || of.shelf !== null
        ? field('852', '  ', ['a', of.officeName], ['c', of.shelf], ['z', `${of.copies} eksemplar`])
        : null,
      field('856', '42', ['u', publicationAddress(base, of.id)]),
    ],
    {
      xmlns: 'http://www.loc.gov/MARC21/slim',
      'xsi:schemaLocation':
        'http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
      type: 'Bibliographic',
    },
  );
}

/** New or changed, language material, monograph, Unicode, minimal level, not described by ISBD. */
function leaderOf({ createdAt, changedAt }: HarvestedPublication): string {
  return `00000${changedAt > createdAt ? 'c' : 'n'}am a22000007  4500`;
}

/**
 * Field 008, 40 characters: entered, the year of publication, Indonesia, statistics of a national agency, the
 * language, a source that is no national library. `|` is what nobody has coded.
 */
function fixedDataOf({ createdAt, year, language }: HarvestedPublication): string {
  const entered = toIso(createdAt).slice(2, 10).replaceAll('-', '');
  const illustrations = '||||';
  const audienceAndForm = '| ';
  const contents = 's   ';
  return `${entered}s${year}    io ${illustrations}${audienceAndForm}${contents}f00| 0 ${marcLanguages[language][0]} d`;
}

function control(tag: string, text: string): Xml {
  return element('controlfield', text, { tag });
}

/** A field with its subfields that are known, in order; null when none is. */
function field(
  tag: string,
  indicators: string,
  ...subfields: readonly (readonly [code: string, value: string | readonly string[] | null])[]
): Xml | null {
  const known = subfields.flatMap(([code, values]) =>
    [values ?? []].flat().map((value) => element('subfield', value, { code })),
  );
  if (known.length === 0) return null;
  return element('datafield', known, { tag, ind1: indicators[0] ?? ' ', ind2: indicators[1] ?? ' ' });
}
