-- A database that was made from another within one server may be an older one as well: its number tells them apart.
create or replace function incarnation() returns text language sql stable as $$
  select floor(extract(epoch from pg_postmaster_start_time()))::bigint || '-'
    || replace(substring(pg_relation_filepath('visit') from '[0-9]+/[0-9]+$'), '/', '-')
$$;
