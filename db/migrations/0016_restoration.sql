-- When this database was made of a backup, and of which moment. No row of the audit, whose last one tells until when
-- the backup reaches.
create table restoration (
  at timestamptz primary key default clock(),
  taken_at timestamptz not null
);
