-- People who come late: typing holds the no-show timer, a no-show can be called back until the office closes.

-- The last sign that the visitor fills the guest book. Says nothing about the visit, so it is no event.
alter table visit add column typing_at timestamptz;
