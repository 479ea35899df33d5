-- What the search orders and counts by, without reading a long column: rows become short, so that tens of thousands of
-- them are a few pages.
alter table publication_index
  -- the newest edition of its series
  add column newest boolean not null default false,
  -- the first and the last year its title names, otherwise its own
  add column since smallint not null default 0,
  add column until smallint not null default 0,
  -- the region's name without its kind
  add column place text,
  -- the words of titles and numbers, without their places
  add column title tsvector not null default '',
  alter head set storage external,
  alter title set storage external;

with told as (
  select i.id, p.title, p.region, p.year, regexp_replace(lower(p.title), '[^[:alnum:]]+', ' ', 'g') as words,
    trim(regexp_replace(lower(p.region), '[^[:alnum:]]+', ' ', 'g')) as place
  from publication_index i join publication p using (id)
), years as (
  select told.id, min(found[1]::smallint) as since, max(found[1]::smallint) as until
  from told, regexp_matches(words, '\m((?:19|20)\d\d)\M', 'g') found group by told.id
), telling as (
  -- as telling() in domain/catalogue/series.ts
  select told.id, count(*)::smallint as words from told, regexp_split_to_table(trim(told.words), ' ') word
  where word !~ '^\d*$' and word !~ '^(di|ke|dari|dan|atau|yang|untuk|dengan|pada|dalam|oleh|tentang|menurut|provinsi|propinsi|prov|kabupaten|kab|kota|kecamatan|kec|kelurahan|desa|the|of|and|in)$'
  group by told.id
)
update publication_index i set
  since = coalesce(years.since, i.year), until = coalesce(years.until, i.year),
  title_words = coalesce(telling.words, 0),
  title = strip(ts_filter(i.head, '{a}')),
  place = regexp_replace(told.place, '^(provinsi|propinsi|prov|kabupaten|kab|kota|kotamadya|kecamatan|kec|kelurahan|desa|dki|di) (?=.)', ''),
  series = case when told.place is null then i.series else
    trim(regexp_replace(regexp_replace(i.series,
      '\m(di|ke|dari|dan|atau|yang|untuk|dengan|pada|dalam|oleh|tentang|the|of|and|in|provinsi|propinsi|prov|kabupaten|kab|kota|kotamadya|kecamatan|kec|kelurahan|desa|\d+)\M',
      '', 'g'), ' +', ' ', 'g')) || ' | ' || told.place end
from told left join years using (id) left join telling using (id) where told.id = i.id;

update publication_index i set newest = true
from (select office, series, max(year) as year from publication_index group by office, series) s
where i.office = s.office and i.series = s.series and i.year = s.year;

create index publication_index_title on publication_index using gin (title);
create index publication_index_place on publication_index (place);
drop index publication_index_newest;
create index publication_index_newest on publication_index (newest desc, year desc, id);

-- 'statistics indonesia' stands in too many titles of statistics about Indonesia to be the office's name.
delete from synonym where (line, term) = (42, 'statistics indonesia');
insert into synonym (line, term) values
  (1, 'gdp'),
  (10, 'kda'),
  (14, 'farmers terms of trade'),
  (14, 'farmers term of trade'),
  (34, 'tingkat hunian'),
  (34, 'tingkat hunian kamar'),
  (34, 'occupancy rate'),
  (72, 'labour force'),
  (80, 'kriminal'),
  (80, 'criminal'),
  (82, 'child'),
  (121, 'kbli'),
  (121, 'klasifikasi baku lapangan usaha'),
  (121, 'isic'),
  (121, 'industrial classification'),
  (122, 'kbki'),
  (122, 'klasifikasi baku komoditas indonesia'),
  (123, 'kbji'),
  (123, 'klasifikasi baku jabatan indonesia'),
  (124, 'lakin'),
  (124, 'lakip'),
  (124, 'lkj'),
  (124, 'laporan kinerja'),
  (124, 'laporan akuntabilitas kinerja'),
  (124, 'performance report'),
  (125, 'renstra'),
  (125, 'rencana strategis'),
  (125, 'strategic plan'),
  (126, 'inkesra'),
  (126, 'indikator kesejahteraan rakyat'),
  (126, 'welfare indicators'),
  (127, 'statda'),
  (127, 'statistik daerah'),
  (128, 'profil'),
  (128, 'profile'),
  (129, 'indeks'),
  (129, 'index'),
  (130, 'penduduk lanjut usia'),
  (130, 'lansia'),
  (131, 'idi'),
  (131, 'indeks demokrasi indonesia'),
  (132, 'ipkm'),
  (132, 'indeks pembangunan kesehatan masyarakat'),
  (133, 'ip tik'),
  (133, 'indeks pembangunan teknologi informasi dan komunikasi'),
  (134, 'diy'),
  (134, 'yogyakarta'),
  (134, 'jogja'),
  (135, 'jabar'),
  (135, 'jawa barat'),
  (135, 'west java'),
  (136, 'jateng'),
  (136, 'jawa tengah'),
  (136, 'central java'),
  (137, 'jatim'),
  (137, 'jawa timur'),
  (137, 'east java'),
  (138, 'sumut'),
  (138, 'sumatera utara'),
  (138, 'north sumatra'),
  (139, 'sumbar'),
  (139, 'sumatera barat'),
  (139, 'west sumatra'),
  (140, 'sumsel'),
  (140, 'sumatera selatan'),
  (140, 'south sumatra'),
  (141, 'sulsel'),
  (141, 'sulawesi selatan'),
  (141, 'south sulawesi'),
  (142, 'sulut'),
  (142, 'sulawesi utara'),
  (142, 'north sulawesi'),
  (143, 'sulteng'),
  (143, 'sulawesi tengah'),
  (143, 'central sulawesi'),
  (144, 'sultra'),
  (144, 'sulawesi tenggara'),
  (144, 'southeast sulawesi'),
  (145, 'sulbar'),
  (145, 'sulawesi barat'),
  (145, 'west sulawesi'),
  (146, 'ntb'),
  (146, 'nusa tenggara barat'),
  (146, 'west nusa tenggara'),
  (147, 'ntt'),
  (147, 'nusa tenggara timur'),
  (147, 'east nusa tenggara'),
  (148, 'kepri'),
  (148, 'kepulauan riau'),
  (148, 'riau islands'),
  (149, 'babel'),
  (149, 'bangka belitung'),
  (150, 'malut'),
  (150, 'maluku utara'),
  (150, 'north maluku')
on conflict do nothing;
insert into synonym (line, term) values (102, 'prov'), (99, 'kec') on conflict do nothing;

create index search_word_documents on search_word (documents desc);
