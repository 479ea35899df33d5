-- Accounts of all offices change the list of synonyms; its version keeps two of them from overwriting each other.
insert into settings_version (scope) values ('synonyms');

-- Where a term stands in its line, as it was written.
alter table synonym add column place smallint not null default 0;
update synonym s set place = o.place
from (select line, term, row_number() over (partition by line order by ctid) as place from synonym) o
where s.line = o.line and s.term = o.term;
