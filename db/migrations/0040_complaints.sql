-- Complaints: what decides about one in `complaint`, what happened in `complaint_event`. Texts and persons are sealed.
create table complaint_number (
  office text not null references office,
  year smallint not null,
  last integer not null,
  primary key (office, year)
);

create table complaint (
  id uuid primary key,
  office text not null references office,
  -- as it is told to the complainant: ADU-6500-2026-0007
  reference text not null unique,
  secret_hash bytea not null,
  came_by text not null check (came_by in ('box', 'web', 'email', 'phone', 'desk', 'lapor')),
  identity text not null check (identity in ('named', 'confidential', 'anonymous')),
  language text not null check (language in ('id', 'en')),
  stage text not null check (stage in ('received', 'verified', 'following-up', 'answered', 'closed', 'transferred', 'dismissed')),
  revision integer not null,
  classified text check (classified in ('information', 'aspiration', 'normative', 'ordinary', 'supervisory')),
  -- working days each thing may take, as they were when it came in
  terms jsonb not null,
  text bytea,
  person bytea,
  -- of the text, without its spaces and case: tells the same complaint sent again
  text_mac bytea not null,
  -- an earlier one with the same text in the same office
  same_as uuid references complaint on delete set null,
  visit_id uuid references visit on delete set null,
  assigned_to uuid references staff,
  received_at timestamptz not null,
  verified_at timestamptz,
  followed_up_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  reopened_at timestamptz,
  heard_at timestamptz,
  -- by when each thing is or was owed; the calendar moves those that are still owed
  verification_due_at timestamptz,
  follow_up_due_at timestamptz,
  answer_due_at timestamptz,
  silence_due_at timestamptz,
  -- by then its workflow has looked at this row; a row that is due has none
  due_at timestamptz default clock(),
  check ((identity = 'anonymous') <= (person is null)),
  check ((stage in ('closed', 'transferred', 'dismissed')) = (ended_at is not null)),
  check ((verified_at is null) = (classified is null))
);
create index complaint_due on complaint (due_at) where due_at is not null;
create index complaint_open on complaint (office, answer_due_at) where ended_at is null;
create index complaint_of_office on complaint (office, received_at desc);
create index complaint_same on complaint (office, text_mac);
create index complaint_of_visit on complaint (visit_id) where visit_id is not null;
create index complaint_of_staff on complaint (assigned_to) where assigned_to is not null and ended_at is null;
create index complaint_person on complaint (ended_at) where text is not null;

-- What happened, once and for good.
create table complaint_event (
  complaint_id uuid not null references complaint on delete cascade,
  revision integer not null,
  at timestamptz not null,
  move text not null,
  actor text not null check (actor in ('complainant', 'staff', 'system')),
  staff_id uuid references staff,
  stage text not null,
  -- kind, assignee, due times: nothing anybody wrote
  detail jsonb not null,
  -- a message, an answer, a reason
  text bytea,
  primary key (complaint_id, revision)
);

-- Reminders and alarms, each once for a due time; one that the calendar moved is another.
create table complaint_notice (
  complaint_id uuid not null references complaint on delete cascade,
  due text not null check (due in ('verification', 'first-follow-up', 'answer')),
  told text not null check (told in ('reminder', 'overdue')),
  due_at timestamptz not null,
  noticed_at timestamptz not null,
  primary key (complaint_id, due, told, due_at)
);
create index complaint_notice_age on complaint_notice (noticed_at);
