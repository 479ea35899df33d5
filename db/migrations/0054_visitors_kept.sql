-- Visitors are forgotten two years after they came: their codes stay for what was counted, and who they were goes.
alter table guest_book
  alter column name drop not null,
  alter column email drop not null,
  alter column institution drop not null;
create index guest_book_known on guest_book (current_at) where name is not null;
create index rating_comment on rating (changed_at) where comment is not null;
create index private_note_kind on private_note (kind, current_at) where current_at is not null;
create index profile_used on profile (used_at);
