-- Imports of an office's collection from BPS's WebAPI. The row is the truth: its workflow knows its id and where it
-- stands, and is made again from here when the engine lost it. Never the key, and no address.
create table webapi_run (
  id uuid primary key default gen_random_uuid(),
  office text not null references office,
  run_state text not null check (run_state in ('queued', 'running', 'done', 'failed')),
  -- null when the schedule asked for it, or the command line
  asked_by uuid references staff,
  created_at timestamptz not null default clock(),
  started_at timestamptz,
  ended_at timestamptz,
  -- by then its workflow has gone on; later it has none
  due_at timestamptz not null default clock(),
  pass smallint not null default 1,
  page integer not null default 1,
  -- publications of the list when this pass began
  total integer,
  pages integer,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  -- known from earlier, and not in the list any more; they stay in the collection
  missing integer not null default 0,
  -- tries in a row that brought nothing, and what the last one met
  attempts integer not null default 0,
  fault text check (fault in ('unreachable', 'too-slow', 'untrusted', 'redirected', 'wrong-key', 'put-off', 'refused',
    'no-data', 'too-large', 'other-shape', 'interrupted', 'switched-off')),
  fault_code integer,
  check ((run_state = 'done' or run_state = 'failed') = (ended_at is not null))
);
create unique index webapi_run_open on webapi_run (office) where ended_at is null;
create index webapi_run_of_office on webapi_run (office, created_at desc);
create index webapi_run_done on webapi_run (office, ended_at desc) where run_state = 'done';

-- What is known of each publication of the source: whether it changed since, and what became of it the last time.
create table webapi_publication (
  office text not null references office,
  -- the source's id, or a digest of the line that has none
  source_id text not null,
  title text not null,
  -- as the source writes it; only compared
  updated text not null,
  -- its publication's key in the collection; null when it was refused
  key text,
  became text not null check (became in ('added', 'changed', 'unchanged', 'refused')),
  reason text check (reason in ('no-id', 'no-detail', 'no-title', 'no-year', 'no-number', 'same-number')),
  -- the last import that saw it
  run uuid not null references webapi_run,
  primary key (office, source_id),
  check ((became = 'refused') = (reason is not null)),
  check ((key is null) = (reason is not null))
);
create unique index webapi_publication_key on webapi_publication (office, key);
create index webapi_publication_run on webapi_publication (run, became);
