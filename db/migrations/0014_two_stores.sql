-- Two stores, one truth: which database was compared with the engine, what differs, and what was lost.

-- Another value whenever this may be an older database than a moment ago: after each start of the server, and when
-- the table of visits was made anew, as by a restored dump.
create function incarnation() returns text language sql stable as $$
  select floor(extract(epoch from pg_postmaster_start_time()))::bigint || '-' || pg_relation_filenode('visit')
$$;

-- One row. No number is given out by an incarnation that was not compared with the engine, because an older database
-- does not know which numbers were issued.
create table comparison (
  alone boolean primary key default true check (alone),
  incarnation text not null,
  -- when all open visits were last compared with the engine
  checked_at timestamptz not null default clock()
);

-- Nothing is recorded before the comparison, but what the comparison itself brings back.
create function refuse_uncompared() returns trigger language plpgsql as $$
begin
  if current_setting('kunjung.comparing', true) is distinct from 'on'
    and not exists (select from comparison where comparison.incarnation = incarnation())
  then
    raise exception 'this database was not compared with the engine yet' using errcode = '57P03';
  end if;
  return new;
end $$;
create trigger visit_event_compared before insert on visit_event
  for each row execute function refuse_uncompared();

-- Which process does what only one does at a time, and until when by real time.
create table lease (
  job text primary key,
  holder uuid not null,
  until timestamptz not null
);

-- Visits whose workflow is missing, knows something else or does not answer; gone once both agree. Without a
-- reference, because the visit may be missing here.
create table unmatched_visit (
  visit_id uuid primary key,
  office text not null,
  day date not null,
  fault text not null check (fault in ('missing', 'behind', 'ahead', 'silent')),
  found_at timestamptz not null default clock()
);

create view invariant_visit_matched as
  select visit_id, fault, day from unmatched_visit where found_at < clock() - interval '30 seconds';

-- What only a lost database had, of a visit that the engine's record brought back.
create table lost_detail (
  visit_id uuid not null references visit on delete cascade,
  detail text not null check (detail in ('link', 'guest-book', 'id-last4', 'reason')),
  noticed_at timestamptz not null default clock(),
  primary key (visit_id, detail)
);
