-- A link mailed to the address of a guest book, to learn whether somebody reads it there (SERVICE section 2).
-- The address itself stays in the guest book, sealed; of the link only a digest is kept.
create table email_check (
  -- the guest book whose address is checked: a corrected one with another address starts anew
  command_id uuid primary key references guest_book on delete cascade,
  token_hash bytea unique,
  attempts integer not null,
  next_try_at timestamptz not null,
  sent_at timestamptz,
  expires_at timestamptz not null,
  verified_at timestamptz
);
-- What was filled in lately is looked through for addresses that were not mailed yet.
create index guest_book_current on guest_book (current_at) where current_at is not null;
