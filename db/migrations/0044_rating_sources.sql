-- Where a rating came from: the visitor's phone, the desk's tablet turned to the visitor, the tablet that stands in the
-- hall, or the link of a mail. And whether it came from an address at which an officer of the office had just been at work:
-- that proves nothing, since an office's network shares an address, but it is told.
alter table rating
  add column rated_on text not null default 'phone' check (rated_on in ('phone', 'desk', 'stand', 'mail')),
  add column staff_address boolean not null default false;

-- Addresses at which officers have just been at work, as keyed digests. No office: an account of all offices.
create unlogged table staff_address (
  address_mac bytea not null,
  office text references office,
  seen_at timestamptz not null,
  unique nulls not distinct (address_mac, office)
);

-- A tablet of the office that a visitor rates on: it opens the rating of one visit and nothing else.
create unlogged table rating_sheet (
  id_hash bytea primary key,
  visit_id uuid not null references visit on delete cascade,
  rated_on text not null check (rated_on in ('phone', 'desk', 'stand', 'mail')),
  turned_by uuid references staff,
  used_at timestamptz not null default clock()
);
create index rating_sheet_visit on rating_sheet (visit_id);
