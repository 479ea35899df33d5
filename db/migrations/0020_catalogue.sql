-- The library's collection, and what a search reads.

create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

create table publication (
  id uuid primary key default gen_random_uuid(),
  office text not null references office,
  -- what makes two rows of files the same publication: keyOf in domain/catalogue/publication.ts
  key text not null,
  title text not null,
  title_en text,
  year smallint not null,
  catalogue_number text,
  publication_number text,
  issn text,
  isbn text,
  abstract text,
  written_in text not null check (written_in in ('id', 'en', 'id-en')),
  region text,
  subject text,
  pages integer,
  publisher text,
  frequency text,
  release_date date,
  shelf text,
  copies integer not null check (copies >= 0),
  rights text,
  -- part of the collection that a first start shows, until an admin removes it
  sample boolean not null default false,
  created_at timestamptz not null default clock(),
  changed_at timestamptz not null default clock(),
  -- harvesters are told of it for good; no reader is
  removed_at timestamptz,
  unique (office, key)
);
create index publication_changed on publication (changed_at, id);

-- One row per publication that readers may find. A row stays short, because its long column is kept apart: counting
-- tens of thousands of them for the facets reads a few pages.
create table publication_index (
  id uuid primary key references publication on delete cascade,
  office text not null,
  series text not null,
  year smallint not null,
  subject text,
  region text,
  language text not null,
  softcopy boolean not null,
  printed boolean not null,
  -- words of the title, years left out
  title_words smallint not null,
  -- titles and numbers (A), region, subject and publisher (B)
  head tsvector not null,
  -- the same and the abstract (D): what answers a query
  body tsvector not null,
  -- its different words, as counted in search_word
  words text[] not null
);
alter table publication_index alter head set storage main, alter body set storage external, alter words set storage external;
alter table publication_index set (toast_tuple_target = 128);
create index publication_index_body on publication_index using gin (body);
create index publication_index_series on publication_index (series, office);
create index publication_index_newest on publication_index (year desc, id);

-- The words of the collection: what a query may mean, and how much each tells.
create table search_word (
  word text primary key,
  stem text not null,
  stem_en text not null,
  documents integer not null
);
create index search_word_stem on search_word (stem);
create index search_word_stem_en on search_word (stem_en);
create index search_word_near on search_word using gin (word gin_trgm_ops);
create index search_word_prefix on search_word (word text_pattern_ops);

-- What also means what; an office edits it.
create table synonym (
  term text not null,
  meaning text not null,
  primary key (term, meaning)
);
