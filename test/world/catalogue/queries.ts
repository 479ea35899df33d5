/** What visitors type, and what they mean by it. */
export interface JudgedQuery {
  readonly kind: string;
  readonly q: string;
  /** Series that answer it; null when any does. */
  readonly about: readonly string[] | null;
  /** Series that are of some use as well. */
  readonly near: readonly string[];
  /** The region's name; null when any will do. */
  readonly place: string | null;
  /** First and last year; null when the newest edition is wanted. */
  readonly years: readonly [first: number, last: number] | null;
}

/** Series by what people call it: those it means; after `~` those of some use. */
const topics: Readonly<Record<string, string>> = {
  any: '',
  figures: 'dda,dda-kec ~ statda,statda-kec',
  area: 'statda,statda-kec ~ dda,dda-kec',
  grdp: 'pdrb-lu,pdrb-p,pdrb-tw,pdrb-kab ~ tinjauan-pdrb,laporan-eko',
  'grdp-industry': 'pdrb-lu ~ pdrb-p,pdrb-tw,pdrb-kab',
  'grdp-spending': 'pdrb-p ~ pdrb-lu,pdrb-tw,pdrb-kab',
  'grdp-quarter': 'pdrb-tw ~ pdrb-lu,pdrb-p,pdrb-kab',
  income: 'pdb ~ pendapatan',
  economy: 'laporan-eko,tinjauan-pdrb,indeko ~ pdrb-lu',
  poverty: 'miskin,miskin-kab,miskin-makro ~ timpang,inkesra',
  inequality: 'timpang ~ miskin',
  welfare: 'inkesra,statkesra ~ miskin',
  'welfare-indicators': 'inkesra ~ statkesra',
  'welfare-statistics': 'statkesra ~ inkesra',
  spending: 'pengeluaran,konsumsi,kalori,timpang ~ statkesra',
  calories: 'kalori ~ konsumsi,pengeluaran',
  hdi: 'ipm,ipg',
  'human-development': 'ipm ~ ipg',
  gender: 'gender,ipg,perempuan',
  labour: 'sakernas,sakernas-feb,naker ~ upah,pendapatan',

  'labour-situation': 'sakernas,sakernas-feb ~ naker',
  wages: 'upah,struktur-upah ~ pendapatan',
  projection: 'proyeksi ~ penduduk,sp2020',
  census: 'sp2010,sp2020,lf,peta ~ supas',
  'census-2020': 'sp2020,lf ~ sp2010,peta',
  'census-2010': 'sp2010 ~ sp2020,peta',
  population:
    'penduduk,proyeksi,sp2010,sp2020,supas,lf,peta,lansia,konsumsi,pengeluaran,kalori,timpang ~ migrasi,pemuda',
  elderly: 'lansia ~ penduduk',
  youth: 'pemuda ~ penduduk',
  migration: 'migrasi',
  health: 'kesehatan,kia,rumah-layak',
  'mother-child': 'kia ~ kesehatan',
  education: 'pendidikan,potret-didik',
  housing: 'perumahan,rumah-layak',
  environment: 'lingkungan,rumah-layak',
  crime: 'kriminal ~ politik',
  democracy: 'idi ~ politik',
  happiness: 'bahagia',
  disability: 'difabel',
  telecom: 'tik,iptik',
  commerce: 'ecom',
  cpi: 'ihk ~ inflasi',
  inflation: 'inflasi,ihk ~ laporan-eko',
  construction: 'konstruksi,direktori-kons,ikk',
  'construction-cost': 'ikk',
  'farmers-terms': 'ntp ~ indikator-tani',
  exports: 'ekspor,ekspor-hs ~ impor',
  imports: 'impor,ekspor-hs ~ ekspor',
  tourism: 'wisata,wisnus,wisman ~ hotel',
  hotels: 'hotel ~ wisata',
  visitors: 'wisman ~ wisata',
  transport: 'transport,transport-laut,transport-udara,transport-darat',
  'sea-transport': 'transport-laut ~ transport',
  manufacturing: 'industri,imk,direktori-ind',
  'small-industry': 'imk ~ industri',
  mining: 'tambang',
  electricity: 'listrik ~ energi',
  water: 'airbersih',
  energy: 'energi ~ listrik',
  rice: 'padi ~ pangan',
  food: 'pangan ~ padi',
  horticulture: 'horti',
  plantation: 'kebun ~ sawit,karet,kopi',
  palm: 'sawit ~ kebun',
  coffee: 'kopi ~ kebun',
  livestock: 'ternak,potong',
  fishery: 'ikan,pelabuhan-ikan ~ pesisir',
  farm: 'st2013,st2023,indikator-tani ~ ntp,harga-prod',
  'farm-census': 'st2013,st2023',
  'farm-census-2023': 'st2023 ~ st2013',
  business: 'se2016',
  finance: 'keuangan,desa-uang',
  villages: 'podes ~ desa-uang,direktori-desa',
  sdg: 'tpb',
  forestry: 'hutan',
  classification: 'kbli',
  performance: 'lakin ~ renstra',

  'producer-prices': 'harga-prod ~ ntp',
  needs: 'skd',
};

