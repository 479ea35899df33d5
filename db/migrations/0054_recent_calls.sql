-- A board tells of recalls as well as of calls; whoever asks for calls alone is served by the same index.
-- The old one goes last: dropping it keeps everybody from the table until the end.
create index visit_event_rung on visit_event (office, at) where move in ('call', 'recall');
drop index visit_event_call;
