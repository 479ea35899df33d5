-- The rules are looked at where something changed, and everywhere in rounds. What breaks one stands here until it was looked
-- at again and holds.
create table invariant_finding (
  invariant text not null,
  -- a visit's id; of numbers: office, service and day
  subject text not null,
  found_at timestamptz not null default clock(),
  checked_at timestamptz not null default clock(),
  primary key (invariant, subject)
);

-- Where each round goes on; null where it begins anew.
create table invariant_round (
  round text primary key,
  reached text
);

-- What the hourly clean-up and the figures read from end to end.
create index member_session_terminal on member_session (used_at) where terminal;
create index complaint_unverified on complaint (ended_at, office) where verified_at is null;
