/** A series of publications as BPS offices issue it, once for every region of its levels. */
export interface Template {
  readonly id: string;
  /** `@` stands for the region, `#` for the year of the edition. */
  readonly title: string;
  readonly titleEn: string | null;
  readonly subject: string;
  readonly abstract: string;
  /** `c`ountry, `p`rovince, `r`egency, `d`istrict. */
  readonly levels: string;
  /** Years of its editions: the first and the last, and how many years lie between two. */
  readonly years: readonly [first: number, last: number, step: number];
  readonly frequency: string;
}

/*
 * One line each: id | title | English title | subject | levels | years | abstract. `#-` is a range of the five years before.
 */
const lines = `
dda|@ Dalam Angka #|@ in Figures #|Umum|cpr|2005-2025|Data geografi, pemerintahan, penduduk, sosial dan perekonomian dari BPS dan instansi lain.
dda-kec|@ Dalam Angka #|@ in Figures #|Umum|d|2008-2025|Data desa dan kelurahan: luas wilayah, penduduk, sekolah, kesehatan dan pertanian.
statda|Statistik Daerah @ #||Umum|pr|2010-2023|Ringkasan keadaan daerah dengan ulasan sederhana mengenai perkembangan wilayah.
statda-kec|Statistik Daerah @ #||Umum|d|2010-2016|Ulasan singkat keadaan wilayah dan penduduk.
pdrb-lu|Produk Domestik Regional Bruto @ Menurut Lapangan Usaha #-|Gross Regional Domestic Product of @ by Industry #-|Neraca Regional|pr|2006-2025|Nilai tambah setiap lapangan usaha atas dasar harga berlaku dan konstan, serta laju pertumbuhan ekonomi.
pdrb-p|Produk Domestik Regional Bruto @ Menurut Pengeluaran #-|Gross Regional Domestic Product of @ by Expenditure #-|Neraca Regional|pr|2010-2025|Konsumsi rumah tangga, konsumsi pemerintah, pembentukan modal tetap bruto, ekspor dan impor.
pdrb-tw|Produk Domestik Regional Bruto Triwulanan @ #-|Quarterly Gross Regional Domestic Product of @ #-|Neraca Regional|p|2010-2024|Perkembangan ekonomi per triwulan menurut lapangan usaha dan pengeluaran.
pdb|Pendapatan Nasional @ #-|National Income of @ #-|Neraca Nasional|c|2005-2025|Produk domestik bruto dan pendapatan per kapita.
pdrb-kab|Produk Domestik Regional Bruto Kabupaten/Kota di @ #-|Gross Regional Domestic Product of Regencies/Municipalities in @ #-|Neraca Regional|cp|2008-2024|Perbandingan ekonomi antarkabupaten dan kota.
tinjauan-pdrb|Tinjauan Ekonomi Regional @ #||Neraca Regional|p|2008-2020|Analisis struktur dan pertumbuhan ekonomi.
laporan-eko|Laporan Perekonomian @ #|Economic Report of @ #|Neraca Regional|cp|2008-2024|Ulasan inflasi, perdagangan, keuangan dan investasi.
miskin|Profil Kemiskinan @ #|Poverty Profile of @ #|Kemiskinan dan Ketimpangan|pr|2010-2024|Jumlah dan persentase penduduk miskin, garis kemiskinan, indeks kedalaman dan keparahan.
miskin-kab|Data dan Informasi Kemiskinan Kabupaten/Kota @ #|Data and Information of Poverty of @ #|Kemiskinan dan Ketimpangan|c|2007-2024|Indikator kemiskinan setiap kabupaten dan kota.
miskin-makro|Penghitungan dan Analisis Kemiskinan Makro @ #|Calculation and Analysis of Macro Poverty of @ #|Kemiskinan dan Ketimpangan|c|2008-2023|Metode dan hasil penghitungan penduduk miskin.
timpang|Ketimpangan Pengeluaran Penduduk @ #|Expenditure Inequality of @ #|Kemiskinan dan Ketimpangan|cp|2013-2023|Gini rasio dan distribusi pengeluaran.
inkesra|Indikator Kesejahteraan Rakyat @ #|Welfare Indicators of @ #|Kesejahteraan|cpr|2005-2024|Kependudukan, kesehatan, pendidikan, ketenagakerjaan, taraf dan pola konsumsi.
statkesra|Statistik Kesejahteraan Rakyat @ #|Welfare Statistics of @ #|Kesejahteraan|cpr|2008-2024|Hasil Survei Sosial Ekonomi Nasional bulan Maret.
konsumsi|Pola Konsumsi Penduduk @ #|Consumption Pattern of @ #|Konsumsi dan Pengeluaran|pr|2010-2022|Rata-rata pengeluaran per kapita makanan dan bukan makanan.
pengeluaran|Pengeluaran untuk Konsumsi Penduduk @ #|Consumption Expenditure of Population of @ #|Konsumsi dan Pengeluaran|cp|2009-2024|Berdasarkan hasil Susenas.
kalori|Konsumsi Kalori dan Protein Penduduk @ #|Consumption of Calorie and Protein of @ #|Konsumsi dan Pengeluaran|cp|2010-2024|Kecukupan gizi penduduk.
ipm|Indeks Pembangunan Manusia @ #|Human Development Index of @ #|Indeks Pembangunan Manusia|cpr|2008-2024|Umur harapan hidup, harapan lama sekolah, rata-rata lama sekolah dan pengeluaran per kapita.
ipg|Pembangunan Manusia Berbasis Gender @ #|Gender Based Human Development of @ #|Gender|c|2010-2022|Indeks pembangunan gender dan pemberdayaan gender.
gender|Statistik Gender @ #|Gender Statistics of @ #|Gender|pr|2012-2022|Perbandingan perempuan dan laki-laki.
perempuan|Perempuan dan Laki-Laki di @ #|Women and Men in @ #|Gender|c|2009-2023|Indikator menurut jenis kelamin.
sakernas|Keadaan Angkatan Kerja @ Agustus #|Labour Force Situation in @ August #|Tenaga Kerja|cpr|2007-2024|Penduduk bekerja, pengangguran dan tingkat partisipasi angkatan kerja hasil Sakernas.
sakernas-feb|Keadaan Angkatan Kerja @ Februari #|Labour Force Situation in @ February #|Tenaga Kerja|c|2007-2024|Hasil Survei Angkatan Kerja Nasional.
naker|Statistik Ketenagakerjaan @ #|Labour Statistics of @ #|Tenaga Kerja|pr|2010-2024|Lapangan pekerjaan, jam kerja dan tingkat pengangguran terbuka.
upah|Statistik Upah Buruh @ #|Wage Statistics of @ #|Tenaga Kerja|cp|2008-2024|Rata-rata upah menurut lapangan usaha.
struktur-upah|Statistik Struktur Upah @ #|Wage Structure Statistics of @ #|Tenaga Kerja|c|2008-2015|Upah pekerja produksi.
pendapatan|Statistik Pendapatan @ #|Income Statistics of @ #|Tenaga Kerja|cp|2016-2024|Pendapatan pekerja bebas dan usaha sendiri.
proyeksi|Proyeksi Penduduk @ #|Population Projection of @ #|Kependudukan|cpr|2013-2023/5|Hasil Sensus Penduduk sebagai dasar proyeksi.
sp2010|Hasil Sensus Penduduk 2010 @|Results of Population Census 2010 of @|Kependudukan|cpr|2010-2010|Jumlah penduduk menurut umur dan jenis kelamin.
sp2020|Hasil Sensus Penduduk 2020 @|Results of Population Census 2020 of @|Kependudukan|cpr|2020-2020|Jumlah, sebaran dan susunan penduduk.
lf|Hasil Long Form Sensus Penduduk 2020 @|Results of Long Form Population Census 2020 of @|Kependudukan|cpr|2022-2022|Kelahiran, kematian, migrasi dan disabilitas.
supas|Penduduk @ Hasil Survei Penduduk Antar Sensus 2015|Population of @ Result of Intercensal Population Survey 2015|Kependudukan|cp|2015-2015|Keadaan penduduk di antara dua sensus.
penduduk|Statistik Penduduk @ #|Population Statistics of @ #|Kependudukan|pr|2008-2019|Jumlah penduduk, kepadatan dan laju pertumbuhan.
lansia|Statistik Penduduk Lanjut Usia @ #|Statistics of Aging Population of @ #|Kependudukan|cp|2010-2024|Pendidikan, kesehatan dan ekonomi lansia.
pemuda|Statistik Pemuda @ #|Statistics of Youth of @ #|Kependudukan|cp|2010-2024|Penduduk umur 16 sampai 30 tahun.
migrasi|Statistik Migrasi @ #|Migration Statistics of @ #|Kependudukan|cp|2010-2020/5|Perpindahan seumur hidup dan risen.
kesehatan|Profil Statistik Kesehatan @ #|Health Statistics Profile of @ #|Kesehatan|cpr|2010-2024|Keluhan, berobat jalan, rawat inap, imunisasi dan jaminan kesehatan.
kia|Profil Kesehatan Ibu dan Anak @ #|Profile of Mother and Child Health of @ #|Kesehatan|cp|2012-2023|Persalinan, air susu ibu dan keluarga berencana.
pendidikan|Statistik Pendidikan @ #|Education Statistics of @ #|Pendidikan|cpr|2009-2024|Angka partisipasi sekolah, buta huruf dan ijazah tertinggi.
potret-didik|Potret Pendidikan @ #|Portrait of Education of @ #|Pendidikan|c|2012-2023|Statistik pendidikan dari Susenas Modul.
perumahan|Statistik Perumahan dan Permukiman @ #|Housing and Settlement Statistics of @ #|Perumahan|cp|2010-2022/3|Bahan bangunan, sumber air minum dan sanitasi.
rumah-layak|Indikator Perumahan dan Kesehatan Lingkungan @ #|Housing and Environmental Health Indicators of @ #|Perumahan|c|2014-2024|Rumah layak huni, sanitasi dan air bersih.
lingkungan|Statistik Lingkungan Hidup @ #|Environment Statistics of @ #|Lingkungan Hidup|cp|2006-2024|Udara, air, lahan, iklim dan bencana.
hutan|Statistik Produksi Kehutanan @ #|Statistics of Forestry Production of @ #|Kehutanan|cp|2008-2023|Kayu bulat dan hasil hutan lainnya.
kriminal|Statistik Kriminal @ #|Crime Statistics of @ #|Keamanan|cp|2008-2024|Kejadian kejahatan, korban dan penyelesaian perkara.
politik|Statistik Politik dan Keamanan @ #|Statistics of Politics and Security of @ #|Keamanan|cp|2010-2023|Partisipasi pemilihan, partai dan ketertiban.
idi|Indeks Demokrasi @ #|Democracy Index of @ #|Keamanan|cp|2010-2022|Kebebasan sipil, hak politik dan lembaga demokrasi.
modal-sosial|Statistik Modal Sosial @ #|Statistics of Social Capital of @ #|Sosial Budaya|c|2012-2021/3|Kepercayaan dan gotong royong.
budaya|Statistik Sosial Budaya @ #|Socio-Cultural Statistics of @ #|Sosial Budaya|cp|2009-2021/3|Olahraga, seni, membaca dan kegiatan kemasyarakatan.
bahagia|Indeks Kebahagiaan @ #|Happiness Index of @ #|Sosial Budaya|cp|2014-2021/3|Kepuasan hidup penduduk.
difabel|Potret Penyandang Disabilitas @ #|Portrait of Persons with Disabilities of @ #|Sosial Budaya|cp|2018-2022|Penduduk yang mengalami kesulitan fungsional.
tik|Statistik Telekomunikasi @ #|Telecommunication Statistics of @ #|Komunikasi|c|2010-2024|Telepon seluler, komputer dan akses internet.
iptik|Indeks Pembangunan Teknologi Informasi dan Komunikasi @ #|Information and Communication Technology Development Index of @ #|Komunikasi|cp|2016-2023|Akses, penggunaan dan keahlian.
ecom|Statistik E-Commerce @ #|E-Commerce Statistics of @ #|Perdagangan|cp|2019-2023|Usaha yang menjual melalui internet.
ihk|Indeks Harga Konsumen @ #|Consumer Price Index of @ #|Harga|cpr|2007-2024|Perkembangan harga barang dan jasa serta laju inflasi bulanan.
inflasi|Inflasi @ #|Inflation of @ #|Harga|pr|2010-2020|Penyebab naik turunnya harga.
ikk|Indeks Kemahalan Konstruksi @ #|Construction Cost Index of @ #|Harga|cp|2008-2024|Perbandingan harga bahan bangunan antardaerah.
ihpb|Indeks Harga Perdagangan Besar @ #|Wholesale Price Index of @ #|Harga|c|2008-2024|Harga di pedagang besar.
ntp|Statistik Nilai Tukar Petani @ #|Farmers Terms of Trade Statistics of @ #|Harga|cp|2008-2024|Indeks harga yang diterima dan dibayar petani.
harga-prod|Statistik Harga Produsen Pertanian @ #|Agricultural Producer Price Statistics of @ #|Harga|cp|2008-2024|Harga gabah dan hasil bumi di tingkat produsen.
harga-kons|Statistik Harga Konsumen Perdesaan @ #|Rural Consumer Price Statistics of @ #|Harga|cp|2009-2022|Kelompok makanan dan bukan makanan di desa.
ekspor|Statistik Ekspor @ #|Export Statistics of @ #|Perdagangan Luar Negeri|cp|2006-2024|Volume dan nilai barang menurut negara tujuan dan pelabuhan.
impor|Statistik Impor @ #|Import Statistics of @ #|Perdagangan Luar Negeri|cp|2006-2024|Volume dan nilai barang menurut negara asal.
ekspor-hs|Statistik Perdagangan Luar Negeri @ Menurut Kode HS #|Foreign Trade Statistics of @ by HS Code #|Perdagangan Luar Negeri|c|2008-2024|Ekspor dan impor menurut kelompok barang.
dagang|Perdagangan Antar Wilayah @ #|Interregional Trade of @ #|Perdagangan|cp|2016-2024|Aliran komoditas antarprovinsi.
wisata|Statistik Pariwisata @ #|Tourism Statistics of @ #|Pariwisata|pr|2009-2023|Kunjungan wisatawan dan objek wisata.
hotel|Tingkat Penghunian Kamar Hotel @ #|Room Occupancy Rate of Hotels in @ #|Pariwisata|cp|2007-2024|Lama menginap tamu asing dan dalam negeri.
wisman|Statistik Kunjungan Wisatawan Mancanegara @ #|International Visitor Arrivals Statistics of @ #|Pariwisata|c|2008-2024|Kedatangan menurut kebangsaan dan pintu masuk.
wisnus|Statistik Wisatawan Nusantara @ #|Domestic Tourism Statistics of @ #|Pariwisata|cp|2016-2024|Perjalanan penduduk di dalam negeri.
transport|Statistik Transportasi @ #|Transportation Statistics of @ #|Transportasi|pr|2008-2024|Panjang jalan, kendaraan, bongkar muat pelabuhan dan penumpang bandara.
transport-laut|Statistik Transportasi Laut @ #|Sea Transportation Statistics of @ #|Transportasi|c|2008-2023|Kunjungan kapal dan bongkar muat barang.
transport-udara|Statistik Transportasi Udara @ #|Air Transportation Statistics of @ #|Transportasi|c|2008-2023|Lalu lintas pesawat dan penumpang.
transport-darat|Statistik Transportasi Darat @ #|Land Transportation Statistics of @ #|Transportasi|c|2008-2023|Kendaraan bermotor dan kecelakaan lalu lintas.
konstruksi|Statistik Konstruksi @ #|Construction Statistics of @ #|Konstruksi|cp|2008-2023|Perusahaan, pekerja dan nilai pekerjaan yang diselesaikan.
direktori-kons|Direktori Perusahaan Konstruksi @ #|Directory of Construction Establishments of @ #|Konstruksi|pr|2010-2022/2|Nama dan alamat perusahaan.
industri|Statistik Industri Besar dan Sedang @ #|Large and Medium Manufacturing Statistics of @ #|Industri|cp|2006-2022|Jumlah perusahaan, tenaga kerja, output dan nilai tambah.
imk|Profil Industri Mikro dan Kecil @ #|Micro and Small Industry Profile of @ #|Industri|cp|2010-2022|Usaha pengolahan rumahan.
direktori-ind|Direktori Industri Manufaktur @ #|Manufacturing Industry Directory of @ #|Industri|cp|2010-2023|Nama, alamat dan produk perusahaan.
tambang|Statistik Pertambangan @ #|Mining Statistics of @ #|Pertambangan dan Energi|cp|2008-2023|Minyak bumi, gas alam, batu bara dan penggalian.
listrik|Statistik Listrik @ #|Electricity Statistics of @ #|Pertambangan dan Energi|cp|2008-2023|Pembangkitan, pelanggan dan penjualan tenaga.
airbersih|Statistik Air Bersih @ #|Water Supply Statistics of @ #|Pertambangan dan Energi|cp|2008-2023|Perusahaan air minum, pelanggan dan volume tersalur.
energi|Neraca Energi @ #|Energy Balances of @ #|Pertambangan dan Energi|c|2008-2023|Penyediaan dan pemakaian.
padi|Luas Panen dan Produksi Padi di @ #|Paddy Harvested Area and Production in @ #|Tanaman Pangan|cp|2018-2024|Hasil kerangka sampel area.
pangan|Statistik Tanaman Pangan @ #|Food Crops Statistics of @ #|Tanaman Pangan|pr|2008-2022|Padi, jagung, kedelai, kacang dan ubi.
horti|Statistik Hortikultura @ #|Horticultural Statistics of @ #|Hortikultura|cpr|2008-2023|Sayuran, buah-buahan, tanaman hias dan obat.
kebun|Statistik Perkebunan @ #|Plantation Statistics of @ #|Perkebunan|pr|2008-2022|Kelapa sawit, karet, kakao dan kopi.
sawit|Statistik Kelapa Sawit @ #|Oil Palm Statistics of @ #|Perkebunan|c|2008-2023|Luas kebun dan produksi minyak sawit.
karet|Statistik Karet @ #|Rubber Statistics of @ #|Perkebunan|c|2008-2023|Luas areal dan produksi.
kopi|Statistik Kopi @ #|Coffee Statistics of @ #|Perkebunan|c|2008-2023|Luas areal dan produksi.
ternak|Statistik Peternakan @ #|Livestock Statistics of @ #|Peternakan|pr|2008-2022|Populasi sapi, kambing, babi dan unggas.
potong|Statistik Pemotongan Ternak @ #|Animal Slaughtering Statistics of @ #|Peternakan|cp|2010-2020|Rumah potong hewan.
ikan|Statistik Perikanan @ #|Fishery Statistics of @ #|Perikanan|pr|2008-2022|Produksi tangkap dan budidaya, nelayan dan tambak.
pelabuhan-ikan|Statistik Pelabuhan Perikanan @ #|Fishing Port Statistics of @ #|Perikanan|c|2012-2022|Kapal dan hasil tangkapan.
pesisir|Statistik Sumber Daya Laut dan Pesisir @ #|Marine and Coastal Resources Statistics of @ #|Perikanan|cp|2010-2023|Mangrove, terumbu karang dan desa tepi laut.
st2013|Hasil Sensus Pertanian 2013 @|Results of Agricultural Census 2013 of @|Pertanian|cpr|2013-2013|Rumah tangga usaha pertanian.
st2023|Hasil Pencacahan Lengkap Sensus Pertanian 2023 @|Complete Enumeration Results of the 2023 Census of Agriculture of @|Pertanian|cpr|2023-2023|Usaha pertanian perorangan dan petani milenial.
indikator-tani|Indikator Pertanian @ #|Agricultural Indicators of @ #|Pertanian|cp|2008-2023|Peranan sektor dalam perekonomian dan nilai tukar.
se2016|Hasil Pendaftaran Usaha Sensus Ekonomi 2016 @|Listing Results of Economic Census 2016 of @|Usaha|cpr|2016-2016|Banyaknya usaha menurut lapangan dan skala.
keuangan|Statistik Keuangan Pemerintah @ #|Financial Statistics of Government of @ #|Keuangan|pr|2007-2023|Anggaran pendapatan dan belanja daerah.
desa-uang|Statistik Keuangan Pemerintah Desa @ #|Village Government Financial Statistics of @ #|Keuangan|cp|2008-2021|Pendapatan asli desa dan belanja.
koperasi|Statistik Koperasi @ #|Cooperative Statistics of @ #|Keuangan|pr|2008-2018|Anggota, simpanan dan sisa hasil usaha.
bumd|Statistik Badan Usaha Milik Daerah @ #|Statistics of Regional Government Owned Enterprises of @ #|Keuangan|cp|2010-2021|Neraca dan laba rugi.
podes|Statistik Potensi Desa @ #|Village Potential Statistics of @ #|Umum|cpr|2008-2024/3|Fasilitas dan keadaan setiap desa dan kelurahan.
tpb|Indikator Tujuan Pembangunan Berkelanjutan @ #|Indicators of Sustainable Development Goals of @ #|Umum|cp|2014-2024|Capaian indikator SDGs.
indeko|Indikator Ekonomi @ #|Economic Indicators of @ #|Umum|cpr|2005-2022|Data perekonomian terpilih.
direktori-desa|Master File Desa @ #||Umum|c|2010-2024|Kode dan nama wilayah kerja statistik.
renstra|Rencana Strategis BPS @ #||Umum|pr|2010-2025/5|Arah kebijakan dan sasaran.
lakin|Laporan Kinerja BPS @ #||Umum|pr|2012-2024|Capaian perjanjian dan akuntabilitas.
skd|Analisis Hasil Survei Kebutuhan Data BPS @ #|Data Requirement Survey Analysis of BPS @ #|Umum|cpr|2014-2024|Kepuasan konsumen data dan mutu pelayanan.
kbli|Klasifikasi Baku Lapangan Usaha @ #|Standard Industrial Classification of @ #|Klasifikasi|c|2005-2020/5|Kode dan uraian kegiatan ekonomi.
peta|Peta Tematik Sensus Penduduk @ #|Thematic Maps of Population Census of @ #|Kependudukan|cp|2010-2020/10|Sebaran penduduk dalam gambar.
`;

export const templates: readonly Template[] = lines.trim().split('\n').map(toTemplate);

function toTemplate(line: string): Template {
  const [id = '', title = '', titleEn = '', subject = '', levels = '', span = '', abstract = ''] =
    line.split('|');
  const [, first, last, step] = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(span) ?? [];
  const between = Number(step ?? 1);
  return {
    id,
    title,
    titleEn: titleEn === '' ? null : titleEn,
    subject,
    abstract,
    levels,
    years: [Number(first), Number(last), between],
    frequency: between === 1 ? 'Tahunan' : `${between} tahunan`,
  };
}
