import type { Publication } from '../../../domain/catalogue/publication.ts';
import { home, places, type Place } from './regions.ts';
import { templates, type Template } from './templates.ts';

/** A publication of a made-up collection, and what it is about. */
export interface MadeUp {
  readonly publication: Publication;
  readonly template: string;
  readonly place: Place;
  /** The newest edition of its series in this collection. */
  readonly newest: boolean;
}

interface Series {
  readonly template: Template;
  readonly place: Place;
  readonly rank: number;
}

const level = { country: 'c', province: 'p', regency: 'r', district: 'd' } as const;
const templateNumbers = new Map(templates.map(({ id }, index) => [id, index + 1]));

/**
 * A collection as a library of BPS in Kalimantan Utara may have it, always the same of a size: series of its own
 * regions first, those of others as far as the size goes, with the gaps a shelf has.
 */
export function collectionOf(size: number): readonly MadeUp[] {
  const all = templates.flatMap((template) =>
    places
      .filter((place) => template.levels.includes(level[place.level]))
      .map((place): Series => ({ template, place, rank: rankOf(template, place) })),
  );
  const made: MadeUp[] = [];
  for (const series of all.toSorted((a, b) => a.rank - b.rank || (a.place.code < b.place.code ? -1 : 1))) {
    if (made.length >= size) break;
    made.push(...editionsOf(series, size).slice(0, size - made.length));
  }
  return made;
}

/** The less the earlier: what is near home, and what every shelf has. */
function rankOf(template: Template, place: Place): number {
  const far = place.level === 'country' || place.code.startsWith(home) ? 0 : 4;
  const small = place.level === 'district' ? 0.8 : 0;
  const common = (templateNumbers.get(template.id) ?? 0) / templates.length;
  return far + small + common + chance(`${template.id} ${place.code}`);
}

/** Editions of a series, the newest first; a small collection has only some. */
function editionsOf({ template, place }: Series, size: number): MadeUp[] {
  const [first, last, step] = template.years;
  const kept = size < 10_000 ? 0.1 : 0.93;
  const years: number[] = [];
  for (let year = last; year >= first; year -= step)
    if (year === last || chance(`${template.id} ${place.code} ${year}`) < kept) years.push(year);
  return years.map((year, index) => ({
    publication: publicationOf(template, place, year),
    template: template.id,
    place,
    newest: index === 0,
  }));
}

function publicationOf(template: Template, place: Place, year: number): Publication {
  const number = templateNumbers.get(template.id) ?? 0;
  const luck = (what: string): number => chance(`${what} ${template.id} ${place.code} ${year}`);
  const { code } = place;
  const [name, nameEn] = namesOf(place, year);
  const covered = template.title.endsWith('#-') ? `${year - 4}-${year}` : String(year);
  const fill = (text: string, region: string): string =>
    text.replace('@', region).replace(/#-?/, covered).replaceAll(/\s+/g, ' ').trim();
  const old = year < 2012;
  return {
    title: fill(template.title, name),
    titleEn: template.titleEn === null || luck('english') < 0.15 ? null : fill(template.titleEn, nameEn),
    year,
    catalogueNumber: luck('catalogue') < 0.05 ? null : `${1_101_000 + number * 7}.${code.slice(0, 7)}`,
    publicationNumber: `${code.padEnd(5, '0')}.${String(year % 100).padStart(2, '0')}${String(number).padStart(3, '0')}`,
    issn: luck('issn') < 0.3 ? `${2_000 + number}-${String(Number(code) % 10_000).padStart(4, '0')}` : null,
    isbn: null,
    abstract:
      old && luck('abstract') < 0.5
        ? null
        : `Publikasi ini menyajikan data ${name} tahun ${year}. ${template.abstract}`,
    language: template.titleEn === null ? 'id' : luck('language') < 0.7 ? 'id-en' : 'id',
    region: place.level === 'province' ? name.replace('Provinsi ', '') : place.name,
    subject: template.subject,
    pages: 40 + Math.floor(luck('pages') * 400),
    publisher: place.level === 'country' ? 'Badan Pusat Statistik' : `BPS ${place.name}`,
    frequency: template.frequency,
    releaseDate: luck('release') < 0.2 ? null : `${year}-0${1 + Math.floor(luck('month') * 9)}-15`,
    shelf: `R-${(number % 30) + 1}`,
    copies: Math.floor(luck('copies') * 4),
    rights: null,
  };
}

/** How a region is written in titles: province and regency without their kind in some years. */
function namesOf(place: Place, year: number): [name: string, nameEn: string] {
  if (place.level === 'province' && chance(`bare ${place.code} ${year}`) < 0.5)
    return [place.name.replace('Provinsi ', ''), place.nameEn.replace(' Province', '')];
  if (place.level === 'regency' && place.name.startsWith('Kabupaten ') && year < 2012)
    return [place.name.replace('Kabupaten ', ''), place.nameEn.replace(' Regency', '')];
  return [place.name, place.nameEn];
}

/** A number from 0 up to 1 that is always the same for a text. */
export function chance(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2_246_822_519);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 3_266_489_917);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}
