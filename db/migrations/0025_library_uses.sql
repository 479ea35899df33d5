-- What people do with the collection, as counts of an office's day and nothing of the people.
create table library_use (
  office text not null references office,
  day date not null,
  use text not null check (use in ('search', 'empty-search', 'registration', 'softcopy', 'in-room-use')),
  n bigint not null,
  primary key (office, day, use)
);

-- Their sum since the beginning, so that a scrape reads one row a series.
create table library_use_total (
  office text not null references office,
  use text not null check (use in ('search', 'empty-search', 'registration', 'softcopy', 'in-room-use')),
  n bigint not null,
  primary key (office, use)
);

-- Queries that found nothing. The words appear with the second browser that asks for them; until then only a keyed digest
-- tells that they were asked.
create table empty_query (
  office text not null references office,
  digest bytea not null,
  words text,
  n integer not null,
  asked_at timestamptz not null default clock(),
  primary key (office, digest),
  check ((words is null) = (n < 2))
);
create index empty_query_age on empty_query (asked_at);
create index empty_query_alone on empty_query (office, asked_at) where words is null;
