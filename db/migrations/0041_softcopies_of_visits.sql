-- A copy that an officer asked for during a visit: its visitor fetches it on the own page, without registering. A request
-- is a member's or a visit's, never both; once that is forgotten it is nobody's, as what was read in the room is.
alter table softcopy_request
  add column visit_id uuid references visit on delete set null,
  add constraint softcopy_request_of_one check (num_nonnulls(member_id, visit_id) <= 1);
create unique index softcopy_request_of_visit on softcopy_request (visit_id, publication_id) where visit_id is not null;
create index softcopy_request_to_forget on softcopy_request (requested_at) where visit_id is not null;
