-- At which counter each desk's line works now, so that two officers at one counter are told of each other.
-- One row a line; a line that is no longer heard of counts for nothing and is removed later.
create table counter_presence (
  line uuid primary key,
  office text not null,
  counter text not null,
  staff_id uuid not null references staff,
  seen_at timestamptz not null default clock(),
  foreign key (office, counter) references counter
);
create index counter_presence_office on counter_presence (office);
