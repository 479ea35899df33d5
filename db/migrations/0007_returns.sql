-- Ways back: a no-show can be called back until the office closes, a card that was returned in error is taken back.

-- Until when a no-show can be called back; it is a settled fact only then. Null in every other step, and in
-- no-shows from before there was a way back.
alter table visit add column call_back_until timestamptz;
create index visit_call_back on visit (call_back_until) where call_back_until is not null;

-- An undone return is a line of its own: the card lies in its locker again.
create or replace view custody_ledger as
  select e.office, e.visit_id, e.revision, e.move, e.staff_id, e.locker, e.id_type, e.locker_key, e.cause, e.at
  from visit_event e
  where e.move in ('deposit', 'change-locker', 'return-id', 'resolve-custody')
    or e.undoes is not null and exists (
      select from visit_event u where u.visit_id = e.visit_id and u.revision = e.undoes and u.move = 'return-id'
    );

-- The ledger and the visit agree on where the card is.
create view invariant_custody_balanced as
  select v.id as visit_id, v.day from custody_ledger l
  join visit v on v.id = l.visit_id
  group by v.id, v.custody, v.day
  having sum(case when l.move in ('deposit', 'undo') then 1 when l.move = 'change-locker' then 0 else -1 end)
    <> (v.custody = 'held')::integer;
