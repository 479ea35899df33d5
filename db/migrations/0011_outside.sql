-- What keeps strangers from the desk's work: which boards an office takes for its own, how often somebody
-- may try to sign in, and kept guest books that change with a recorded move alone.

-- Boards by the names they give themselves. Anybody can open the board's page under any name, so a name
-- reaches the desk only once it was accepted.
create table board_name (
  office text not null references office,
  name text not null check (name ~ '^[A-Za-z0-9-]{1,32}$'),
  asked_at timestamptz not null default clock(),
  -- when a line under this name was last seen; written about once a minute
  seen_at timestamptz not null default clock(),
  accepted_at timestamptz,
  -- null: accepted by itself, because the office is open to every device
  accepted_by uuid references staff,
  -- taken away by a supervisor: never accepted by itself again
  removed_at timestamptz,
  primary key (office, name),
  check (accepted_at is null or removed_at is null)
);

-- Failed tries at a secret, by a digest of what was tried and from where
create table failed_try (
  subject bytea primary key,
  failures integer not null,
  failed_at timestamptz not null,
  -- before this no further try is looked at
  free_at timestamptz not null
);

-- Browsers that an account has signed in with; they are throttled apart from everybody else
create table known_browser (
  id_hash bytea not null,
  staff_id uuid not null references staff,
  seen_at timestamptz not null default clock(),
  primary key (id_hash, staff_id)
);

-- What a visitor asked to keep, stored with the guest book under its command's id. The move that records
-- the book keeps it; over an older one only when its address is known to be the visitor's own.
create table profile_offer (
  command_id uuid primary key,
  email_mac bytea not null,
  body bytea not null,
  privacy_notice text not null,
  created_at timestamptz not null default clock(),
  -- recorded, and waiting for a confirmed address
  current_at timestamptz
);

-- The row a kept body was sealed for; it came from an offer since
alter table profile add column sealed_as uuid;
update profile set sealed_as = id;
alter table profile alter column sealed_as set not null;

-- The probe takes its numbers as a paired device, like nobody else can
insert into policy (office, version, effective_from, body)
select office, version + 1, effective_from, jsonb_set(body, '{kiosk}', '"paired"')
from (select distinct on (office) * from policy where office = '9999' order by office, version desc) as newest
where body ->> 'kiosk' <> 'paired';
