-- Mails to members: the link of a registration, the link of whoever returns, before a registration ends, and after it did.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('email-check', 'member-confirm', 'member-link',
  'member-expiry', 'member-deleted'));
