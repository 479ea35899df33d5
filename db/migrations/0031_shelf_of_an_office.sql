-- A page searches the collection of one office: where a database holds those of hundreds, it reads only its own.
create index publication_index_office on publication_index (office, newest desc, year desc, released desc nulls last);
