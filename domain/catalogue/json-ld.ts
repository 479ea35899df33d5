import type { Publication } from './publication.ts';
import { regionCodeOf } from './regions.ts';

/** A publication for search engines: a `Book` of schema.org when it has an ISBN, otherwise a `Report`. */
export function toJsonLd(of: Publication, address: string): Readonly<Record<string, unknown>> {
  const { isbn, issn, pages, publicationNumber, publisher, region } = of;
  const organization = publisher === null ? null : { '@type': 'Organization', name: publisher };
  const regionCode = region === null ? null : regionCodeOf(region);
  const extent = isbn === null ? { materialExtent: `${pages} halaman` } : { numberOfPages: pages };
  return withoutNull({
    '@context': 'https://schema.org',
    '@type': isbn === null ? 'Report' : 'Book',
    '@id': address,
    url: address,
    name: of.title,
    alternateName: of.titleEn,
    abstract: of.abstract,
    inLanguage: of.language === 'id-en' ? ['id', 'en'] : of.language,
    datePublished: of.releaseDate ?? String(of.year),
    author: organization,
    publisher: organization,
    isbn,
    ...(isbn === null ? { reportNumber: publicationNumber } : { identifier: publicationNumber }),
    ...(pages === null ? {} : extent),
    isPartOf: issn === null ? null : { '@type': 'Periodical', issn },
    keywords: of.subject,
    spatialCoverage:
      region === null
        ? null
        : withoutNull({
            '@type': 'Place',
            name: region,
            identifier: regionCode,
          }),
    copyrightNotice: of.rights,
  });
}

function withoutNull(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
