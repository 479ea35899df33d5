-- A supervisor may delete an attachment, for a reason out of a list; that there was one, and who deleted it, stays.
alter table complaint_attachment alter column content drop not null;
alter table complaint_attachment
  add column deleted_at timestamptz,
  add column deleted_by uuid references staff,
  add column deleted_for text check (deleted_for in ('other-person', 'indecent', 'harmful', 'unrelated', 'own-wish')),
  add check ((deleted_at is null) = (content is not null)),
  add check ((deleted_at is null) = (deleted_for is null)),
  add check ((deleted_at is null) = (deleted_by is null));
