-- The one clock of all verdicts. Tests replace this function to shift days.
create function clock() returns timestamptz language sql volatile
  as $$ select date_trunc('milliseconds', clock_timestamp()) $$;

create function refuse_change() returns trigger language plpgsql
  as $$ begin raise exception '% is append-only', tg_table_name; end $$;

-- Offices and what they have decided ------------------------------------------------------------

create table office (
  code text primary key check (code ~ '^[0-9]{4}$'),
  name text not null,
  time_zone text not null,
  -- as published: unit, address, contacts, service standard, privacy notice
  profile jsonb not null
);

create table service (
  office text not null references office,
  code text not null check (code ~ '^[A-Z]$'),
  label text not null,
  primary key (office, code)
);

create table counter (
  office text not null references office,
  code text not null,
  label text not null,
  primary key (office, code)
);

create table locker (
  office text not null references office,
  code text not null,
  state text not null default 'free' check (state in ('free', 'out-of-order', 'key-lost')),
  primary key (office, code)
);

create table policy (
  office text not null references office,
  version integer not null,
  effective_from date not null,
  body jsonb not null,
  created_at timestamptz not null default clock(),
  created_by uuid,
  primary key (office, version)
);

-- One row per office: whoever calls the next number holds it.
create table queue (
  office text primary key references office
);

-- One row per office: raised by everything that boards and desks show.
create table board (
  office text primary key references office,
  revision bigint not null default 0
);

create function raise_board(raised text) returns text language sql volatile
  as $$ update board set revision = revision + 1 where office = raised returning office $$;

-- Accounts --------------------------------------------------------------------------------------

create table staff (
  id uuid primary key,
  username text not null unique,
  name text not null,
  role text not null check (role in ('staff', 'supervisor', 'admin')),
  -- null: a national account, which sees every office
  office text references office,
  password_hash text not null,
  disabled_at timestamptz,
  created_at timestamptz not null default clock()
);

create table session (
  id_hash bytea primary key,
  staff_id uuid not null references staff,
  created_at timestamptz not null default clock(),
  seen_at timestamptz not null default clock()
);

-- Commands: claimed before the engine is called ----------------------------------------------------

create table command (
  scope text not null,
  key text not null,
  id uuid not null unique,
  request_mac bytea not null,
  visit_id uuid,
  at timestamptz not null,
  -- call-next only: how many visitors this key has tried
  attempt integer not null default 0,
  -- null until the outcome is known; only 2xx and 409 are kept
  status smallint,
  answer jsonb,
  created_at timestamptz not null default clock(),
  primary key (scope, key)
);
create index command_age on command (created_at);

-- What a check-in asked for. The engine carries only the visit's id.
create table ticket_request (
  visit_id uuid primary key,
  command_id uuid not null unique references command (id) on delete cascade,
  token text not null unique,
  office text not null references office,
  service text not null,
  -- fixed at the claim, so that a repeat past midnight reaches the same visit
  day date not null,
  closes_at timestamptz not null,
  policy_version integer not null,
  priority text check (priority in ('elderly', 'disability', 'pregnant', 'child', 'disaster')),
  language text not null check (language in ('id', 'en'))
);

-- Visits ----------------------------------------------------------------------------------------

create table ticket_counter (
  office text not null references office,
  service text not null,
  day date not null,
  last integer not null,
  primary key (office, service, day)
);

create table visit (
  id uuid primary key,
  office text not null references office,
  service text not null,
  day date not null,
  number integer not null check (number > 0),
  token text not null unique,
  step text not null check (step in ('waiting', 'called', 'guest-book', 'registered', 'serving', 'library',
    'rating', 'done', 'no-show', 'cancelled', 'expired')),
  revision integer not null,
  priority text check (priority in ('elderly', 'disability', 'pregnant', 'child', 'disaster')),
  language text not null check (language in ('id', 'en')),
  policy_version integer not null,
  created_at timestamptz not null,
  queued_at timestamptz not null,
  last_at timestamptz not null,
  counter text,
  call_id uuid,
  called_at timestamptz,
  call_times integer,
  registered_at timestamptz,
  served_at timestamptz,
  entered_at timestamptz,
  ended_at timestamptz,
  closes_at timestamptz not null,
  warn_at timestamptz,
  due_at timestamptz,
  verdict text check (verdict in ('running', 'met', 'breached', 'excluded')),
  custody text not null default 'none' check (custody in ('none', 'held', 'returned', 'resolved')),
  without_locker boolean not null default false,
  undo_move text,
  undo_until timestamptz,
  -- call-next: who is about to call this number, and until when nobody else may
  claimed_by uuid,
  claimed_counter text,
  claimed_until timestamptz,
  constraint visit_number_once unique (office, service, day, number),
  foreign key (office, service) references service,
  foreign key (office, counter) references counter,
  foreign key (office, policy_version) references policy
);
create unique index visit_rings_once on visit (office, counter) where step = 'called';
create index visit_open on visit (office, step)
  where step not in ('done', 'no-show', 'cancelled', 'expired');
