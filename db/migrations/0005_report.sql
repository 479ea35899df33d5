-- What reports may read: views without personal data, and a role that sees nothing else.

create schema report;

-- Roles belong to the whole cluster, so another database may have made it already, or be making it now.
-- An account that may not create roles goes on without; docs/monitoring.md says what to run by hand.
do $$
begin
  if not exists (select from pg_roles where rolname = 'report') then
    create role report nologin;
    alter role report set default_transaction_read_only = on;
    alter role report set statement_timeout = '10s';
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then raise notice 'role report was not created';
end $$;

-- Office 9999 is the probe's own and stands in no report.
create view report.office as
  select o.code as office, o.name, o.time_zone, (clock() at time zone o.time_zone)::date as today
  from public.office o
  where o.code <> '9999';

-- Priority stays out, because a group can be a health condition; so do tokens and whoever served.
create view report.visit as
  select v.office, v.day, v.service,
    v.service || '-' || lpad(v.number::text, greatest(3, length(v.number::text)), '0') as label,
    v.step, v.created_at as taken_at, v.called_at, v.registered_at, v.due_at,
    case p.body->>'slaBasis' when 'access' then v.entered_at else v.served_at end as answered_at,
    v.served_at, v.entered_at, v.ended_at, v.verdict
  from public.visit v
  join public.policy p on p.office = v.office and p.version = v.policy_version
  join report.office o on o.office = v.office;

create view report.custody_open as
  select k.office, v.day,
    v.service || '-' || lpad(v.number::text, greatest(3, length(v.number::text)), '0') as label,
    k.locker, k.held_at, v.closes_at, v.closes_at < clock() as after_close
  from public.custody k
  join public.visit v on v.id = k.visit_id
  join report.office o on o.office = k.office
  where k.returned_at is null and k.resolved_at is null;

-- Settled days only; `bucket` numbers the parts of a distribution, -1 is its sum in seconds.
create view report.day_figure as
  select r.office, r.day, r.metric, r.label, r.bucket, r.value
  from public.daily_rollup r
  join report.office o on o.office = r.office;

do $$
begin
  if exists (select from pg_roles where rolname = 'report') then
    grant usage on schema report to report;
    grant select on all tables in schema report to report;
  end if;
end $$;
