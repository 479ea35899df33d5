-- Watermarked copies of publications: the originals, which are files named by their digest, and what readers asked for.

create table softcopy_original (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  pages integer not null,
  added_at timestamptz not null default clock()
);
alter table publication add column original text references softcopy_original;
create index publication_original on publication (original) where original is not null;

-- The last number of an office's year.
create table softcopy_number (
  office text not null references office,
  year smallint not null,
  last integer not null,
  primary key (office, year)
);

create table softcopy_request (
  id uuid primary key,
  office text not null references office,
  number text not null unique,
  -- what the QR code of a copy holds
  code text not null unique,
  member_id uuid references member on delete set null,
  publication_id uuid references publication on delete set null,
  -- as they were when it was asked for: what a copy says does not change any more
  title text not null,
  day date not null,
  mark text not null,
  -- where its code leads
  address text not null,
  original text not null references softcopy_original,
  stage text not null check (stage in ('requested', 'preparing', 'ready', 'downloaded', 'expired', 'failed', 'cancelled')),
  progress smallint not null default 0 check (progress between 0 and 100),
  attempts smallint not null default 0,
  -- of the copy, for good: it tells a copy from an altered one
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint,
  requested_at timestamptz not null default clock(),
  ready_at timestamptz,
  downloaded_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  -- by then its workflow has looked at this row; a row that is due has none
  due_at timestamptz default clock(),
  unique (member_id, publication_id, day),
  check (stage not in ('ready', 'downloaded') or (sha256 is not null and expires_at is not null))
);
create index softcopy_request_due on softcopy_request (due_at) where due_at is not null;
create index softcopy_request_waiting on softcopy_request (requested_at) where stage in ('requested', 'preparing');
create index softcopy_request_of on softcopy_request (member_id, requested_at desc);
create index softcopy_request_day on softcopy_request (office, day);
