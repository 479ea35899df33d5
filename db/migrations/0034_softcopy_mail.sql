-- The mail that tells that a copy can be fetched, where it took long.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('email-check', 'member-confirm', 'member-link',
  'member-expiry', 'member-deleted', 'softcopy-ready'));
