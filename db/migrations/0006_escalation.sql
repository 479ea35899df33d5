-- A broken promise that people are told about until the visitor is served or somebody answers for it. One
-- row a visit: it is raised when the breach is noticed while the visitor still waits.
create table escalation (
  visit_id uuid primary key references visit,
  due_at timestamptz not null,
  -- anew when the promise was kept after all and then broken again
  raised_at timestamptz not null default clock(),
  -- how often people were told, and when last
  times integer not null default 1,
  told_at timestamptz not null default clock(),
  acknowledged_at timestamptz,
  acknowledged_by uuid references staff,
  withdrawn_at timestamptz,
  check ((acknowledged_at is null) = (acknowledged_by is null))
);

-- What was sent outside about it. The id stays the same however often sending is tried, so that whoever
-- receives it can tell a repeat.
create table escalation_delivery (
  id uuid primary key default gen_random_uuid(),
  visit_id uuid not null references escalation,
  number integer not null,
  channel text not null check (channel in ('webhook', 'mail')),
  event text not null check (event in ('raised', 'withdrawn')),
  created_at timestamptz not null default clock(),
  attempts integer not null default 0,
  sent_at timestamptz,
  constraint escalation_delivery_once unique (visit_id, number, channel, event)
);

-- An escalation stands only while the promise counts as broken
create view invariant_escalation_stands as
  select v.id as visit_id, v.day from escalation e
  join visit v on v.id = e.visit_id
  where e.withdrawn_at is null and v.verdict is distinct from 'breached';
