-- What a whole desk needs beside the visit itself: calendar, lockers' troubles, hand-overs, corrections,
-- numbers from paper, the end of a day, settings.

-- The office's calendar ---------------------------------------------------------------------------

-- One entry per office and date; without an office it holds for all, and an office's own entry wins.
create table calendar_day (
  office text references office,
  day date not null,
  kind text not null check (kind in ('holiday', 'collective-leave', 'closure', 'hours')),
  name text not null,
  -- intervals of the office's wall clock; only for days with hours of their own
  hours jsonb,
  verified boolean not null default false,
  check ((kind = 'hours') = (hours is not null)),
  constraint calendar_day_once unique nulls not distinct (office, day)
);

-- What the office tells everyone at the moment, as {"id": …, "en": …}
alter table board add column message jsonb;
-- Closed out of turn: the reason, and until when; without an end until it is opened again
alter table board add column closed_reason jsonb;
alter table board add column closed_until timestamptz;
-- Counts the announcements; part of what tells one board state from an older one
alter table board add column announcements integer not null default 0;

alter table office add column disabled_at timestamptz;
alter table counter add column retired_at timestamptz;
alter table locker add column retired_at timestamptz;

-- Counts the changes of an office's settings, or of those for all offices ('all')
create table settings_version (
  scope text primary key,
  version integer not null default 1
);
insert into settings_version (scope) values ('all');
insert into settings_version (scope) select code from office;

-- Cards, keys and who answers for them --------------------------------------------------------------

alter table visit_event add column locker_key text check (locker_key in ('returned', 'lost'));
alter table visit_event add column cause text check (cause in ('not-collected', 'wrong-person', 'other'));

-- What happened to every card and every key, in its order; the events are never changed
create view custody_ledger as
  select e.office, e.visit_id, e.revision, e.move, e.staff_id, e.locker, e.id_type, e.locker_key, e.cause, e.at
  from visit_event e
  where e.move in ('deposit', 'change-locker', 'return-id', 'resolve-custody');

create table incident (
  id uuid primary key,
  office text not null references office,
  visit_id uuid not null references visit,
  kind text not null check (kind in ('key-lost', 'not-collected', 'wrong-person', 'other')),
  locker text,
  at timestamptz not null,
  staff_id uuid not null references staff,
  -- encrypted by the application
  note bytea
);
create index incident_of_day on incident (office, at);
create trigger incident_append_only before update or delete on incident
  for each row execute function refuse_change();

-- The cards one officer leaves to another: both say so
create table handover (
  id uuid primary key,
  office text not null references office,
  given_by uuid not null references staff,
  taken_by uuid not null references staff,
  given_at timestamptz not null,
  taken_at timestamptz,
  -- [{"visitId", "label", "locker", "idType"}], as they lay there when they were given
  items jsonb not null,
  check (given_by <> taken_by)
);
create unique index handover_waits_once on handover (office, given_by) where taken_at is null;

-- Corrections and what was written on paper -------------------------------------------------------------

-- A row beside the visit: the visit keeps what it was decided on, reports show both
create table correction (
  id uuid primary key,
  visit_id uuid not null references visit,
  field text not null check (field in ('taken', 'called', 'registered', 'served', 'entered', 'ended', 'guest-book')),
  -- times only; a guest book is replaced, its old content goes
  before timestamptz,
  after timestamptz,
  reason bytea not null,
  staff_id uuid not null references staff,
  at timestamptz not null default clock()
);
create index correction_visit on correction (visit_id, at);
create trigger correction_append_only before update or delete on correction
  for each row execute function refuse_change();

-- A number given out on paper while the service was away. Counted, but never judged.
create table paper_visit (
  id uuid primary key,
  office text not null,
  service text not null,
  day date not null,
  label text not null,
  taken_at timestamptz not null,
  served_at timestamptz,
  ended_at timestamptz not null,
  outcome text not null check (outcome in ('done', 'no-show', 'cancelled')),
  entered_at timestamptz not null default clock(),
  entered_by uuid not null references staff,
  constraint paper_visit_once unique (office, day, label),
  foreign key (office, service) references service
);

-- A kept guest book of a visitor who asked for it; found by exact e-mail address alone
create table profile (
  id uuid primary key,
  email_mac bytea not null unique,
  body bytea not null,
  privacy_notice text not null,
  consented_at timestamptz not null,
  used_at timestamptz not null
);
-- The visitor's wish travels with the guest book and counts when it does
alter table guest_book add column remember boolean not null default false;
-- A group's leader fills the book; how many came, by sex
alter table guest_book add column group_male smallint;
alter table guest_book add column group_female smallint;

-- The end of a day ----------------------------------------------------------------------------------------

create table day_close (
  office text not null references office,
  day date not null,
  closed_at timestamptz not null,
  report jsonb not null,
  -- when the day's figures were written for good
  settled_at timestamptz,
  primary key (office, day)
);

-- The settled figures of a day, kept for ever. `bucket` numbers the parts of a distribution, -1 is its sum.
create table daily_rollup (
  office text not null references office,
  day date not null,
  metric text not null,
  label text not null,
  bucket integer not null,
  value double precision not null,
  primary key (office, day, metric, label, bucket)
);
create trigger daily_rollup_append_only before update or delete on daily_rollup
  for each row execute function refuse_change();

-- The sum of all rollups, so that counting since the beginning reads one row a series.
create table rollup_total (
  office text not null references office,
  metric text not null,
  label text not null,
  bucket integer not null,
  value double precision not null,
  primary key (office, metric, label, bucket)
);

create index ticket_counter_day on ticket_counter (day);

create view invariant_rollup_total as
  select coalesce(d.office, t.office) as office, coalesce(d.metric, t.metric) as metric,
    coalesce(d.label, t.label) as label, coalesce(d.bucket, t.bucket) as bucket
  from (
    select office, metric, label, bucket, sum(value) as value from daily_rollup group by 1, 2, 3, 4
  ) as d
  full join rollup_total t using (office, metric, label, bucket)
  where abs(coalesce(d.value, 0) - coalesce(t.value, 0)) > 0.001;

-- A key looks for the number it has reserved.
create index visit_claimed on visit (claimed_by) where claimed_by is not null;

-- A kiosk that was paired by a one-time code; needed where the policy says so
create table device (
  id uuid primary key,
  office text not null references office,
  name text not null,
  code_hash bytea unique,
  code_until timestamptz not null,
  token_hash bytea unique,
  paired_at timestamptz,
  revoked_at timestamptz
);
