-- A card is held after closing from the instant of closing on, as everywhere else.
create or replace view report.custody_open as
  select k.office, v.day,
    v.service || '-' || lpad(v.number::text, greatest(3, length(v.number::text)), '0') as label,
    k.locker, k.held_at, v.closes_at, v.closes_at <= clock() as after_close
  from public.custody k
  join public.visit v on v.id = k.visit_id
  join report.office o on o.office = k.office
  where k.returned_at is null and k.resolved_at is null;
