-- What an office decides about its satisfaction survey, and where the yearly survey of data needs is answered.
alter table office add column survey jsonb not null default '{"minimumRespondents": 10, "skd": null}';
