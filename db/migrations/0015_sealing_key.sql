-- Which key seals the personal data of this database, by a fingerprint that tells nothing of it. One row, written when
-- the first key is taken into use; a process with another key does not start.
create table sealing_key (
  only_one boolean primary key default true check (only_one),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{4}(-[0-9a-f]{4}){3}$'),
  recorded_at timestamptz not null default clock()
);
