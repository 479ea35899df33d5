-- What supervision needs: when each rule was last looked at, and an office for synthetic visits that may
-- be cleared away again.

-- How many rows break a rule that must always hold, as counted about once a minute
create table invariant_check (
  invariant text primary key,
  violations integer not null,
  at timestamptz not null
);

-- Who sends the minute's synthetic visit: the first to write its row
create table synthetic_minute (
  at timestamptz primary key
);

-- Synthetic visits (office 9999) are removed after two days; everything else stays append-only
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and to_jsonb(old) ->> 'office' = '9999' then return old; end if;
  raise exception '% is append-only', tg_table_name;
end $$;

-- The rules name the day they speak of, so that the minute's look need not read the whole past.
create index visit_day on visit (day);

drop view invariant_one_event_per_revision;
create view invariant_one_event_per_revision as
  select v.id as visit_id, v.revision, v.day from visit v
  left join visit_event e on e.visit_id = v.id
  group by v.id, v.revision, v.day
  having count(e.revision) <> v.revision or max(e.revision) <> v.revision;

drop view invariant_one_audit_row_per_event;
create view invariant_one_audit_row_per_event as
  select e.visit_id, e.revision, v.day from visit_event e
  join visit v on v.id = e.visit_id
  left join audit a on a.visit_id = e.visit_id and a.revision = e.revision
  group by e.visit_id, e.revision, v.day
  having count(a.id) <> 1;

drop view invariant_custody_open;
create view invariant_custody_open as
  select v.id as visit_id, v.day from visit v
  left join custody c on c.visit_id = v.id and c.returned_at is null and c.resolved_at is null
  where (v.custody = 'held') <> (c.id is not null)
    or (c.id is not null and v.step in ('done', 'no-show', 'cancelled', 'expired'));

drop view invariant_breach_once;
create view invariant_breach_once as
  select v.id as visit_id, v.day from visit v
  left join visit_notice n on n.visit_id = v.id and n.kind = 'breach' and n.withdrawn_at is null
  where (n.visit_id is not null) <> (v.verdict is not distinct from 'breached')
    or (v.registered_at is not null and v.verdict is null)
    or (v.registered_at is null and v.verdict is not null);

-- Figures leave out what an undo took back; few events are undos.
create index visit_event_undo on visit_event (visit_id, undoes) where undoes is not null;
