-- What a year of visits needs: indexes for what was read from end to end, and which days are not settled yet.
-- Plain `create index`: migrations run in a transaction, and nothing serves meanwhile.

-- A day's report counts its cards; deleting a visit looks for what still points at it.
create index custody_visit on custody (visit_id);
create index incident_visit on incident (visit_id);
create index handover_of_office on handover (office, given_at);

-- What no move made current goes after a day; there is little of it among the guest books of years.
create index guest_book_unused on guest_book (created_at) where current_at is null;
create index private_note_unused on private_note (created_at) where current_at is null;
create index email_check_live on email_check (expires_at) where token_hash is not null;

-- Synthetic visits alone are ever cleared from the audit.
create index audit_synthetic on audit (at) where office = '9999';

-- The few days whose figures are still counted, so that neither a scrape nor the keeper walks through all days.
alter table ticket_counter add column settled boolean not null default false;
update ticket_counter t set settled = true from day_close d
  where d.office = t.office and d.day = t.day and d.settled_at is not null;
create index ticket_counter_unsettled on ticket_counter (office, day) where not settled;

create function settle_counters() returns trigger language plpgsql as $$
begin
  update ticket_counter set settled = true where office = new.office and day = new.day;
  return null;
end $$;
-- In the database, so that it holds whatever version of the service settles a day.
create trigger day_close_settles after insert or update of settled_at on day_close
  for each row when (new.settled_at is not null) execute function settle_counters();

-- When an office's sums were last compared with its days: a few offices at each look, the longest unseen first.
create table rollup_check (
  office text primary key references office,
  violations integer not null,
  at timestamptz not null
);

create function rollup_violations(looked text) returns bigint language sql stable as $$
  select count(*) from (
    select metric, label, bucket, sum(value) as value from daily_rollup where office = looked group by 1, 2, 3
  ) as d
  full join (select metric, label, bucket, value from rollup_total where office = looked) as t
    using (metric, label, bucket)
  where abs(coalesce(d.value, 0) - coalesce(t.value, 0)) > 0.001
$$;