create index visit_ended on visit (office, ended_at) where ended_at is not null;
create index visit_of_day on visit (office, day);

create table visit_event (
  visit_id uuid not null references visit,
  revision integer not null,
  office text not null,
  move text not null,
  step text not null,
  at timestamptz not null,
  actor text not null check (actor in ('staff', 'visitor', 'clock')),
  staff_id uuid references staff,
  command_id uuid,
  counter text,
  locker text,
  id_type text,
  skip_reason text,
  -- the revision an undo takes back
  undoes integer,
  recorded_at timestamptz not null default clock(),
  primary key (visit_id, revision)
);
create unique index visit_event_command_once on visit_event (command_id);
create index visit_event_call on visit_event (office, at) where move = 'call';
create trigger visit_event_append_only before update or delete on visit_event
  for each row execute function refuse_change();

-- What the clock made visible; withdrawn, never deleted, when a serve in time is recorded late.
create table visit_notice (
  visit_id uuid not null references visit,
  kind text not null check (kind in ('warning', 'breach', 'custody-after-close')),
  at timestamptz not null,
  recorded_at timestamptz not null default clock(),
  withdrawn_at timestamptz,
  primary key (visit_id, kind)
);

create table custody (
  id uuid primary key,
  visit_id uuid not null references visit,
  office text not null,
  locker text not null,
  id_type text not null check (id_type in ('ktp', 'sim', 'paspor', 'pelajar', 'lainnya')),
  held_at timestamptz not null,
  held_by uuid not null references staff,
  returned_at timestamptz,
  returned_by uuid references staff,
  resolved_at timestamptz,
  resolved_by uuid references staff,
  foreign key (office, locker) references locker
);
create unique index custody_locker_once on custody (office, locker)
  where returned_at is null and resolved_at is null;
create unique index custody_visit_once on custody (visit_id)
  where returned_at is null and resolved_at is null;

-- Personal data: encrypted by the application, kept apart, made current by the move that carries its id

create table guest_book (
  command_id uuid primary key,
  visit_id uuid not null,
  name bytea not null,
  email bytea not null,
  institution bytea not null,
  institution_category smallint not null,
  gender text,
  age_band smallint,
  education smallint,
  occupation smallint,
  occupation_other bytea,
  phone bytea,
  disability boolean,
  purpose smallint not null,
  purpose_other bytea,
  services smallint[] not null,
  data_needed bytea,
  privacy_notice text not null,
  created_at timestamptz not null default clock(),
  current_at timestamptz
);
create unique index guest_book_once on guest_book (visit_id) where current_at is not null;

create table private_note (
  command_id uuid not null,
  kind text not null check (kind in ('id-last4', 'reason')),
  visit_id uuid not null,
  body bytea not null,
  created_at timestamptz not null default clock(),
  current_at timestamptz,
  primary key (command_id, kind)
);

create table rating (
  visit_id uuid primary key references visit,
  overall smallint check (overall between 1 and 5),
  -- answered elements only, by key
  skm jsonb not null,
  comment bytea,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

-- Who did what; reads of personal data too
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock(),
  office text,
  actor text not null check (actor in ('staff', 'visitor', 'clock', 'system')),
  staff_id uuid,
  action text not null,
  visit_id uuid,
  revision integer,
  command_id uuid,
  request_id text,
  detail jsonb
);
create index audit_visit on audit (visit_id);
create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_change();

create table heartbeat (
  part text not null,
  instance uuid not null,
  at timestamptz not null,
  primary key (part, instance)
);

-- What must always hold: each view returns the offending keys, so empty means sound -----------------

create view invariant_numbers_gapless as
  select c.office, c.service, c.day, c.last from ticket_counter c
  left join visit v on v.office = c.office and v.service = c.service and v.day = c.day
  group by c.office, c.service, c.day, c.last
  having count(distinct v.number) <> c.last or max(v.number) <> c.last;

create view invariant_one_event_per_revision as
  select v.id as visit_id, v.revision from visit v
  left join visit_event e on e.visit_id = v.id
  group by v.id, v.revision
  having count(e.revision) <> v.revision or max(e.revision) <> v.revision;

create view invariant_one_audit_row_per_event as
  select e.visit_id, e.revision from visit_event e
  left join audit a on a.visit_id = e.visit_id and a.revision = e.revision
  group by e.visit_id, e.revision
  having count(a.id) <> 1;

create view invariant_custody_open as
  select v.id as visit_id from visit v
  left join custody c on c.visit_id = v.id and c.returned_at is null and c.resolved_at is null
  where (v.custody = 'held') <> (c.id is not null)
    or (c.id is not null and v.step in ('done', 'no-show', 'cancelled', 'expired'));

create view invariant_breach_once as
  select v.id as visit_id from visit v
  left join visit_notice n on n.visit_id = v.id and n.kind = 'breach' and n.withdrawn_at is null
  where (n.visit_id is not null) <> (v.verdict is not distinct from 'breached')
    or (v.registered_at is not null and v.verdict is null)
    or (v.registered_at is null and v.verdict is not null);
