-- When nobody outside had to be told any more that a breach was withdrawn. Null while its workflow still has to tell, so that
-- a visit whose workflow is lost meanwhile gets another one for that.
alter table escalation add column taken_back_at timestamptz;
update escalation e set taken_back_at = withdrawn_at
where withdrawn_at is not null and not exists (
  select from escalation_delivery d where d.visit_id = e.visit_id and d.event = 'withdrawn' and d.sent_at is null
);
create index escalation_owed on escalation (visit_id) where withdrawn_at is not null and taken_back_at is null;
