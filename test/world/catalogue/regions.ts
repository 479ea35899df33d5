/** A region of the made-up collections; `level` says how far down it lies. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: 'country' | 'province' | 'regency' | 'district';
}

/** The province whose library the collections belong to: its regions are there first. */
export const home = '65';

const provinces: Readonly<Record<string, string>> = {
  '11': 'Aceh',
  '12': 'Sumatera Utara',
  '13': 'Sumatera Barat',
  '14': 'Riau',
  '15': 'Jambi',
  '16': 'Sumatera Selatan',
  '17': 'Bengkulu',
  '18': 'Lampung',
  '19': 'Kepulauan Bangka Belitung',
  '21': 'Kepulauan Riau',
  '31': 'DKI Jakarta',
  '32': 'Jawa Barat',
  '33': 'Jawa Tengah',
  '34': 'DI Yogyakarta',
  '35': 'Jawa Timur',
  '36': 'Banten',
  '51': 'Bali',
  '52': 'Nusa Tenggara Barat',
  '53': 'Nusa Tenggara Timur',
  '61': 'Kalimantan Barat',
  '62': 'Kalimantan Tengah',
  '63': 'Kalimantan Selatan',
  '64': 'Kalimantan Timur',
  '65': 'Kalimantan Utara',
  '71': 'Sulawesi Utara',
  '72': 'Sulawesi Tengah',
  '73': 'Sulawesi Selatan',
  '74': 'Sulawesi Tenggara',
  '75': 'Gorontalo',
  '76': 'Sulawesi Barat',
  '81': 'Maluku',
  '82': 'Maluku Utara',
  '91': 'Papua Barat',
  '94': 'Papua',
};

/** Regencies by province; a name with `*` is a city. */
const regencies: Readonly<Record<string, string>> = {
  '65': '6501 Malinau,6502 Bulungan,6503 Tana Tidung,6504 Nunukan,6571 Tarakan*',
  '64': '6401 Paser,6402 Kutai Barat,6403 Kutai Kartanegara,6404 Kutai Timur,6405 Berau,6409 Penajam Paser Utara,6411 Mahakam Ulu,6471 Balikpapan*,6472 Samarinda*,6474 Bontang*',
  '63': '6301 Tanah Laut,6302 Kotabaru,6303 Banjar,6304 Barito Kuala,6305 Tapin,6306 Hulu Sungai Selatan,6307 Hulu Sungai Tengah,6309 Tabalong,6371 Banjarmasin*,6372 Banjarbaru*',
  '62': '6201 Kotawaringin Barat,6202 Kotawaringin Timur,6203 Kapuas,6204 Barito Selatan,6205 Barito Utara,6271 Palangka Raya*',
  '61': '6101 Sambas,6102 Bengkayang,6103 Landak,6104 Mempawah,6105 Sanggau,6106 Ketapang,6107 Sintang,6171 Pontianak*,6172 Singkawang*',
  '11': '1105 Aceh Timur,1106 Aceh Tengah,1107 Aceh Barat,1108 Aceh Besar,1109 Pidie,1171 Banda Aceh*,1172 Sabang*,1174 Lhokseumawe*',
  '12': '1207 Labuhan Batu,1208 Asahan,1209 Simalungun,1210 Dairi,1211 Karo,1212 Deli Serdang,1213 Langkat,1271 Sibolga*,1275 Medan*',
  '13': '1301 Kepulauan Mentawai,1302 Pesisir Selatan,1303 Solok,1306 Padang Pariaman,1307 Agam,1371 Padang*,1375 Bukittinggi*',
  '14': '1401 Kuantan Singingi,1402 Indragiri Hulu,1404 Pelalawan,1405 Siak,1406 Kampar,1471 Pekanbaru*,1473 Dumai*',
  '16': '1601 Ogan Komering Ulu,1603 Muara Enim,1604 Lahat,1606 Musi Banyuasin,1671 Palembang*',
  '18': '1801 Lampung Barat,1802 Tanggamus,1803 Lampung Selatan,1805 Lampung Tengah,1871 Bandar Lampung*',
  '31': '3171 Jakarta Selatan*,3172 Jakarta Timur*,3173 Jakarta Pusat*,3174 Jakarta Barat*,3175 Jakarta Utara*',
  '32': '3201 Bogor,3202 Sukabumi,3203 Cianjur,3204 Bandung,3205 Garut,3206 Tasikmalaya,3207 Ciamis,3208 Kuningan,3209 Cirebon,3212 Indramayu,3213 Subang,3215 Karawang,3216 Bekasi,3271 Bogor*,3273 Bandung*,3275 Bekasi*,3276 Depok*',
  '33': '3301 Cilacap,3302 Banyumas,3303 Purbalingga,3304 Banjarnegara,3305 Kebumen,3308 Magelang,3310 Klaten,3311 Sukoharjo,3318 Pati,3319 Kudus,3322 Semarang,3372 Surakarta*,3374 Semarang*,3376 Tegal*',
  '34': '3401 Kulon Progo,3402 Bantul,3403 Gunungkidul,3404 Sleman,3471 Yogyakarta*',
  '35': '3501 Pacitan,3502 Ponorogo,3503 Trenggalek,3505 Blitar,3506 Kediri,3507 Malang,3508 Lumajang,3509 Jember,3510 Banyuwangi,3515 Sidoarjo,3525 Gresik,3526 Bangkalan,3573 Malang*,3578 Surabaya*',
  '36': '3601 Pandeglang,3602 Lebak,3603 Tangerang,3604 Serang,3671 Tangerang*,3672 Cilegon*',
  '51': '5101 Jembrana,5102 Tabanan,5103 Badung,5104 Gianyar,5108 Buleleng,5171 Denpasar*',
  '53': '5301 Sumba Barat,5302 Sumba Timur,5303 Kupang,5308 Lembata,5310 Sikka,5312 Ngada,5371 Kupang*',
  '71': '7101 Bolaang Mongondow,7102 Minahasa,7103 Kepulauan Sangihe,7171 Manado*,7172 Bitung*',
  '72': '7201 Banggai Kepulauan,7202 Banggai,7203 Morowali,7205 Donggala,7271 Palu*',
  '73': '7301 Kepulauan Selayar,7302 Bulukumba,7303 Bantaeng,7306 Gowa,7308 Maros,7311 Bone,7371 Makassar*,7372 Parepare*',
  '81': '8101 Kepulauan Tanimbar,8102 Maluku Tenggara,8103 Maluku Tengah,8104 Buru,8171 Ambon*',
  '94': '9401 Merauke,9402 Jayawijaya,9403 Jayapura,9404 Nabire,9408 Kepulauan Yapen,9471 Jayapura*',
};