/* kind | what is typed | topic | region | years */
const lines = `
words|kemiskinan bulungan|poverty|Kabupaten Bulungan|
words|profil kemiskinan kalimantan utara|poverty|Provinsi Kalimantan Utara|
words|angka kemiskinan tarakan|poverty|Kota Tarakan|
words|data penduduk miskin|poverty||
words|bulungan dalam angka|figures|Kabupaten Bulungan|
words|dalam angka kalimantan utara|figures|Provinsi Kalimantan Utara|
words|nunukan dalam angka terbaru|figures|Kabupaten Nunukan|
words|kecamatan sekatak dalam angka|figures|Kecamatan Sekatak|
words|tanjung selor dalam angka|figures|Kecamatan Tanjung Selor|
words|statistik daerah malinau|area|Kabupaten Malinau|
words|inflasi kota tarakan|inflation|Kota Tarakan|
words|indeks harga konsumen tarakan|cpi|Kota Tarakan|
words|indeks pembangunan manusia kaltara|human-development|Provinsi Kalimantan Utara|
words|pertumbuhan ekonomi kalimantan utara|grdp|Provinsi Kalimantan Utara|
words|produk domestik regional bruto menurut pengeluaran bulungan|grdp-spending|Kabupaten Bulungan|
words|pdrb lapangan usaha tarakan|grdp-industry|Kota Tarakan|
words|pengangguran kalimantan utara|labour|Provinsi Kalimantan Utara|
words|tenaga kerja nunukan|labour|Kabupaten Nunukan|
words|angkatan kerja agustus kalimantan utara|labour-situation|Provinsi Kalimantan Utara|
words|upah buruh|wages||
words|statistik upah buruh indonesia|wages|Indonesia|
words|harga gabah|producer-prices||
words|ekspor kalimantan utara|exports|Provinsi Kalimantan Utara|
words|impor indonesia|imports|Indonesia|
words|pariwisata tarakan|tourism|Kota Tarakan|
words|tingkat hunian hotel kalimantan utara|hotels|Provinsi Kalimantan Utara|
words|produksi padi kalimantan utara|rice|Provinsi Kalimantan Utara|
words|luas panen padi|rice||
words|perikanan nunukan|fishery|Kabupaten Nunukan|
words|kelapa sawit|palm||
words|kopi indonesia|coffee|Indonesia|
words|statistik kesejahteraan rakyat bulungan|welfare-statistics|Kabupaten Bulungan|
words|kesehatan ibu dan anak|mother-child||
words|statistik pendidikan malinau|education|Kabupaten Malinau|
words|kriminalitas indonesia|crime|Indonesia|
words|lansia|elderly||
words|penduduk lanjut usia kaltara|elderly|Provinsi Kalimantan Utara|
words|pemuda indonesia|youth|Indonesia|
words|indeks kebahagiaan|happiness||
words|sensus penduduk|census||
words|hasil sensus pertanian|farm-census||
words|potensi desa tana tidung|villages|Kabupaten Tana Tidung|
words|keuangan daerah tarakan|finance|Kota Tarakan|
words|sumber air minum dan sanitasi rumah|housing||
words|perbandingan perempuan dan laki-laki|gender||
words|kepuasan konsumen data bps|needs||
words|konsumsi kalori dan protein|calories||
words|perusahaan konstruksi malinau|construction|Kabupaten Malinau|
words|buku tentang energi|energy||
words|data ternak sapi bulungan|livestock|Kabupaten Bulungan|
phrase|"dalam angka" bulungan|figures|Kabupaten Bulungan|
phrase|"angkatan kerja"|labour-situation||
phrase|"indeks harga konsumen" tarakan|cpi|Kota Tarakan|
phrase|"nilai tukar petani"|farmers-terms||
phrase|"sensus penduduk 2020" nunukan|census-2020|Kabupaten Nunukan|
phrase|"kalimantan utara dalam angka"|figures|Provinsi Kalimantan Utara|
phrase|"kesejahteraan rakyat" malinau|welfare|Kabupaten Malinau|
phrase|"air bersih"|water||
prefix|kemis|poverty||
prefix|kemiskinan bulu|poverty|Kabupaten Bulungan|
prefix|bulungan dalam ang|figures|Kabupaten Bulungan|
prefix|statistik kesej|welfare-statistics||
prefix|indeks pembangunan manu|hdi||
prefix|inflasi tara|inflation|Kota Tarakan|
prefix|produk domestik regional br|grdp||
prefix|perika|fishery||
prefix|pendid|education||
prefix|hortik|horticulture||
prefix|statistik transportasi la|sea-transport||
typo|kemiskinann|poverty||
typo|dlam angka|figures||
typo|bulunggan|any|Kabupaten Bulungan|
typo|bulungan dalm angka 2023|figures|Kabupaten Bulungan|2023
typo|kemisknan tarakan|poverty|Kota Tarakan|
typo|statisik pendidikan|education||
typo|inflsi tarakan|inflation|Kota Tarakan|
typo|indeks pembanguan manusia|hdi||
typo|penganguran kalimantan utara|labour|Provinsi Kalimantan Utara|
typo|nunukn dalam angka|figures|Kabupaten Nunukan|
typo|kalimatan utara dalam angka|figures|Provinsi Kalimantan Utara|
typo|kesejahtraan rakyat malinau|welfare|Kabupaten Malinau|
typo|prikanan bulungan|fishery|Kabupaten Bulungan|
typo|hortikulutra|horticulture||
typo|sensus pertanain 2023|farm-census-2023||2023
typo|pariwista tarakan|tourism|Kota Tarakan|
typo|perkebunn malinau|plantation|Kabupaten Malinau|
typo|proverty profile|poverty||
abbreviation|pdrb bulungan|grdp|Kabupaten Bulungan|
abbreviation|PDRB|grdp||
abbreviation|ipm tarakan|human-development|Kota Tarakan|
abbreviation|ipm kaltara 2022|human-development|Provinsi Kalimantan Utara|2022
abbreviation|ihk tarakan|cpi|Kota Tarakan|
abbreviation|ntp kalimantan utara|farmers-terms|Provinsi Kalimantan Utara|
abbreviation|tpak nunukan|labour|Kabupaten Nunukan|
abbreviation|tpt kaltara|labour|Provinsi Kalimantan Utara|
abbreviation|dda bulungan 2020|figures|Kabupaten Bulungan|2020
abbreviation|ikk indonesia|construction-cost|Indonesia|
abbreviation|kda sekatak|figures|Kecamatan Sekatak|
abbreviation|sdgs|sdg||
abbreviation|kbli|classification||
abbreviation|inkesra bulungan|welfare-indicators|Kabupaten Bulungan|
abbreviation|podes|villages||
abbreviation|tpk hotel kaltara|hotels|Provinsi Kalimantan Utara|
abbreviation|sp2020|census-2020||2020
abbreviation|kab. bulungan dalam angka|figures|Kabupaten Bulungan|
abbreviation|prov kaltara dalam angka|figures|Provinsi Kalimantan Utara|
abbreviation|kec. peso dalam angka|figures|Kecamatan Peso|
abbreviation|lakip bps bulungan|performance|Kabupaten Bulungan|
year|bulungan dalam angka 2019|figures|Kabupaten Bulungan|2019
year|kalimantan utara dalam angka 2023|figures|Provinsi Kalimantan Utara|2023
year|kemiskinan 2022|poverty||2022
year|kemiskinan tarakan tahun 2021|poverty|Kota Tarakan|2021
year|2020 tarakan dalam angka|figures|Kota Tarakan|2020
year|statistik kesejahteraan rakyat 2018 kaltara|welfare-statistics|Provinsi Kalimantan Utara|2018
year|sensus penduduk 2010|census-2010||2010
year|sensus pertanian 2013|farm-census||2013
year|inflasi 2015 tarakan|inflation|Kota Tarakan|2015
year|sakernas 2020|labour||2020
year|sensus ekonomi 2016 bulungan|business|Kabupaten Bulungan|2016
year|statistik daerah tana tidung 2017|area|Kabupaten Tana Tidung|2017
range|pdrb tarakan 2019-2023|grdp|Kota Tarakan|2019-2023
range|bulungan dalam angka 2015-2018|figures|Kabupaten Bulungan|2015-2018
range|kemiskinan 2018 sampai 2020|poverty||2018-2020
range|ipm nunukan 2016 - 2019|human-development|Kabupaten Nunukan|2016-2019
range|ekspor indonesia 2010 s/d 2014|exports|Indonesia|2010-2014
range|kesejahteraan rakyat malinau 2012-2016|welfare|Kabupaten Malinau|2012-2016
range|tarakan dalam angka 2008–2011|figures|Kota Tarakan|2008-2011
region|bulungan|any|Kabupaten Bulungan|
region|kabupaten tana tidung|any|Kabupaten Tana Tidung|
region|kota tarakan|any|Kota Tarakan|
region|kaltara|any|Provinsi Kalimantan Utara|
region|kecamatan krayan|any|Kecamatan Krayan|
region|malinau 2020|any|Kabupaten Malinau|2020
code|6502|any|Kabupaten Bulungan|
code|6571 dalam angka|figures|Kota Tarakan|
code|kemiskinan 6500|poverty|Provinsi Kalimantan Utara|
code|ipm 6504|human-development|Kabupaten Nunukan|
english|poverty bulungan|poverty|Kabupaten Bulungan|
english|poverty profile|poverty||
english|bulungan in figures|figures|Kabupaten Bulungan|
english|kalimantan utara province in figures 2022|figures|Provinsi Kalimantan Utara|2022
english|north kalimantan in figures|figures|Provinsi Kalimantan Utara|
english|human development index|human-development||
english|gdp tarakan|grdp|Kota Tarakan|
english|labour force situation|labour-situation||
english|unemployment kalimantan utara|labour|Provinsi Kalimantan Utara|
english|consumer price index tarakan|cpi|Kota Tarakan|
english|welfare statistics malinau|welfare-statistics|Kabupaten Malinau|
english|population census 2020|census-2020||2020
english|education statistics nunukan|education|Kabupaten Nunukan|
english|export statistics indonesia|exports|Indonesia|
english|tourism tarakan municipality|tourism|Kota Tarakan|
english|fishery statistics|fishery||
english|rice production|rice||
english|farmers terms of trade|farmers-terms||
english|crime statistics 2019|crime||2019
english|health indonesia|health|Indonesia|
`;

export const judgedQueries: readonly JudgedQuery[] = lines.trim().split('\n').map(toQuery);

function toQuery(line: string): JudgedQuery {
  const [kind = '', q = '', topic = '', place = '', span = ''] = line.split('|');
  const [about = '', near = ''] = (topics[topic] ?? '?').split(' ~ ');
  const [first = '', last = first] = span.split('-');
  return {
    kind,
    q,
    about: topic === 'any' ? null : about.split(','),
    near: near === '' ? [] : near.split(','),
    place: place === '' ? null : place,
    years: first === '' ? null : [Number(first), Number(last)],
  };
}
