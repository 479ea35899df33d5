-- Mails to complainants, and to whoever is told of broken promises.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('email-check', 'member-confirm', 'member-link',
  'member-expiry', 'member-deleted', 'softcopy-ready', 'rating-link', 'complaint', 'complaint-overdue'));
-- What happened with complaints since the beginning, so that a scrape reads one row a series.
create table complaint_total (
  office text not null references office,
  counted text not null check (counted in ('received', 'classified', 'answered')),
  -- a channel, a kind, or in-time and late
  label text not null,
  n bigint not null,
  primary key (office, counted, label)
);
insert into complaint_total (office, counted, label, n)
  select office, 'received', came_by, count(*) from complaint group by 1, 3
  union all
  select office, 'classified', classified, count(*) from complaint where classified is not null group by 1, 3
  union all
  select office, 'answered', case when answered_at < answer_due_at then 'in-time' else 'late' end, count(*)
    from complaint where answered_at is not null group by 1, 3;
