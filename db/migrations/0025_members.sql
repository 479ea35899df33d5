-- People who registered to use the collection from afar. Who somebody is stands sealed in `person` and goes with the end of
-- the registration; what is counted stands apart, in `registration_count`.
create table member (
  id uuid primary key,
  office text not null references office,
  language text not null check (language in ('id', 'en')),
  person bytea,
  -- a keyed digest of the address, by which whoever returns is found
  address_mac bytea,
  registered_at timestamptz not null default clock(),
  -- `mail`: whoever reads mail at the address followed a link; `page`: the page showed the link, because no mail goes out
  confirmed_by text check (confirmed_by in ('mail', 'page')),
  confirmed_at timestamptz,
  -- the last sign of use, to the minute
  used_at timestamptz not null default clock(),
  reminded_at timestamptz,
  -- by then its workflow has looked at this row; a row that is due has none
  due_at timestamptz default clock(),
  ended_at timestamptz,
  ended_by text check (ended_by in ('owner', 'time', 'merging')),
  check ((ended_at is null) = (ended_by is null)),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((ended_at is null) = (address_mac is not null)),
  check ((ended_at is null) = (person is not null))
);
-- Anybody can type somebody else's address: it is one member's alone once that was proven by mail.
create unique index member_of_address on member (address_mac) where confirmed_by = 'mail';
create index member_address on member (address_mac) where address_mac is not null;
create index member_due on member (due_at) where due_at is not null;
create index member_ended on member (ended_at) where ended_at is not null;

create table member_session (
  id uuid primary key,
  secret_hash bytea not null unique,
  member_id uuid not null references member on delete cascade,
  -- the reading room's terminal: ended after minutes, not months
  terminal boolean not null default false,
  browser text not null,
  system text not null,
  created_at timestamptz not null default clock(),
  used_at timestamptz not null default clock()
);
create index member_session_of on member_session (member_id);
create index member_session_age on member_session (used_at);

-- Links and codes that prove an address. Their secrets are made from the id with the key, never stored. An ask for an
-- unknown address leaves the same row, which leads to nobody: neither answers nor times tell who is registered.
create table member_link (
  id uuid primary key,
  member_id uuid references member on delete cascade,
  address_mac bytea not null,
  -- digests of who asked: the address on the line, and the browser in which alone it is good
  place_mac bytea not null,
  browser_hash bytea not null,
  token_hash bytea not null unique,
  shown boolean not null,
  mailed boolean not null,
  tries smallint not null default 0,
  created_at timestamptz not null default clock(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index member_link_address on member_link (address_mac, created_at);
create index member_link_browser on member_link (browser_hash, created_at);
create index member_link_of on member_link (member_id);
create index member_link_age on member_link (created_at);

-- Registrations by day, without persons.
create table registration_count (
  office text not null references office,
  day date not null,
  institution_category smallint not null,
  purpose smallint not null,
  registered integer not null default 0,
  confirmed integer not null default 0,
  primary key (office, day, institution_category, purpose)
);
