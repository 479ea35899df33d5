/**
 * A text as it is compared: without accents, in small letters, every run of other characters one blank. What is
 * searched and what is searched for go through it, so that both are cut into the same words.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text, folded, in order. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}

/** What kind of a region a name is of, as it stands before the name; it tells little. */
export const regionKinds: ReadonlySet<string> = new Set(
  'provinsi propinsi prov kabupaten kab kota kotamadya kecamatan kec kelurahan desa'.split(' '),
);

/** Words that tell nothing about a publication, in both languages. */
export const stopWords: ReadonlySet<string> = new Set(
  [
    'di ke dari dan atau yang untuk dengan pada dalam oleh tentang adalah ini itu serta bagi para sebagai antara akan',
    'apa bagaimana berapa mana saya kami anda cari mencari ada tidak the of and or in on for to a an by with from is',
    'are at about how what where which terbaru terkini terakhir latest lengkap download unduh pdf buku publikasi book',
    'tahun year',
  ]
    .join(' ')
    .split(' '),
);
