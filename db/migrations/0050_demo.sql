-- An office whose past days were filled with invented visits, so that there is something to look at on the first day. One
-- row while they are there; pages tell of it, and its days alone can be removed.
create table demo_data (
  office text primary key references office,
  -- the office's days, both included; all before the day on which they were made
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  -- makes the same days again
  seed integer not null,
  made_at timestamptz not null default clock()
);

-- Synthetic visits (office 9999) are removed after two days, and invented ones when somebody has them removed: then its
-- transaction names their office. Everything else stays append-only.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  gone jsonb;
begin
  if tg_op = 'DELETE' then
    gone := to_jsonb(old);
    if gone ->> 'office' = '9999' then return old; end if;
    if exists (
      select from demo_data d
      where d.office = current_setting('kunjung.removing_demo', true)
        and d.office = coalesce(gone ->> 'office', d.office)
        and d.to_day >= coalesce((gone ->> 'day')::date, d.to_day)
    ) then return old; end if;
  end if;
  raise exception '% is append-only', tg_table_name;
end $$;