const districts: Readonly<Record<string, string>> = {
  '6501': 'Malinau Kota,Malinau Utara,Malinau Barat,Mentarang,Kayan Hulu,Kayan Hilir,Pujungan,Bahau Hulu',
  '6502':
    'Tanjung Selor,Tanjung Palas,Tanjung Palas Utara,Tanjung Palas Tengah,Tanjung Palas Timur,Peso,Peso Hilir,Sekatak,Bunyu',
  '6503': 'Sesayap,Sesayap Hilir,Tana Lia,Betayau,Muruk Rian',
  '6504': 'Nunukan Selatan,Sebatik,Sebatik Barat,Sebuku,Krayan,Krayan Selatan,Lumbis,Sembakung',
  '6571': 'Tarakan Timur,Tarakan Tengah,Tarakan Barat,Tarakan Utara',
};

/** Every region, the country first. */
export const places: readonly Place[] = [
  { code: '0000', name: 'Indonesia', nameEn: 'Indonesia', level: 'country' },
  ...Object.entries(provinces).map(([code, name]): Place => ({
    code: `${code}00`,
    name: `Provinsi ${name}`,
    nameEn: `${name} Province`,
    level: 'province',
  })),
  ...Object.values(regencies).flatMap((list) => list.split(',').map(toRegency)),
  ...Object.entries(districts).flatMap(([code, list]) =>
    list.split(',').map((name, index): Place => ({
      code: `${code}0${index + 1}0`,
      name: `Kecamatan ${name}`,
      nameEn: `${name} District`,
      level: 'district',
    })),
  ),
];

function toRegency(line: string): Place {
  const [, code = '', name = '', city] = /^(\d{4}) ([^*]+)(\*?)$/.exec(line) ?? [];
  return city
    ? { code, name: `Kota ${name}`, nameEn: `${name} Municipality`, level: 'regency' }
    : { code, name: `Kabupaten ${name}`, nameEn: `${name} Regency`, level: 'regency' };
}
