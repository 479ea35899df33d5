-- What stands on a book's label: a number of the service's own, since neither a catalogue number nor a title names one
-- edition of one office (domain/catalogue/shelf-code.ts writes it with its check digit).
alter table publication add column shelf_number integer generated always as identity;
create unique index publication_shelf_number on publication (shelf_number);

-- A printed publication that was read in the room: a fact beside the visit, as a rating is. Written by an officer for a
-- visit, or counted from a table when the room is tidied. It lasts until the book was put back or the visit ended.
create table in_room_use (
  -- the command's id
  id uuid primary key,
  office text not null references office,
  publication_id uuid not null references publication,
  source text not null check (source in ('visit', 'table')),
  -- forgotten after a month: what a person read is nobody's business then, and the use is counted all the same
  visit_id uuid references visit,
  -- the office's day
  day date not null,
  at timestamptz not null,
  staff_id uuid not null references staff,
  returned_at timestamptz,
  -- recorded by mistake: counted nowhere
  removed_at timestamptz,
  removed_by uuid references staff,
  check (source = 'visit' or (visit_id is null and returned_at is not null)),
  check ((removed_at is null) = (removed_by is null))
);
-- counted by office, day and title
create index in_room_use_counted on in_room_use (office, day, publication_id) where removed_at is null;
create index in_room_use_visit on in_room_use (visit_id, at) where visit_id is not null;
create index in_room_use_to_forget on in_room_use (at) where visit_id is not null;
