-- Mails that the product owes somebody, one row each. A row is written in the transaction of its cause and names the
-- cause, so that a repeat writes no second one. Address and values stand in `content`, sealed, and are removed as soon
-- as nobody needs them.
create table mail (
  id uuid primary key,
  kind text not null check (kind in ('email-check')),
  cause text not null,
  office text not null references office,
  language text not null check (language in ('id', 'en')),
  content bytea,
  stage text not null check (stage in ('prepared', 'queued', 'sent', 'dead', 'withdrawn')),
  -- raised when a dead one is sent again; its workflow is named by it
  round integer not null default 1,
  -- tries of this round, and what the last one met
  attempts integer not null default 0,
  fault text check (fault in ('refused', 'put-off', 'unreachable', 'not-let-in', 'unreadable', 'unwritable',
    'interrupted', 'unforeseen')),
  fault_code integer,
  created_at timestamptz not null default clock(),
  queued_at timestamptz,
  -- by then its workflow has tried again; later it has none
  due_at timestamptz,
  -- afterwards it is of no use and is not sent
  good_until timestamptz not null,
  ended_at timestamptz,
  unique (kind, cause),
  check (case when stage in ('prepared', 'queued') then content is not null
    when stage in ('sent', 'withdrawn') then content is null else true end),
  check ((stage = 'prepared') = (queued_at is null) or stage = 'withdrawn')
);
create index mail_age on mail (created_at);
create index mail_due on mail (due_at) where stage = 'queued';
create index mail_dead on mail (good_until) where stage = 'dead' and content is not null;
create index mail_of_office on mail (office, queued_at desc) where queued_at is not null;

-- Tries are counted with the mail now. A check that still waited for one when this was applied is not sent.
alter table email_check drop column attempts, drop column next_try_at, drop column sent_at;
drop index guest_book_current;
