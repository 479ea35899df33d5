-- How far the engine's clock is from ours, as a worker last saw it: one row, for every api to tell.
create table clock_comparison (
  one boolean primary key default true check (one),
  at timestamptz not null,
  engine_ahead_ms bigint not null
);
