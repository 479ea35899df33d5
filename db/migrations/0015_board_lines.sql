-- The lines of accepted boards, at whichever api they are: who is connected, and what was painted last. A line that has
-- ended stays until its board paints on another, eight hours at most. Unlogged, because each api writes its lines again
-- when they are missing.
create unlogged table board_line (
  line uuid primary key,
  api uuid not null,
  office text not null,
  board text not null,
  revision integer,
  shown_at timestamptz,
  audio text,
  build text,
  came_at timestamptz not null default clock(),
  left_at timestamptz
);
create index board_line_board on board_line (office, board);
create index board_line_api on board_line (api) where left_at is null;
