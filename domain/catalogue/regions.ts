import { fold, regionKinds } from './search/words.ts';

/**
 * BPS codes of the provinces, and of the regencies and cities of the first offices. A region that is not listed is
 * kept as it was written.
 */
export const regions = {
  '0000': 'Indonesia',
  '1100': 'Aceh',
  '1200': 'Sumatera Utara',
  '1300': 'Sumatera Barat',
  '1400': 'Riau',
  '1500': 'Jambi',
  '1600': 'Sumatera Selatan',
  '1700': 'Bengkulu',
  '1800': 'Lampung',
  '1900': 'Kepulauan Bangka Belitung',
  '2100': 'Kepulauan Riau',
  '3100': 'DKI Jakarta',
  '3200': 'Jawa Barat',
  '3300': 'Jawa Tengah',
  '3400': 'DI Yogyakarta',
  '3500': 'Jawa Timur',
  '3600': 'Banten',
  '5100': 'Bali',
  '5200': 'Nusa Tenggara Barat',
  '5300': 'Nusa Tenggara Timur',
  '6100': 'Kalimantan Barat',
  '6200': 'Kalimantan Tengah',
  '6300': 'Kalimantan Selatan',
  '6400': 'Kalimantan Timur',
  '6500': 'Kalimantan Utara',
  '6501': 'Kabupaten Malinau',
  '6502': 'Kabupaten Bulungan',
  '6503': 'Kabupaten Tana Tidung',
  '6504': 'Kabupaten Nunukan',
  '6571': 'Kota Tarakan',
  '7100': 'Sulawesi Utara',
  '7200': 'Sulawesi Tengah',
  '7300': 'Sulawesi Selatan',
  '7400': 'Sulawesi Tenggara',
  '7500': 'Gorontalo',
  '7600': 'Sulawesi Barat',
  '8100': 'Maluku',
  '8200': 'Maluku Utara',
  '9100': 'Papua Barat',
  '9200': 'Papua Barat Daya',
  '9400': 'Papua',
  '9500': 'Papua Selatan',
  '9600': 'Papua Tengah',
  '9700': 'Papua Pegunungan',
} as const satisfies Readonly<Record<string, string>>;

/** Names by code, of two digits as well for a province, and by folded name with and without its kind. */
const known = new Map<string, string>();
/** Codes by name. */
const codes = new Map<string, string>();
for (const [code, name] of Object.entries(regions)) {
  codes.set(name, code);
  known.set(code, name);
  if (code.endsWith('00')) known.set(code.slice(0, 2), name);
  const folded = fold(name);
  const bare = folded.replace(/^(kabupaten|kota) /, '');
  for (const written of [folded, bare, `provinsi ${bare}`, `kab ${bare}`]) {
    if (!known.has(written)) known.set(written, name);
  }
}

/** A region by its code or any usual way of writing its name; an unknown one as it was written. */
export function regionOf(written: string): string {
  return known.get(fold(written)) ?? written.trim();
}

/** The BPS code of a region, or null. */
export function regionCodeOf(region: string): string | null {
  return codes.get(region) ?? null;
}

/** A region's name as people type it: folded, without what kind of a region it is. */
export function placeOf(region: string): string {
  const [first = '', ...rest] = fold(region).split(' ');
  return rest.length > 0 && (regionKinds.has(first) || /^(dki|di)$/.test(first))
    ? rest.join(' ')
    : fold(region);
}

/** The place around a place, the province of a regency; null where it is not known. */
export function placeAround(place: string): string | null {
  const code = codes.get(regionOf(place));
  if (code === undefined || code.endsWith('00')) return null;
  const around = known.get(`${code.slice(0, 2)}00`);
  return around === undefined ? null : placeOf(around);
}
