-- What broke a rule and cannot be put right any more, a number lost in a restore for one, would be counted for ever and hide
-- what breaks next: an operator who has looked into it accepts it, and says why.
alter table invariant_finding
  add column accepted_at timestamptz,
  add column accepted_because text,
  add constraint invariant_finding_accepted check ((accepted_at is null) = (accepted_because is null));
