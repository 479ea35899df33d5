-- Files that came with a complaint or a message: pictures and PDFs without what tells of them, sealed.
create table complaint_attachment (
  id uuid primary key,
  complaint_id uuid not null references complaint on delete cascade,
  -- counts within the complaint, as people name it
  nth integer not null,
  -- the event it came with
  revision integer not null,
  actor text not null check (actor in ('complainant', 'staff')),
  staff_id uuid references staff,
  at timestamptz not null,
  kind text not null check (kind in ('jpeg', 'png', 'webp', 'pdf')),
  bytes integer not null,
  -- of the file as it was sent: tells the same one sent again
  content_mac bytea not null,
  content bytea not null,
  unique (complaint_id, nth),
  unique (complaint_id, actor, content_mac),
  foreign key (complaint_id, revision) references complaint_event on delete cascade
);
-- compressed already, and sealed
alter table complaint_attachment alter column content set storage external;
