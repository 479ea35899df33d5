-- Sessions of members that something else than their own browser ended, so that the browser can be told why. Nothing here
-- leads to a person: it is found by the secret that the browser alone has.
create table ended_member_session (
  secret_hash bytea primary key,
  -- the address was proven in another browser, somebody signed it out there, the registration was deleted or not used
  ended_by text not null check (ended_by in ('proof', 'sign-out', 'deletion', 'time')),
  ended_at timestamptz not null default clock()
);
create index ended_member_session_age on ended_member_session (ended_at);
