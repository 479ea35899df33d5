-- What a search counts and orders by stands in short rows: counting tens of thousands of them for the facets reads a
-- fraction of what it read before. What it scores a few hundred candidates by stands apart.

create table publication_text (
  id uuid primary key references publication_index on delete cascade,
  -- titles and numbers (A), region, subject and publisher (B)
  head tsvector not null,
  -- the same and the abstract (D), with the places of the words: for phrases
  body tsvector not null,
  -- its different words, as counted in search_word
  words text[] not null
);
insert into publication_text select id, head, body, words from publication_index;

alter table publication_index add column released date;
update publication_index i set released = p.release_date from publication p where p.id = i.id and p.release_date is not null;

drop index publication_index_body, publication_index_series, publication_index_newest;
-- A number of its own for the words of a series in an office: short, and the same in every copy of the collection.
create function series_number(office text, words text) returns bigint immutable strict parallel safe
  return ('x' || left(md5(office || ' ' || words), 16))::bit(64)::bigint;
alter table publication_index
  drop column head,
  drop column words,
  alter column body type tsvector using strip(body),
  alter column series type bigint using series_number(office, series);
-- All words without their places: what answers a query.
alter table publication_index rename column body to terms;

create index publication_index_terms on publication_index using gin (terms);
create index publication_index_series on publication_index (series);
create index publication_index_newest on publication_index (newest desc, year desc, released desc nulls last);

-- A number that every change of what is found raises: what an api remembers of a search holds as long as it stays.
create table catalogue_revision (
  part text primary key check (part in ('index', 'synonym')),
  revision bigint not null
);
insert into catalogue_revision values ('index', 0), ('synonym', 0);
create function raise_catalogue_revision() returns trigger language plpgsql as $$
begin
  update catalogue_revision set revision = revision + 1 where part = tg_argv[0];
  return null;
end $$;
create trigger publication_index_revision after insert or update or delete or truncate on publication_index
  for each statement execute function raise_catalogue_revision('index');
create trigger synonym_revision after insert or update or delete or truncate on synonym
  for each statement execute function raise_catalogue_revision('synonym');
